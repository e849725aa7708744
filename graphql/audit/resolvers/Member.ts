import { connection } from '../../base/connection.ts';
import type { MemberResolvers } from '../../types.generated.ts';

export const Member: Pick<MemberResolvers, 'auditTrail' | '__isTypeOf'> = {
  auditTrail: (member, page, { station, principal }) =>
    connection(['auditTrail', 'member', member.id], page, (question) => station.trails.ofMember(principal, member, question)),
};
