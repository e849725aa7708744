import { toProblem } from '../../../base/problems.ts';
import type { MutationResolvers } from '../../../types.generated.ts';

export const beginPasskey: NonNullable<MutationResolvers['beginPasskey']> = async (_parent, _arguments, context) => {
  const result = await context.station.waysIn.beginPasskey(context.principal);
  return result.ok ? { __typename: 'PasskeyChallenge', ...result.value } : toProblem(context, result.failure);
};
