import type { AuditActor } from '../audit/audit.ts';
import { hours, type Instant } from '../core/clock.ts';
import { secretMatches } from '../core/ids.ts';
import type { TooManyTries } from '../rate-limits/rate-limits.ts';
import type { PinLocked, WrongPin } from './pin-check.ts';
import type { SessionHolder } from './session.ts';

/** Three days: a lead hands it over and the member opens it on the way home or at the weekend. */
export const INVITATION_LASTS = hours(72);

/** Whom an invitation can let in: a member on a phone of their own, or a phone that a team shares. */
export type Invited = Extract<SessionHolder, { readonly kind: 'member' | 'teamPhone' }>;

/** A one-time way in. Only the hash of its secret is kept; it is also its id, since nobody gets in with it. */
export type Invitation = {
  readonly hash: string;
  readonly holder: Invited;
  /** In whose list of open invitations it stands; absent for those that the system itself made. */
  readonly teamCode?: string | undefined;
  readonly by?: AuditActor | undefined;
  readonly madeAt: Instant;
  readonly endsAt: Instant;
  /** The session that it opened; absent while nobody has used it. */
  readonly usedBy?: string | undefined;
  /** The device that used it, so that a lost answer can be given again; absent while nobody has. */
  readonly device?: InvitedDevice | undefined;
};

/** Hash of the secret that the device made for itself, and the salt that its first refresh token was made with. */
export type InvitedDevice = { readonly hash: string; readonly salt: string };

/** No such invitation, or it ran out. */
export type InvitationUnknown = { readonly type: 'InvitationUnknown' };

/** Somebody signed in with it before. */
export type InvitationUsed = { readonly type: 'InvitationUsed' };

/** The secret does not have the form of one. */
export type InvitationMalformed = {
  readonly type: 'InvalidInput';
  readonly field: readonly ['invitation' | 'deviceSecret'];
  readonly reason: 'NOT_A_SECRET';
};

/**
 * Six digits have to come along. `isNew`: the member chooses them now, for their team's shared phone; otherwise they are the
 * PIN that the member has, so that whoever may invite them cannot come in as them.
 */
export type PinNeeded = { readonly type: 'PinNeeded'; readonly isNew: boolean };

/** A shared phone that another member uses now, or that is another team's: opened here, the link would make it somebody's own. */
export type NotOnThisPhone = { readonly type: 'NotOnThisPhone' };

/** The new PIN is one that everybody tries first. */
export type PinTooPlain = { readonly type: 'InvalidInput'; readonly field: readonly ['pin']; readonly reason: 'NOT_A_PIN' };

export type PinFailure = PinNeeded | PinTooPlain | WrongPin | PinLocked | NotOnThisPhone | TooManyTries;

export type InvitationFailure = InvitationUnknown | InvitationUsed | InvitationMalformed | PinFailure;

/** What a device shows that opens a link. */
export type Opening = { readonly sessionId: string | undefined; readonly deviceSecret: string };

/**
 * What an invitation is good for now. The device that it signed in may open the link again: `repeat` while it shows its
 * session, `unanswered` when it shows none, as after an answer that never arrived; that only while the link is good.
 */
export const invitationNow = (
  invitation: Invitation | undefined,
  now: Instant,
  { sessionId, deviceSecret }: Opening,
): 'open' | 'repeat' | 'unanswered' | 'used' | 'unknown' => {
  if (invitation === undefined) return 'unknown';
  const { usedBy, device, endsAt } = invitation;
  if (usedBy === undefined) return now < endsAt ? 'open' : 'unknown';
  if (usedBy === sessionId) return 'repeat';
  return device !== undefined && now < endsAt && secretMatches(deviceSecret, device.hash) ? 'unanswered' : 'used';
};
