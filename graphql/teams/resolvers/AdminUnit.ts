import { MOST_TEAMS_OF_PAGE, teamsWithin } from '../../../functions/teams/teams-within.ts';
import { connection } from '../../base/connection.ts';
import type { AdminUnitResolvers } from '../../types.generated.ts';

export const AdminUnit: Pick<AdminUnitResolvers, 'teams'|'__isTypeOf'> = {
  teams: (unit, page, { station }) =>
    connection(['teams', unit.version, unit.code], page, (question) => teamsWithin(station, unit, question), MOST_TEAMS_OF_PAGE),
};
