import { toProblem } from '../../../base/problems.ts';
import type { MutationResolvers } from '../../../types.generated.ts';

export const planShifts: NonNullable<MutationResolvers['planShifts']> = async (_parent, { input }, context) => {
  const result = await context.station.kioskPairing.planShifts(input, context.principal);
  return result.ok ? { __typename: 'KioskChanged', kiosk: result.value } : toProblem(context, result.failure);
};
