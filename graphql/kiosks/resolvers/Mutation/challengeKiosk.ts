import { toProblem } from '../../../base/problems.ts';
import type { MutationResolvers } from '../../../types.generated.ts';

export const challengeKiosk: NonNullable<MutationResolvers['challengeKiosk']> = async (_parent, { input }, context) => {
  const result = await context.station.kioskPairing.challenge(input.keyId, context.address);
  return result.ok ? { __typename: 'KioskChallenge', ...result.value } : toProblem(context, result.failure);
};
