import { errors, jwtVerify, SignJWT } from 'jose';
import * as v from 'valibot';
import type { Instant } from '../core/clock.ts';
import { isUuid } from '../core/ids.ts';
import { SIGNATURE, type SigningKeys, type VerifyingKeys } from './signing-keys.ts';

/** A signed-in device. */
export type Session = {
  /** UUID. */
  readonly id: string;
  readonly memberId: string;
  readonly startedAt: Instant;
  readonly endsAt: Instant;
};

const AUDIENCE = 'session';

const claims = v.object({ sub: v.pipe(v.string(), v.minLength(1)), sid: v.pipe(v.string(), v.check(isUuid)) });

/** The token of a session: ids and times, nothing personal. The same session always gets the same token. */
export const signSession = (keys: SigningKeys, session: Session): Promise<string> =>
  new SignJWT({ sid: session.id })
    .setProtectedHeader({ alg: SIGNATURE, kid: keys.kid })
    .setSubject(session.memberId)
    .setAudience(AUDIENCE)
    .setIssuedAt(new Date(session.startedAt))
    .setExpirationTime(new Date(session.endsAt))
    .sign(keys.sign);

/** Whose session it is, or undefined when the token is not ours, is for something else, or is over. */
export const verifySession = async (
  keys: VerifyingKeys,
  token: string,
  now: Instant,
): Promise<{ readonly sessionId: string; readonly memberId: string } | undefined> => {
  const payload = await verifiedClaims(keys, token, AUDIENCE, now);
  const parsed = v.safeParse(claims, payload);
  return parsed.success ? { sessionId: parsed.output.sid, memberId: parsed.output.sub } : undefined;
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
