import { toProblem } from '../../../base/problems.ts';
import type { MutationResolvers } from '../../../types.generated.ts';
import { readDeviceId } from '../../device-id.ts';

export const revokeDevice: NonNullable<MutationResolvers['revokeDevice']> = async (_parent, { input }, context) => {
  const device = readDeviceId(input.device);
  if (device === undefined) return toProblem(context, { type: 'NotFound', kind: 'DEVICE' });
  const result = await context.station.waysIn.revokeDevice(context.principal, device.holder, device.sessionId);
  return result.ok ? { __typename: 'DevicesRevoked', count: 1 } : toProblem(context, result.failure);
};
