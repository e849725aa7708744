import { noSessionCookie } from '../../../../functions/identity/credentials.ts';
import type { MutationResolvers } from '../../../types.generated.ts';

export const signOut: NonNullable<MutationResolvers['signOut']> = async (_parent, _arguments, context) => {
  const { station, principal, setCookie } = context;
  await station.identity.endSession(principal);
  setCookie(noSessionCookie(station.identity.secure));
  return { signedOut: true };
};
