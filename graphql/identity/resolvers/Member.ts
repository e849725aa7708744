import type { MemberResolvers } from '../../types.generated.ts';
import { toGlobalId } from '../../base/global-id.ts';

export const Member: Pick<MemberResolvers, 'demonstration'|'devices'|'displayName'|'hasPin'|'id'|'passkeys'|'teams'|'__isTypeOf'> = {
  id: ({ id }) => toGlobalId('Member', id),
  teams: ({ memberships }) => memberships,
  hasPin: ({ id }, _arguments, { station }) => station.waysIn.hasPin(id),
  passkeys: async ({ id }, _arguments, { station, principal }) => (await station.waysIn.passkeysOf(principal, id)) ?? null,
  devices: async ({ id }, _arguments, { station, principal }) => {
    const holder = { kind: 'member', memberId: id } as const;
    const sessions = await station.waysIn.devicesOf(principal, holder);
    return sessions?.toSorted((one, other) => (one.startedAt < other.startedAt ? 1 : -1)).map((session) => ({ holder, session })) ?? null;
  },
};
