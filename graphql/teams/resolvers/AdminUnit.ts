import { MOST_TEAMS_OF_PAGE, teamsWithin } from '../../../functions/teams/teams-within.ts';
import { connectionOf, pageQuestion } from '../../base/connection.ts';
import type { AdminUnitResolvers } from '../../types.generated.ts';

export const AdminUnit: Pick<AdminUnitResolvers, 'teams'|'__isTypeOf'> = {
  teams: async (unit, page, { station }) => connectionOf(await teamsWithin(station, unit, pageQuestion(page, MOST_TEAMS_OF_PAGE)), page),
};
