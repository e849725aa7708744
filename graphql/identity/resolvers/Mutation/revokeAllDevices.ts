import type { Invited } from '../../../../functions/identity/invitation.ts';
import { parseGlobalId } from '../../../base/global-id.ts';
import { toProblem } from '../../../base/problems.ts';
import type { MutationResolvers, RevokeAllDevicesInput } from '../../../types.generated.ts';
import { readTeamPhoneId } from '../../device-id.ts';

export const revokeAllDevices: NonNullable<MutationResolvers['revokeAllDevices']> = async (_parent, { input }, context) => {
  const holder = holderOf(input);
  if (holder === undefined) return toProblem(context, { type: 'NotFound', kind: 'DEVICE' });
  const result = await context.station.waysIn.revokeAll(context.principal, holder);
  return result.ok ? { __typename: 'DevicesRevoked', count: result.value } : toProblem(context, result.failure);
};

const holderOf = ({ member, teamPhone }: RevokeAllDevicesInput): Invited | undefined => {
  if (teamPhone !== undefined && teamPhone !== null) return readTeamPhoneId(teamPhone);
  const named = member === undefined || member === null ? undefined : parseGlobalId(member);
  return named?.type === 'Member' ? { kind: 'member', memberId: named.id } : undefined;
};
