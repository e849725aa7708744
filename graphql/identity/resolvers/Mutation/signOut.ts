import { succeed } from '../../../../functions/core/result.ts';
import { noSessionCookies } from '../../../../functions/identity/credentials.ts';
import { currentAsking } from '../../../base/asking.ts';
import type { MutationResolvers } from '../../../types.generated.ts';

export const signOut: NonNullable<MutationResolvers['signOut']> = async (_parent, _arguments, context) => {
  const { station, principal, setCookie } = context;
  // Whoever uses a shared phone signs the phone out, since it is the phone's session.
  const phone = principal.kind === 'member' ? await station.waysIn.phoneInHand(principal) : undefined;
  await station.identity.endSession(phone !== undefined && principal.kind === 'member' ? { ...phone, kind: 'teamPhone', sessionId: principal.sessionId } : principal);
  noSessionCookies(station.identity.secure).forEach(setCookie);
  const atIssuer = principal.kind === 'official' ? await station.officials.signOutAddress() : succeed(undefined);
  // Signed out here they are all the same.
  if (!atIssuer.ok) currentAsking()?.fault(atIssuer.failure.cause);
  return { signedOut: true, atIssuer: atIssuer.ok ? (atIssuer.value ?? null) : null };
};
