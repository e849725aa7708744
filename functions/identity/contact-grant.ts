import { SignJWT } from 'jose';
import * as v from 'valibot';
import { plusMilliseconds, type Instant } from '../core/clock.ts';
import { isUuid } from '../core/ids.ts';
import { verifiedClaims } from './session-token.ts';
import { SIGNATURE, type SigningKeys, type VerifyingKeys } from './signing-keys.ts';

/** Who may open the contact of which request. */
export type ContactGrant = { readonly requestId: string; readonly memberId: string };

/** Long enough to tap and fetch on a bad network, too short to be passed on. */
const GRANT_SECONDS = 60;

const AUDIENCE = 'contact';

const claims = v.object({ sub: v.pipe(v.string(), v.minLength(1)), req: v.pipe(v.string(), v.check(isUuid)) });

/**
 * The right to open one contact, for one minute. Whether the member has it is decided by whoever calls this; the contacts
 * endpoint only checks the signature, so that it needs neither the main table nor a private signing key.
 */
export const signContactGrant = async (
  keys: SigningKeys,
  { requestId, memberId }: ContactGrant,
  now: Instant,
): Promise<{ readonly token: string; readonly expiresAt: Instant }> => {
  // Tokens count whole seconds: the instant that is told is the one that is checked.
  const issuedAt = new Date(Math.floor(Date.parse(now) / 1000) * 1000);
  const expiresAt = plusMilliseconds(issuedAt.toISOString(), GRANT_SECONDS * 1000);
  const token = await new SignJWT({ req: requestId })
    .setProtectedHeader({ alg: SIGNATURE, kid: keys.kid })
    .setSubject(memberId)
    .setAudience(AUDIENCE)
    .setIssuedAt(issuedAt)
    .setExpirationTime(new Date(expiresAt))
    .sign(keys.sign);
  return { token, expiresAt };
};

/** What the token grants, or undefined when it is not ours, is for something else, or is over. */
export const verifyContactGrant = async (
  keys: VerifyingKeys,
  token: string,
  now: Instant,
): Promise<ContactGrant | undefined> => {
  const parsed = v.safeParse(claims, await verifiedClaims(keys, token, AUDIENCE, now));
  return parsed.success ? { requestId: parsed.output.req, memberId: parsed.output.sub } : undefined;
};
