import type { AcceptanceResolvers } from '../../types.generated.ts';
import { present } from '../../base/present.ts';

export const Acceptance: AcceptanceResolvers = {
  byMe: ({ memberId }, _arguments, { principal }) => principal.kind === 'member' && principal.memberId === memberId,
  team: async ({ teamCode }, _arguments, { loaders }) =>
    present(await loaders.teams.load(teamCode), `team ${teamCode}`),
};
