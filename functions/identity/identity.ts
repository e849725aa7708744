import { auditWrite } from '../audit/audit.ts';
import { plusMilliseconds, type Clock, type Instant } from '../core/clock.ts';
import { hashSecret, isSecret, newSecret } from '../core/ids.ts';
import { fail, succeed, type Result } from '../core/result.ts';
import type { RateLimits } from '../rate-limits/rate-limits.ts';
import type { MainTable } from '../storage/client.ts';
import type { Credentials } from './credentials.ts';
import { signContactGrant, type ContactGrant } from './contact-grant.ts';
import { createInvitationStore } from './invitation-store.dynamo.ts';
import { INVITATION_LASTS, invitationNow, type Invitation, type InvitationFailure, type Invited, type InvitedDevice } from './invitation.ts';
import { anonymous, type Principal } from './principal.ts';
import { holderRef } from './session.ts';
import { signInLine } from './sign-in-line.ts';
import { createSessions, type PreparedSession, type Tokens } from './sessions.ts';
import type { SigningKeys } from './signing-keys.ts';
import { createTeamPhoneStore } from './team-phone-store.dynamo.ts';

/** A device that an invitation let in: a member's own, or a team's shared phone. */
export type SignedIn = { readonly holder: Invited; readonly tokens: Tokens };

export type IdentityOptions = {
  /** Whether the station is reached over HTTPS: it decides which cookie counts. */
  readonly secure: boolean;
  readonly takeTry: RateLimits['takeTry'];
};

/** `deviceSecret`: made by the device for itself, 32 random bytes as base64url; the same again when it sends this again. */
export type AcceptInvitation = { readonly invitation: string; readonly deviceSecret: string };

/** Who opens a link, and from which network address. */
export type OpenedBy = { readonly principal?: Principal | undefined; readonly address?: string | undefined };

/**
 * How often a lost transaction is looked at again. The next read tells who won; only AWS, where two transactions may cancel
 * each other, ever needs a third.
 */
const MOST_ATTEMPTS = 5;

/** Sign-in by one-time invitation, sessions, and who asks. */
export const createIdentity = (main: MainTable, keys: SigningKeys, clock: Clock, { secure, takeTry }: IdentityOptions) => {
  const store = createInvitationStore(main);
  const phones = createTeamPhoneStore(main);
  const sessions = createSessions(main, keys, clock, { secure });

  /**
   * Makes a one-time way in for a member without being asked by anybody, as the demonstration does at its start. Returns
   * the secret for the link; only its hash is kept. People go through `inviteMember` in invitations.ts.
   */
  const invite = async (memberId: string): Promise<string> => {
    const secret = newSecret();
    const madeAt = clock();
    await store.save({
      hash: hashSecret(secret),
      holder: { kind: 'member', memberId },
      madeAt,
      endsAt: plusMilliseconds(madeAt, INVITATION_LASTS),
    });
    return secret;
  };

  /**
   * Signs in. An invitation works once: of any number of devices that open it at once exactly one wins. The device that
   * it signed in gets the same answer again, also when the first never arrived. Tries in vain are counted.
   */
  const acceptInvitation = async (asked: AcceptInvitation, by: OpenedBy = {}): Promise<Result<SignedIn, InvitationFailure>> => {
    if (!isSecret(asked.invitation)) return fail({ type: 'InvalidInput', field: ['invitation'], reason: 'NOT_A_SECRET' });
    if (!isSecret(asked.deviceSecret)) return fail({ type: 'InvalidInput', field: ['deviceSecret'], reason: 'NOT_A_SECRET' });
    const taken = await takeTry('invitation', by);
    if (!taken.ok) return taken;
    const opened = await openLink(asked, by.principal ?? anonymous);
    if (opened.ok) await taken.value.giveBack();
    return opened;
  };

  const openLink = async ({ invitation: secret, deviceSecret }: AcceptInvitation, principal: Principal): Promise<Result<SignedIn, InvitationFailure>> => {
    const hash = hashSecret(secret);
    const sessionId = 'sessionId' in principal ? principal.sessionId : undefined;
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
      const now = clock();
      const invitation = await store.invitation(hash);
      const state = invitationNow(invitation, now, { sessionId, deviceSecret });
      if (invitation === undefined || state === 'unknown') return fail({ type: 'InvitationUnknown' });
      if (state === 'used') return fail({ type: 'InvitationUsed' });
      const { holder, usedBy = '', device } = invitation;
      if (state === 'open') {
        // Read anew after a lost race: a phone that became another team's meanwhile has its way in there.
        if (attempt > 0 && (await isPhoneGone(holder))) return fail({ type: 'InvitationUnknown' });
        const prepared = await open(invitation, deviceSecret, now);
        if (prepared === undefined) continue;
        return succeed({ holder, tokens: await prepared.tokens() });
      }
      const tokens = await (state === 'repeat' ? sessions.accessAgain(holder, usedBy) : sessions.firstAgain(holder, usedBy, { deviceSecret, salt: device?.salt ?? '' }));
      return tokens === undefined ? fail({ type: 'InvitationUsed' }) : succeed({ holder, tokens });
    }
    throw new Error('An invitation was contended for too long.');
  };

  /** The new session, or undefined when the invitation was not as it was read. */
  const open = async (invitation: Invitation, deviceSecret: string, now: Instant): Promise<PreparedSession | undefined> => {
    const device: InvitedDevice = { hash: hashSecret(deviceSecret), salt: newSecret() };
    const prepared = sessions.prepare(invitation.holder, now, { deviceSecret, salt: device.salt });
    const line = auditWrite(main, signInLine(invitation.holder, prepared.session.id, 'INVITATION', now));
    const joining = invitation.holder.kind === 'teamPhone' ? [phones.joining(invitation.holder, now)] : [];
    return (await store.use(invitation, prepared.session, device, [prepared.write, line, ...joining])) === 'OPENED' ? prepared : undefined;
  };

  /** A shared phone that was taken away is let in by no link that was made for it before. */
  const isPhoneGone = async (holder: Invited): Promise<boolean> =>
    holder.kind === 'teamPhone' && (await phones.phone(holder.teamCode, holder.phoneId)) === undefined;

  /** Signs this device out, for good: its token no longer counts anywhere. Nothing happens for anybody else. */
  const endSession = async (principal: Principal): Promise<void> => {
    if (!('sessionId' in principal)) return;
    const { sessionId, ...holder } = principal;
    await sessions.end(holderRef(holder), sessionId);
  };

  return {
    secure,
    invite,
    acceptInvitation,
    /** Signs any kind of holder in, once the caller has made sure who it is: see `sessionCookies` in credentials.ts. */
    openSession: sessions.open,
    /** New tokens for the refresh token in this `Cookie` header; see sessions.ts. */
    refreshSession: sessions.refresh,
    /** Every device that is signed in for a holder (`member:<id>`, see `holderRef` in session.ts), in no order. */
    sessionsOf: sessions.sessionsOf,
    whoAsks: sessions.whoAsks,
    principalOf: async (credentials: Credentials): Promise<Principal> => (await sessions.whoAsks(credentials)).principal,
    endSession,
    /** See contact-grant.ts. Whoever calls this has decided that they may open the contact. */
    signContactGrant: (grant: ContactGrant) =>
      signContactGrant(keys, grant, clock()),
  };
};

export type Identity = ReturnType<typeof createIdentity>;
