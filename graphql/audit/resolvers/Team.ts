import { connection } from '../../base/connection.ts';
import type { TeamResolvers } from '../../types.generated.ts';

export const Team: Pick<TeamResolvers, 'auditTrail' | '__isTypeOf'> = {
  auditTrail: (team, page, { station, principal }) =>
    connection(['auditTrail', 'team', team.code], page, (question) => station.trails.ofTeam(principal, team, question)),
};
