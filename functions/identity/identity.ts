import { randomUUID } from 'node:crypto';
import { epochSecondsOf, instantOf, plusMilliseconds, type Clock, type Instant } from '../core/clock.ts';
import { hashSecret, isSecret, newSecret } from '../core/ids.ts';
import { fail, succeed, type Result } from '../core/result.ts';
import type { MainTable } from '../storage/client.ts';
import { residentIn, sessionTokenIn, type Credentials } from './credentials.ts';
import { signContactGrant } from './contact-grant.ts';
import { createIdentityStore } from './identity-store.dynamo.ts';
import { INVITATION_LASTS, invitationNow, SESSION_LASTS, type Invitation, type InvitationFailure } from './invitation.ts';
import { anonymous, type Principal } from './principal.ts';
import { signSession, verifySession, type Session } from './session-token.ts';
import type { SigningKeys } from './signing-keys.ts';

/** A device that is signed in: whose it is, the token for its cookie, and how long that lasts. */
export type SignedIn = {
  readonly memberId: string;
  readonly sessionToken: string;
  readonly maxAgeSeconds: number;
};

export type IdentityOptions = {
  /** Whether the station is reached over HTTPS: it decides which cookie counts. */
  readonly secure: boolean;
};

/**
 * How often a lost transaction is looked at again. The next read tells who won; only AWS, where two transactions may cancel
 * each other, ever needs a third.
 */
const MOST_ATTEMPTS = 5;

/** Sign-in by one-time invitation, sessions, and who asks. */
export const createIdentity = (main: MainTable, keys: SigningKeys, clock: Clock, { secure }: IdentityOptions = { secure: true }) => {
  const store = createIdentityStore(main);

  /**
   * Makes a one-time way in for a member, good for 72 hours. Returns the secret for the link: it is not kept, only its
   * hash. Whoever calls this must be allowed to (no way in from outside does, yet).
   */
  const invite = async (memberId: string): Promise<string> => {
    const secret = newSecret();
    const madeAt = clock();
    await store.saveInvitation({
      hash: hashSecret(secret),
      memberId,
      madeAt,
      endsAt: plusMilliseconds(madeAt, INVITATION_LASTS),
    });
    return secret;
  };

  /**
   * Signs in. An invitation works once: of any number of devices that open it at once exactly one wins. The device that
   * it signed in gets the same answer again.
   */
  const acceptInvitation = async (
    secret: string,
    principal: Principal = anonymous,
  ): Promise<Result<SignedIn, InvitationFailure>> => {
    if (!isSecret(secret)) return fail({ type: 'InvalidInput', field: ['invitation'], reason: 'NOT_A_SECRET' });
    const hash = hashSecret(secret);
    const sessionId = principal.kind === 'member' ? principal.sessionId : undefined;
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
      const now = clock();
      const invitation = await store.invitation(hash);
      const state = invitationNow(invitation, now, sessionId);
      if (invitation === undefined || state === 'unknown') return fail({ type: 'InvitationUnknown' });
      if (state === 'used') return fail({ type: 'InvitationUsed' });
      const session =
        state === 'repeat' ? await store.session(invitation.usedBy ?? '', now) : await open(invitation, now);
      if (session !== undefined) return succeed(await signedIn(session, now));
      if (state === 'repeat') return fail({ type: 'InvitationUsed' });
    }
    throw new Error('An invitation was contended for too long.');
  };

  /** The new session, or undefined when the invitation was not as it was read. */
  const open = async (invitation: Invitation, now: Instant): Promise<Session | undefined> => {
    // Tokens count whole seconds: what the row says is what the token says.
    const startedAt = instantOf(epochSecondsOf(now) * 1000);
    const endsAt = plusMilliseconds(startedAt, SESSION_LASTS);
    const session = { id: randomUUID(), memberId: invitation.memberId, startedAt, endsAt };
    return (await store.openSession(invitation, session)) === 'OPENED' ? session : undefined;
  };

  const signedIn = async (session: Session, now: Instant): Promise<SignedIn> => ({
    memberId: session.memberId,
    sessionToken: await signSession(keys, session),
    maxAgeSeconds: Math.max(0, epochSecondsOf(session.endsAt) - epochSecondsOf(now)),
  });

  /**
   * Who asks. A tracking link that is shown wins over a session, so that a volunteer who tries a ticket sees what a
   * resident sees. What does not stand counts as nothing: anonymous. Costs one read when there is a session.
   */
  const principalOf = async ({ authorization, cookie }: Credentials): Promise<Principal> => {
    const resident = residentIn(authorization);
    if (resident !== undefined) return resident;
    const token = sessionTokenIn(cookie, secure);
    if (token === undefined) return anonymous;
    const claimed = await verifySession(keys.verify, token, clock());
    if (claimed === undefined) return anonymous;
    const session = await store.session(claimed.sessionId, clock());
    return session?.memberId === claimed.memberId
      ? { kind: 'member', memberId: session.memberId, sessionId: session.id }
      : anonymous;
  };

  /** Signs this device out, for good: its token no longer counts anywhere. Nothing happens for anybody else. */
  const endSession = async (principal: Principal): Promise<void> => {
    if (principal.kind === 'member') await store.endSession(principal.sessionId);
  };

  return {
    secure,
    invite,
    acceptInvitation,
    principalOf,
    endSession,
    /** See contact-grant.ts. Whoever calls this has decided that the member may open the contact. */
    signContactGrant: (grant: { readonly requestId: string; readonly memberId: string }) =>
      signContactGrant(keys, grant, clock()),
  };
};

export type Identity = ReturnType<typeof createIdentity>;
