import { toProblem } from '../../../base/problems.ts';
import type { MutationResolvers } from '../../../types.generated.ts';

export const addPasskey: NonNullable<MutationResolvers['addPasskey']> = async (_parent, { input }, context) => {
  const result = await context.station.waysIn.addPasskey(context.principal, input.response);
  return result.ok ? { __typename: 'PasskeyAdded', passkey: result.value } : toProblem(context, result.failure);
};
