import type { HelpRequestChangeResolvers } from '../../types.generated.ts';

export const HelpRequestChange: HelpRequestChangeResolvers = {
  by: ({ actor }) => actor.kind,
  memberName: ({ actor }) => (actor.kind === 'MEMBER' ? actor.memberName : null),
  team: async ({ actor }, _arguments, { loaders }) =>
    actor.kind === 'MEMBER' ? ((await loaders.teams.load(actor.teamCode)) ?? null) : null,
};
