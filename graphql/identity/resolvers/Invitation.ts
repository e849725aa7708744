import type { InvitationResolvers } from '../../types.generated.ts';
import { present } from '../../base/present.ts';

export const Invitation: InvitationResolvers = {
  id: ({ hash }) => hash,
  member: async ({ holder }, _arguments, { loaders }) =>
    holder.kind === 'member' ? ((await loaders.members.load(holder.memberId)) ?? null) : null,
  team: async ({ teamCode }, _arguments, { loaders }) =>
    present(await loaders.teams.load(present(teamCode, 'the team of an invitation that is listed')), 'the team of an invitation'),
};
