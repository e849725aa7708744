import type { TeamPhoneResolvers } from '../../types.generated.ts';
import { present } from '../../base/present.ts';
import { teamPhoneId } from '../device-id.ts';

export const TeamPhone: TeamPhoneResolvers = {
  id: (phone) => teamPhoneId(phone),
  members: async ({ teamCode }, _arguments, { station, principal }) => [...((await station.waysIn.rosterOf(principal, teamCode)) ?? [])],
  team: async ({ teamCode }, _arguments, { loaders }) => present(await loaders.teams.load(teamCode), 'the team of a shared phone'),
};
