import { connectionOf, pageQuestion } from '../../base/connection.ts';
import type { AdminUnitResolvers } from '../../types.generated.ts';

export const AdminUnit: Pick<AdminUnitResolvers, 'auditTrail' | '__isTypeOf'> = {
  auditTrail: async (unit, page, { station, principal }) => {
    const found = await station.trails.ofUnit(principal, unit, pageQuestion(page));
    return found === undefined ? null : connectionOf(found, page);
  },
};
