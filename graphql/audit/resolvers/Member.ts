import { connectionOf, pageQuestion } from '../../base/connection.ts';
import type { MemberResolvers } from '../../types.generated.ts';

export const Member: Pick<MemberResolvers, 'auditTrail' | '__isTypeOf'> = {
  auditTrail: async (member, page, { station, principal }) => {
    const found = await station.trails.ofMember(principal, member, pageQuestion(page));
    return found === undefined ? null : connectionOf(found, page);
  },
};
