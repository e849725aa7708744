import { connection } from '../../base/connection.ts';
import type { AdminUnitResolvers } from '../../types.generated.ts';

export const AdminUnit: Pick<AdminUnitResolvers, 'waitingRequests'|'__isTypeOf'> = {
  waitingRequests: (unit, page, { station, principal }) =>
    connection(['waitingRequests', unit.version, unit.code], page, (question) => station.helpRequests.waitingIn(principal, unit, question)),
};
