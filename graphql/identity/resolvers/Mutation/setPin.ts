import { toProblem } from '../../../base/problems.ts';
import type { MutationResolvers } from '../../../types.generated.ts';

export const setPin: NonNullable<MutationResolvers['setPin']> = async (_parent, { input }, context) => {
  const result = await context.station.waysIn.setPin(context.principal, input.pin);
  return result.ok ? { __typename: 'PinSet', hasPin: true } : toProblem(context, result.failure);
};
