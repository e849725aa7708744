import { noSessionCookies } from '../../../../functions/identity/credentials.ts';
import type { MutationResolvers } from '../../../types.generated.ts';

export const signOut: NonNullable<MutationResolvers['signOut']> = async (_parent, _arguments, context) => {
  const { station, principal, setCookie } = context;
  // Whoever uses a shared phone signs the phone out, since it is the phone's session.
  const phone = principal.kind === 'member' ? await station.waysIn.phoneInHand(principal) : undefined;
  await station.identity.endSession(phone !== undefined && principal.kind === 'member' ? { ...phone, kind: 'teamPhone', sessionId: principal.sessionId } : principal);
  noSessionCookies(station.identity.secure).forEach(setCookie);
  return { signedOut: true };
};
