import type { TooManyTries } from '../../functions/rate-limits/rate-limits.ts';
import { currentAsking } from './asking.ts';
import type { Language } from './language.ts';
import type { AnyNotFound, InvalidReason, ProblemName, ProblemTexts, Words } from './problem-texts.ts';
import { en } from './problems.en.ts';
import { vi } from './problems.vi.ts';

export const texts: Readonly<Record<Language, ProblemTexts>> = { vi, en };

/** A value that cannot be taken, with the reason that chooses its words. */
export type InvalidValue = {
  readonly type: 'InvalidInput';
  readonly field: readonly string[];
  readonly reason: InvalidReason;
  /** For the reasons that name one: how many are allowed. */
  readonly limit?: number | undefined;
};

/** An expected failure of a use case, whose `type` is one of the schema's problems. */
export type AnyFailure =
  | InvalidValue
  | AnyNotFound
  | { readonly type: 'AcceptedByAnother'; readonly memberName: string }
  | TooManyTries
  | { readonly type: 'PinNeeded'; readonly isNew: boolean }
  | { readonly type: Exclude<ProblemName, 'InvalidInput' | 'NotFound' | 'AcceptedByAnother' | 'TooManyTries' | 'PinNeeded'> };

/** A failure as the schema shows it: `type` has become `__typename`, and the words are there. */
export type Problem<Failure extends AnyFailure> = Failure extends AnyFailure
  ? Omit<Failure, 'type'> & Words & { readonly __typename: Failure['type'] }
  : never;

/**
 * The one place where a failure gets its words, in the language of whoever asks. Resolvers return what this returns as
 * a member of a mutation's union.
 */
export const toProblem = <const Failure extends AnyFailure>(
  context: { readonly language: Language },
  failure: Failure,
): Problem<Failure> => {
  const { type, ...rest } = failure;
  currentAsking()?.failed(type);
  // The compiler cannot follow a rest over a union; the shape is exactly Problem's.
  return { ...rest, __typename: type, ...wordsFor(texts[context.language], failure) } as unknown as Problem<Failure>;
};

/** The words for a failure: by its reason, its kind or its winner where it has one. */
export const wordsFor = (language: ProblemTexts, failure: AnyFailure): Words => {
  switch (failure.type) {
    case 'InvalidInput':
      return language.invalid[failure.reason](failure.limit ?? 1);
    case 'NotFound':
      return language.notFound[failure.kind];
    case 'AcceptedByAnother':
      return language.acceptedByAnother(failure.memberName);
    case 'TooManyTries':
      return language.tooManyTries(Math.ceil(failure.waitSeconds / 60));
    case 'PinNeeded':
      return language.pinNeeded(failure.isNew);
    default:
      return language.problems[failure.type];
  }
};
