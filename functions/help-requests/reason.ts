import { tidyText, visibleLength } from '../core/text.ts';
import { fail, succeed } from '../core/result.ts';
import type { Result } from '../core/result.ts';
import { invalid } from './failures.ts';
import type { InvalidInput } from './failures.ts';

const LONGEST_REASON = 500;

/** Seven digits or more with at most a sign between them: a telephone, account or identity number in any script. */
const LONG_NUMBER = /\p{Nd}(?:[\s.\-()+]{0,2}\p{Nd}){6,}/u;
const MAIL_ADDRESS = /[^\s@]+@[^\s@]+\.[^\s@]+/u;

/** A reason as it is kept: tidy, at most 500 visible characters, and without contact details, which are sealed elsewhere. */
export const checkReason = (reason: string): Result<string, InvalidInput> => {
  // Counting graphemes walks the whole text, so an endless one is refused by its plain length first.
  if (reason.length > LONGEST_REASON * 8) return fail(invalid('TOO_LONG', 'reason'));
  const tidy = tidyText(reason);
  if (tidy === '') return fail(invalid('EMPTY', 'reason'));
  if (visibleLength(tidy) > LONGEST_REASON) return fail(invalid('TOO_LONG', 'reason'));
  if (LONG_NUMBER.test(tidy) || MAIL_ADDRESS.test(tidy)) return fail(invalid('CONTACT_IN_TEXT', 'reason'));
  return succeed(tidy);
};
