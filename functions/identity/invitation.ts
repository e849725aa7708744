import { hours, type Instant } from '../core/clock.ts';

/** Three days: a lead hands it over and the member opens it on the way home or at the weekend. */
export const INVITATION_LASTS = hours(72);

/** A one-time way in for one member. Only the hash of its secret is kept. */
export type Invitation = {
  readonly hash: string;
  readonly memberId: string;
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
