import type { TooManyTries } from '../rate-limits/rate-limits.ts';
import type { Kiosk } from './kiosk.ts';

export type NotSignedIn = { readonly type: 'NotSignedIn' };
export type NotPermitted = { readonly type: 'NotPermitted' };
export type NotFound = { readonly type: 'NotFound'; readonly kind: 'KIOSK' };
export type TeamNotFound = { readonly type: 'NotFound'; readonly kind: 'TEAM' };

/** A value that cannot be taken; `reason` chooses its words. */
export type InvalidInput = { readonly type: 'InvalidInput'; readonly field: readonly string[]; readonly reason: InvalidReason };
export type InvalidReason =
  | 'NOT_A_UUID'
  | 'EMPTY'
  | 'TOO_LONG'
  | 'OUTSIDE_VIETNAM'
  | 'UNKNOWN_UNIT'
  | 'NOT_A_KIOSK_CODE'
  | 'KIOSK_EXISTS'
  | 'NOT_A_LETTER'
  | 'NOT_OPENING_HOURS'
  | 'NOT_A_PHONE'
  | 'NOT_A_KEY'
  | 'SHIFT_ENDS_BEFORE_IT_BEGINS'
  | 'SHIFT_TOO_LONG'
  | 'SHIFT_OVER'
  | 'SHIFTS_OVERLAP'
  | 'TOO_MANY_SHIFTS'
  | 'TEAM_NOT_ACTIVE'
  | 'BOOTH_IN_ANOTHER_PROVINCE';

/** No device shows this code now: mistyped, run out, or used. */
export type PairingCodeUnknown = { readonly type: 'PairingCodeUnknown' };
/** The device's key belongs to no kiosk: it has to show a code and be paired. */
export type KioskNotPaired = { readonly type: 'KioskNotPaired' };
/** The device's key belongs to a kiosk already: it can sign in. */
export type KioskAlreadyPaired = { readonly type: 'KioskAlreadyPaired' };
/** The signature is not of this key over this nonce, or the nonce is over. */
export type ProofInvalid = { readonly type: 'ProofInvalid' };
/** Somebody changed the kiosk since it was read. */
export type KioskChangedMeanwhile = { readonly type: 'KioskChangedMeanwhile'; readonly kiosk: Kiosk };
/** The id came with another change before. */
export type IdAlreadyUsed = { readonly type: 'IdAlreadyUsed' };

export type StartPairingFailure = InvalidInput | KioskAlreadyPaired | TooManyTries;
export type ChallengeFailure = KioskNotPaired | TooManyTries;
export type SignInKioskFailure = KioskNotPaired | ProofInvalid | TooManyTries;
export type PairKioskFailure = NotSignedIn | NotPermitted | NotFound | InvalidInput | PairingCodeUnknown | KioskChangedMeanwhile | TooManyTries;
export type ChangeKioskFailure = NotSignedIn | NotPermitted | NotFound | InvalidInput | KioskChangedMeanwhile;
export type PlanShiftsFailure = ChangeKioskFailure | TeamNotFound;
export type UnpairKioskFailure = NotSignedIn | NotPermitted | NotFound | InvalidInput;

export const invalid = (reason: InvalidReason, ...field: string[]): InvalidInput => ({ type: 'InvalidInput', field, reason });
