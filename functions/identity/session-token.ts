import { decodeJwt, errors, jwtVerify, SignJWT } from 'jose';
import * as v from 'valibot';
import { epochSecondsOf, plusMilliseconds, type Instant } from '../core/clock.ts';
import { isUuid } from '../core/ids.ts';
import { ACCESS_LASTS, holderRef, type Session } from './session.ts';
import { SIGNATURE, type SigningKeys, type VerifyingKeys } from './signing-keys.ts';

const AUDIENCE = 'session';

const claims = v.object({
  aud: v.literal(AUDIENCE),
  sub: v.pipe(v.string(), v.minLength(1), v.maxLength(300)),
  sid: v.pipe(v.string(), v.check(isUuid)),
  exp: v.number(),
});

/** Tokens count whole seconds: a token never lives longer than its session. */
const secondsOf = (instant: Instant): Date => new Date(epochSecondsOf(instant) * 1000);

/** The access token of a session, for ten minutes: whose and which, nothing personal. */
export const signSession = (keys: SigningKeys, session: Pick<Session, 'id' | 'holder' | 'endsAt'>, now: Instant): Promise<string> => {
  const expiresAt = plusMilliseconds(now, ACCESS_LASTS);
  return new SignJWT({ sid: session.id })
    .setProtectedHeader({ alg: SIGNATURE, kid: keys.kid })
    .setSubject(holderRef(session.holder))
    .setAudience(AUDIENCE)
    .setIssuedAt(secondsOf(now))
    .setExpirationTime(secondsOf(expiresAt < session.endsAt ? expiresAt : session.endsAt))
    .sign(keys.sign);
};

/** Which session a token names. `EXPIRED`: it is over, or signed by a key that is gone: a refresh token may get a new one. */
export type NamedSession = { readonly holderRef: string; readonly sessionId: string } | 'EXPIRED' | undefined;

/** Undefined: it does not even have the form of one. Whatever has and does not stand, forged ones included, is `EXPIRED`. */
export const verifySession = async (keys: VerifyingKeys, token: string, now: Instant): Promise<NamedSession> => {
  const valid = v.safeParse(claims, await verifiedClaims(keys, token, AUDIENCE, now));
  if (valid.success) return { holderRef: valid.output.sub, sessionId: valid.output.sid };
  const said = v.safeParse(claims, unverifiedClaims(token));
  return said.success ? 'EXPIRED' : undefined;
};

/** What a token says of itself. Only good for telling its bearer to fetch a new one. */
const unverifiedClaims = (token: string): unknown => {
  try {
    return decodeJwt(token);
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
};

/** The claims of a token for this audience, or undefined when the token does not stand. */
export const verifiedClaims = async (
  keys: VerifyingKeys,
  token: string,
  audience: string,
  now: Instant,
): Promise<unknown> => {
  try {
    const { payload } = await jwtVerify(token, keys, {
      audience,
      algorithms: [SIGNATURE],
      currentDate: new Date(now),
      requiredClaims: ['sub', 'exp', 'iat'],
    });
    return payload;
  } catch (error) {
    // Whatever a stranger may send ends here; anything else is a bug of ours.
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
};
