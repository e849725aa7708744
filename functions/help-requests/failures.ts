import type { TooManyTries } from '../rate-limits/rate-limits.ts';
import type { HelpRequest } from './help-request.ts';

/** A value of the input that cannot be taken; `reason` names the rule, for the translated sentence. */
export type InvalidInput = {
  readonly type: 'InvalidInput';
  readonly field: readonly string[];
  readonly reason: InvalidReason;
};

export type InvalidReason =
  | 'NOT_A_UUID'
  | 'NOT_A_SECRET'
  | 'OUTSIDE_VIETNAM'
  | 'UNKNOWN_LANGUAGE'
  | 'APPOINTMENT_NEEDED'
  | 'APPOINTMENT_NOT_WANTED'
  | 'APPOINTMENT_NOT_AHEAD'
  | 'NOT_SEALED'
  | 'TOO_LONG'
  | 'EMPTY'
  | 'CONTACT_IN_TEXT'
  | 'NOT_A_RATING';

export type NotFound = {
  readonly type: 'NotFound';
  readonly kind: 'HELP_REQUEST' | 'KIOSK' | 'TEAM' | 'TOPIC';
};
export type IdAlreadyUsed = { readonly type: 'IdAlreadyUsed' };
export type ContactMissing = { readonly type: 'ContactMissing' };
export type ConsentOutdated = { readonly type: 'ConsentOutdated' };
export type NotSignedIn = { readonly type: 'NotSignedIn' };
export type NotPermitted = { readonly type: 'NotPermitted' };

/** The state does not allow it. `request` is how it stands now. */
export type NotPossibleNow = { readonly type: 'NotPossibleNow'; readonly request: HelpRequest };

/** Another member was quicker. */
export type AcceptedByAnother = {
  readonly type: 'AcceptedByAnother';
  readonly request: HelpRequest;
  readonly memberName: string;
};

export type RequestHelpFailure = InvalidInput | NotFound | ContactMissing | ConsentOutdated | IdAlreadyUsed | NotPermitted | TooManyTries;

export type ChangeFailure =
  | InvalidInput
  | NotFound
  | NotSignedIn
  | NotPermitted
  | NotPossibleNow
  | AcceptedByAnother
  | IdAlreadyUsed;

export const invalid = (reason: InvalidReason, ...field: string[]): InvalidInput => ({
  type: 'InvalidInput',
  field,
  reason,
});
