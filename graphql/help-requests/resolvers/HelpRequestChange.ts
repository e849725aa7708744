import type { HelpRequestChangeResolvers } from '../../types.generated.ts';

export const HelpRequestChange: HelpRequestChangeResolvers = {
  by: ({ actor }) => actor.kind,
  memberName: ({ actor }) => (actor.kind === 'MEMBER' ? actor.memberName : null),
  team: async ({ actor }, _arguments, { loaders }) => {
    const teamCode = actor.kind === 'MEMBER' || actor.kind === 'SYSTEM' ? actor.teamCode : undefined;
    return teamCode === undefined ? null : ((await loaders.teams.load(teamCode)) ?? null);
  },
};
