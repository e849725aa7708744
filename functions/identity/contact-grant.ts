import { SignJWT } from 'jose';
import * as v from 'valibot';
import type { AuditActor, AuditEntry } from '../audit/audit.ts';
import { plusMilliseconds, type Instant } from '../core/clock.ts';
import { verifiedClaims } from './session-token.ts';
import { SIGNATURE, type SigningKeys, type VerifyingKeys } from './signing-keys.ts';

/**
 * Who may open whose contact, and which office reads of it: all that the line of the trail says, since the endpoint that
 * writes it reads nothing of the main table.
 */
export type ContactGrant = {
  readonly contact: { readonly kind: 'HELP_REQUEST' | 'MEMBER'; readonly id: string };
  readonly by: AuditActor;
  readonly office?: AuditEntry['office'];
};

/** Long enough to tap and fetch on a bad network, too short to be passed on. */
const GRANT_SECONDS = 60;

const AUDIENCE = 'contact';

const code = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const claims = v.object({
  sub: code,
  by: v.picklist(['MEMBER', 'TEAM_PHONE', 'OFFICIAL', 'KIOSK', 'SYSTEM']),
  of: v.picklist(['HELP_REQUEST', 'MEMBER']),
  id: code,
  office: v.optional(v.object({ unitVersion: code, unitCode: code, provinceCode: v.optional(code) })),
});

/**
 * The right to open one contact, for one minute. Whether somebody has it is decided by whoever calls this; the contacts
 * endpoint checks the signature, so that it needs no private signing key, and that the request is still theirs.
 */
export const signContactGrant = async (
  keys: SigningKeys,
  { contact, by, office }: ContactGrant,
  now: Instant,
): Promise<{ readonly token: string; readonly expiresAt: Instant }> => {
  // Tokens count whole seconds: the instant that is told is the one that is checked.
  const issuedAt = new Date(Math.floor(Date.parse(now) / 1000) * 1000);
  const expiresAt = plusMilliseconds(issuedAt.toISOString(), GRANT_SECONDS * 1000);
  const token = await new SignJWT({ by: by.kind, of: contact.kind, id: contact.id, ...(office === undefined ? {} : { office }) })
    .setProtectedHeader({ alg: SIGNATURE, kid: keys.kid })
    .setSubject(by.id)
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
  if (!parsed.success) return undefined;
  const { sub, by, of, id, office } = parsed.output;
  return { contact: { kind: of, id }, by: { kind: by, id: sub }, office };
};
