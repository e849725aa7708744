import { sessionCookies } from '../../../../functions/identity/credentials.ts';
import { toProblem } from '../../../base/problems.ts';
import type { MutationResolvers } from '../../../types.generated.ts';

export const signInKiosk: NonNullable<MutationResolvers['signInKiosk']> = async (_parent, { input }, context) => {
  const { station, principal, setCookie } = context;
  const result = await station.kioskPairing.signInKiosk(input, principal);
  if (!result.ok) return toProblem(context, result.failure);
  const { kiosk, tokens } = result.value;
  for (const cookie of sessionCookies(tokens, station.identity.secure)) setCookie(cookie);
  return { __typename: 'SignInKioskSuccess', kiosk };
};
