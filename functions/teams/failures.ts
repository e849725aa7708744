import type { Kept, Member, Team } from './team.ts';

/** Why a value cannot be taken; the words are in graphql/base/problems.*.ts. */
export type OrganisationReason =
  | 'NOT_A_UUID'
  | 'NOT_A_TEAM_CODE'
  | 'UNKNOWN_UNIT'
  | 'OUTSIDE_VIETNAM'
  | 'UNKNOWN_LANGUAGE'
  | 'UNKNOWN_SKILL'
  | 'NOT_SERVICE_HOURS'
  | 'NOT_A_CHAT_LINK'
  | 'NOT_A_PAST_DAY'
  | 'NOT_A_TRAINING'
  | 'NOT_A_REACH'
  | 'NOT_A_CAPACITY'
  | 'NOT_SEALED'
  | 'EMPTY'
  | 'TOO_LONG'
  | 'TOO_MANY'
  | 'LEAVE_NOT_AHEAD'
  | 'DUTY_NOT_AHEAD'
  | 'SAME_TEAM';

/** `limit`: how many are allowed, for the reasons that name a number. */
export type InvalidInput = {
  readonly type: 'InvalidInput';
  readonly field: readonly string[];
  readonly reason: OrganisationReason;
  readonly limit?: number | undefined;
};

export type NotFound = { readonly type: 'NotFound'; readonly kind: 'TEAM' | 'MEMBER' };
export type NotSignedIn = { readonly type: 'NotSignedIn' };
export type NotPermitted = { readonly type: 'NotPermitted' };
export type IdAlreadyUsed = { readonly type: 'IdAlreadyUsed' };

/** Somebody else changed it after it was read: how it is now. */
export type TeamChangedMeanwhile = { readonly type: 'TeamChangedMeanwhile'; readonly team: Kept<Team> };
export type MemberChangedMeanwhile = { readonly type: 'MemberChangedMeanwhile'; readonly member: Kept<Member> };

/** A merged team lives on in another one, and is changed no more. */
export type TeamMerged = { readonly type: 'TeamMerged'; readonly mergedInto: string };

type Common = InvalidInput | NotFound | NotSignedIn | NotPermitted;
export type TeamFailure = Common | IdAlreadyUsed | TeamChangedMeanwhile | TeamMerged;
export type MemberFailure = Common | IdAlreadyUsed | MemberChangedMeanwhile | TeamMerged;
export type DutyFailure = Common;

export const invalid = (reason: OrganisationReason, field: readonly string[], limit?: number): InvalidInput => ({
  type: 'InvalidInput',
  field,
  reason,
  ...(limit === undefined ? {} : { limit }),
});
