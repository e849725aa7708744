import type { TeamPhoneResolvers } from '../../types.generated.ts';
import { present } from '../../base/present.ts';
import { teamPhoneId } from '../device-id.ts';

export const TeamPhone: TeamPhoneResolvers = {
  id: (phone) => teamPhoneId(phone),
  team: async ({ teamCode }, _arguments, { loaders }) => present(await loaders.teams.load(teamCode), 'the team of a shared phone'),
};
