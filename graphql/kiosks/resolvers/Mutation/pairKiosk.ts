import { toProblem } from '../../../base/problems.ts';
import type { MutationResolvers } from '../../../types.generated.ts';
import { versionInForce } from '../../version-in-force.ts';

export const pairKiosk: NonNullable<MutationResolvers['pairKiosk']> = async (_parent, { input }, context) => {
  const { newKiosk, ...rest } = input;
  const described = newKiosk === null || newKiosk === undefined ? undefined : { ...newKiosk, unitVersion: newKiosk.unitVersion ?? (await versionInForce(context.station)) };
  const result = await context.station.kioskPairing.pairKiosk({ ...rest, newKiosk: described }, context.principal, context.address);
  return result.ok ? { __typename: 'KioskChanged', kiosk: result.value } : toProblem(context, result.failure);
};
