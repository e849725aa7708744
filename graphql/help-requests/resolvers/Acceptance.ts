import type { AcceptanceResolvers } from '../../types.generated.ts';
import { present } from '../../base/present.ts';

export const Acceptance: AcceptanceResolvers = {
  team: async ({ teamCode }, _arguments, { loaders }) =>
    present(await loaders.teams.load(teamCode), `team ${teamCode}`),
};
