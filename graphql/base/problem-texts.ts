import type { InvalidReason as BulkReason } from '../../functions/bulk/bulk.ts';
import type { InvalidReason as HelpRequestReason, NotFound } from '../../functions/help-requests/failures.ts';
import type { InvalidInput as IdentityInvalid, NotFound as IdentityNotFound } from '../../functions/identity/failures.ts';
import type { InvalidReason as KioskReason } from '../../functions/kiosks/failures.ts';
import type { InvalidInput as OrganisationInvalid, NotFound as OrganisationNotFound } from '../../functions/teams/failures.ts';
import type { TeamsNowFailure } from '../../functions/help-requests/teams-now.ts';
import type { ProblemResolvers } from '../types.generated.ts';
import type { TranslatedCode } from './errors.ts';

/** Every type of the schema that implements `Problem`: taken from the schema, so that a new one without words fails the type check. */
export type ProblemName = Extract<Awaited<ReturnType<NonNullable<ProblemResolvers['__resolveType']>>>, string>;

/** Why a value of a query cannot be taken. `limit` says how many are allowed. */
export type QueryReason =
  | 'UNKNOWN_VERSION'
  /** A cursor that no earlier page gave out. */
  | 'UNKNOWN_CURSOR'
  /** `first` below 1 or above what the list allows. */
  | 'PAGE_SIZE'
  | 'TOO_MANY_IDS';

/** What can be looked for in vain: each domain names its own. */
export type AnyNotFound = NotFound | OrganisationNotFound | IdentityNotFound;

/** Why any value cannot be taken: each domain names its own reasons. */
export type InvalidReason = BulkReason | HelpRequestReason | OrganisationInvalid['reason'] | KioskReason | IdentityInvalid['reason'] | TeamsNowFailure['reason'] | QueryReason;

/** What a request over HTTP may say. */
export type ParameterName = 'query' | 'variables' | 'operationName' | 'extensions';

/** What is the matter, and what to do next: one short sentence each. */
export type Words = { readonly message: string; readonly nextStep: string };

/** The words of one language. A language is complete or the type check fails. */
export type ProblemTexts = {
  readonly problems: Readonly<Record<Exclude<ProblemName, 'InvalidInput' | 'NotFound' | 'AcceptedByAnother' | 'TooManyTries' | 'PinNeeded'>, Words>>;
  /** By reason; `limit` is given for the reasons that have one. */
  readonly invalid: Readonly<Record<InvalidReason, (limit: number) => Words>>;
  readonly notFound: Readonly<Record<AnyNotFound['kind'], Words>>;
  readonly acceptedByAnother: (memberName: string) => Words;
  readonly tooManyTries: (waitMinutes: number) => Words;
  readonly pinNeeded: (isNew: boolean) => Words;
  /** For what of a request cannot be read. */
  readonly parameters: Readonly<Record<ParameterName, string>>;
  /** For errors outside of data, by their stable code. */
  readonly errors: Readonly<Record<TranslatedCode, string>>;
};
