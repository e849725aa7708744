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
import { createJoinWithPin, type MayJoin, type Opener, type SharedPhone } from './join-with-pin.ts';
import { anonymous, type Principal } from './principal.ts';
import { refOfAsking } from './session.ts';
import { signInLine } from './sign-in-line.ts';
import { createSessions, type Tokens } from './sessions.ts';
import type { SigningKeys } from './signing-keys.ts';
import { createTeamPhoneStore } from './team-phone-store.dynamo.ts';

/** Whom an invitation let in, and the tokens of the device: a member's own, or a shared phone. */
export type SignedIn = { readonly holder: Invited; readonly tokens: Tokens };

export type IdentityOptions = {
  /** Whether the station is reached over HTTPS: it decides which cookie counts. */
  readonly secure: boolean;
  readonly takeTry: RateLimits['takeTry'];
};

/**
 * `deviceSecret`: made by the device for itself, 32 random bytes as base64url; the same again when it sends this again. `pin`:
 * six digits, where they are asked for; see join-with-pin.ts.
 */
export type AcceptInvitation = { readonly invitation: string; readonly deviceSecret: string; readonly pin?: string | undefined };

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
  const mayJoin = createJoinWithPin(main, { takeTry, clock });

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
    const opened = await openLink(asked, { principal: by.principal ?? anonymous, address: by.address, pin: asked.pin });
    // Whoever is asked for their PIN has a link that is good.
    if (opened.ok || opened.failure.type === 'PinNeeded') await taken.value.giveBack();
    return opened;
  };

  const openLink = async ({ invitation: secret, deviceSecret }: AcceptInvitation, opener: Opener): Promise<Result<SignedIn, InvitationFailure>> => {
    const hash = hashSecret(secret);
    const { principal } = opener;
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
        const may = await mayJoin(invitation, opener, now);
        if (!may.ok) return may;
        const { phone, writes, giveBack } = may.value;
        const tokens = phone === undefined ? await open(invitation, deviceSecret, writes, now) : await openOnShared(invitation, phone, writes, now);
        if (tokens === undefined) continue;
        await giveBack();
        return succeed({ holder, tokens });
      }
      const shared = principal.kind === 'member' ? principal.phoneId : undefined;
      if (shared !== undefined && !(holder.kind === 'member' && principal.kind === 'member' && holder.memberId === principal.memberId)) return fail({ type: 'InvitationUsed' });
      const tokens = await (state === 'repeat' ? sessions.accessAgain(shared === undefined ? holder : { kind: 'teamPhone', phoneId: shared, teamCode: '' }, usedBy) : sessions.firstAgain(holder, usedBy, { deviceSecret, salt: device?.salt ?? '' }));
      return tokens === undefined ? fail({ type: 'InvitationUsed' }) : succeed({ holder, tokens });
    }
    throw new Error('An invitation was contended for too long.');
  };

  /** The tokens of the new session, or undefined when the invitation was not as it was read. */
  const open = async (invitation: Invitation, deviceSecret: string, writes: MayJoin['writes'], now: Instant): Promise<Tokens | undefined> => {
    const { holder, by } = invitation;
    const device: InvitedDevice = { hash: hashSecret(deviceSecret), salt: newSecret() };
    const prepared = sessions.prepare(holder, now, { deviceSecret, salt: device.salt });
    const line = auditWrite(main, signInLine(holder, prepared.session.id, 'INVITATION', now, by));
    const joining = holder.kind === 'teamPhone' ? [phones.joining(holder, now)] : [];
    return (await store.use(invitation, prepared.session, device, [prepared.write, line, ...joining, ...writes])) === 'OPENED' ? prepared.tokens() : undefined;
  };

  /** The same on a shared phone, which goes on with the session that it has. */
  const openOnShared = async (invitation: Invitation, phone: SharedPhone, writes: MayJoin['writes'], now: Instant): Promise<Tokens | undefined> => {
    const { holder, by, endsAt } = invitation;
    if (holder.kind !== 'member') throw new Error('No shared phone is another one.');
    const line = auditWrite(main, signInLine(holder, phone.sessionId, 'INVITATION', now, by));
    const used = { id: phone.sessionId, startedAt: now, endsAt };
    const opened = await store.use(invitation, used, undefined, [sessions.acting(phone, holder.memberId, now), line, ...writes]);
    return opened === 'OPENED' ? sessions.accessAgain(phone, phone.sessionId) : undefined;
  };

  /** A shared phone that was taken away is let in by no link that was made for it before. */
  const isPhoneGone = async (holder: Invited): Promise<boolean> =>
    holder.kind === 'teamPhone' && (await phones.phone(holder.teamCode, holder.phoneId)) === undefined;

  /** Signs this device out, for good: its token no longer counts anywhere. A shared phone is signed out as a whole. Nothing happens for anybody else. */
  const endSession = async (principal: Principal): Promise<void> => {
    if (!('sessionId' in principal)) return;
    await sessions.end(refOfAsking(principal), principal.sessionId);
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
