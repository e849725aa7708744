import { succeed } from '../../../../functions/core/result.ts';
import { noSessionCookies } from '../../../../functions/identity/credentials.ts';
import { currentAsking } from '../../../base/asking.ts';
import type { MutationResolvers } from '../../../types.generated.ts';

export const signOut: NonNullable<MutationResolvers['signOut']> = async (_parent, _arguments, context) => {
  const { station, principal, setCookie } = context;
  await station.identity.endSession(principal);
  noSessionCookies(station.identity.secure).forEach(setCookie);
  const atIssuer = principal.kind === 'official' ? await station.officials.signOutAddress() : succeed(undefined);
  // Signed out here they are all the same.
  if (!atIssuer.ok) currentAsking()?.fault(atIssuer.failure.cause);
  return { signedOut: true, atIssuer: atIssuer.ok ? (atIssuer.value ?? null) : null };
};
