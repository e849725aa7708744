import { connectionOf, pageQuestion } from '../../base/connection.ts';
import type { TeamResolvers } from '../../types.generated.ts';

export const Team: Pick<TeamResolvers, 'auditTrail' | '__isTypeOf'> = {
  auditTrail: async (team, page, { station, principal }) => {
    const found = await station.trails.ofTeam(principal, team, pageQuestion(page));
    return found === undefined ? null : connectionOf(found, page);
  },
};
