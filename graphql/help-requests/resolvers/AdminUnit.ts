import { connectionOf, pageQuestion } from '../../base/connection.ts';
import type { AdminUnitResolvers } from '../../types.generated.ts';

export const AdminUnit: Pick<AdminUnitResolvers, 'waitingRequests'|'__isTypeOf'> = {
  waitingRequests: async (unit, page, { station, principal }) => {
    const found = await station.helpRequests.waitingIn(principal, unit, pageQuestion(page));
    return found === undefined ? null : connectionOf(found, page);
  },
};
