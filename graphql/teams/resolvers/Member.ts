import { phoneGrantFor } from '../../../functions/teams/read-people.ts';
import type { MemberResolvers } from '../../types.generated.ts';

export const Member: Pick<
  MemberResolvers,
  'dutyUntil' | 'hasPhone' | 'joinedOn' | 'languages' | 'leaves' | 'organisation' | 'phoneGrant' | 'revision' | 'trainings' | '__isTypeOf'
> = {
  phoneGrant: async (member, _arguments, { station, principal }) => {
    const granted = await phoneGrantFor(station.permission, principal, member);
    if (granted === undefined) return null;
    return { ...(await station.identity.signContactGrant(granted)), endpoint: `/contacts/members/${encodeURIComponent(member.id)}/open` };
  },
};
