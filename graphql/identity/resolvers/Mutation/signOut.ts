import { noSessionCookies } from '../../../../functions/identity/credentials.ts';
import type { MutationResolvers } from '../../../types.generated.ts';

export const signOut: NonNullable<MutationResolvers['signOut']> = async (_parent, _arguments, context) => {
  const { station, principal, setCookie } = context;
  await station.identity.endSession(principal);
  noSessionCookies(station.identity.secure).forEach(setCookie);
  return { signedOut: true };
};
