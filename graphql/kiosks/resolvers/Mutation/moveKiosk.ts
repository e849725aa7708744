import { toProblem } from '../../../base/problems.ts';
import type { MutationResolvers } from '../../../types.generated.ts';
import { versionInForce } from '../../version-in-force.ts';

export const moveKiosk: NonNullable<MutationResolvers['moveKiosk']> = async (_parent, { input }, context) => {
  const unitVersion = input.unitVersion ?? (await versionInForce(context.station));
  const result = await context.station.kioskPairing.moveKiosk({ ...input, unitVersion }, context.principal);
  return result.ok ? { __typename: 'KioskChanged', kiosk: result.value } : toProblem(context, result.failure);
};
