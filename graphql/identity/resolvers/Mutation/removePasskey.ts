import { toProblem } from '../../../base/problems.ts';
import type { MutationResolvers } from '../../../types.generated.ts';
import { readPasskeyId } from '../../device-id.ts';

export const removePasskey: NonNullable<MutationResolvers['removePasskey']> = async (_parent, { input }, context) => {
  const named = readPasskeyId(input.passkey);
  if (named === undefined) return toProblem(context, { type: 'NotFound', kind: 'PASSKEY' });
  const result = await context.station.waysIn.removePasskey(context.principal, named.memberId, named.credentialId);
  return result.ok ? { __typename: 'PasskeyRemoved', passkey: input.passkey } : toProblem(context, result.failure);
};
