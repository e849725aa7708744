import { sessionCookies } from '../../../../functions/identity/credentials.ts';
import { present } from '../../../base/present.ts';
import { toProblem } from '../../../base/problems.ts';
import type { MutationResolvers } from '../../../types.generated.ts';
import { viewerOf } from '../../viewer.ts';

export const signInWithPasskey: NonNullable<MutationResolvers['signInWithPasskey']> = async (_parent, { input }, context) => {
  const { station, principal, address, setCookie } = context;
  const result = await station.waysIn.signInWithPasskey(input.response, { principal, address });
  if (!result.ok) return toProblem(context, result.failure);
  const viewer = present((await viewerOf(context, result.value.holder)) ?? undefined, 'the member of a passkey');
  sessionCookies(result.value, station.identity.secure).forEach(setCookie);
  return { __typename: 'SignedIn', viewer };
};
