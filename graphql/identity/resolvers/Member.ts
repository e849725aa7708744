import type { MemberResolvers } from '../../types.generated.ts';
import { toGlobalId } from '../../base/global-id.ts';

export const Member: MemberResolvers = {
  id: ({ id }) => toGlobalId('Member', id),
  teams: ({ memberships }) => memberships,
};
