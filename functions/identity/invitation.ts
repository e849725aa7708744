import type { AuditActor } from '../audit/audit.ts';
import { hours, type Instant } from '../core/clock.ts';
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
};

/** No such invitation, or it ran out. */
export type InvitationUnknown = { readonly type: 'InvitationUnknown' };

/** Somebody signed in with it before. */
export type InvitationUsed = { readonly type: 'InvitationUsed' };

/** The secret does not have the form of one. */
export type InvitationMalformed = {
  readonly type: 'InvalidInput';
  readonly field: readonly ['invitation'];
  readonly reason: 'NOT_A_SECRET';
};

export type InvitationFailure = InvitationUnknown | InvitationUsed | InvitationMalformed;

/**
 * What an invitation is good for now. `repeat` is the device that it signed in opening the link again: it gets the
 * same answer.
 */
export const invitationNow = (
  invitation: Invitation | undefined,
  now: Instant,
  sessionId: string | undefined,
): 'open' | 'repeat' | 'used' | 'unknown' => {
  if (invitation === undefined) return 'unknown';
  if (invitation.usedBy !== undefined) return invitation.usedBy === sessionId ? 'repeat' : 'used';
  return now < invitation.endsAt ? 'open' : 'unknown';
};
