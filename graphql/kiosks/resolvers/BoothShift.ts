import type { BoothShiftResolvers } from '../../types.generated.ts';
import { present } from '../../base/present.ts';

export const BoothShift: BoothShiftResolvers = {
  team: async ({ teamCode }, _arguments, { loaders }) => present(await loaders.teams.load(teamCode), 'the team of a shift'),
};
