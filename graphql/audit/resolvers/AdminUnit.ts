import { connection } from '../../base/connection.ts';
import type { AdminUnitResolvers } from '../../types.generated.ts';

export const AdminUnit: Pick<AdminUnitResolvers, 'auditTrail' | '__isTypeOf'> = {
  auditTrail: (unit, page, { station, principal }) =>
    connection(['auditTrail', 'unit', unit.version, unit.code], page, (question) => station.trails.ofUnit(principal, unit, question)),
};
