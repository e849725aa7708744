import parsePhoneNumber from 'libphonenumber-js/min';

/** Vietnamese mobiles since 2018: +84 and nine digits starting 3, 5, 7, 8 or 9. */
const MOBILE = /^\+84[35789]\d{8}$/;

/** 0 and nine digits, or 84 and nine digits. */
const longest = (digits: string): number => (digits.startsWith('84') ? 11 : 10);

/** The digits with one more; unchanged when there is no room or it is no digit. */
export const withDigit = (digits: string, digit: string): string =>
  /^\d$/.test(digit) && digits.length < longest(digits + digit) ? digits + digit : digits;

export const withoutLast = (digits: string): string => digits.slice(0, -1);

/** As people read it out: 0900 000 427, 84 900 000 427. */
export const grouped = (digits: string): string => {
  const head = digits.startsWith('84') ? [2, 3, 3] : [4, 3];
  const groups: string[] = [];
  let at = 0;
  for (const size of head) {
    if (at < digits.length) groups.push(digits.slice(at, at + size));
    at += size;
  }
  if (at < digits.length) groups.push(digits.slice(at));
  return groups.join(' ');
};

/** E.164 of a whole Vietnamese mobile number, else undefined. */
export const mobileOf = (digits: string): string | undefined => {
  const parsed = parsePhoneNumber(digits.startsWith('84') ? `+${digits}` : digits, 'VN');
  return parsed?.isPossible() === true && MOBILE.test(parsed.number) ? parsed.number : undefined;
};

export type PhoneTrouble = 'EMPTY' | 'SHORT' | 'NOT_MOBILE';

/** What is still the matter with what was typed; undefined when it is a whole mobile number. */
export const phoneTrouble = (digits: string): PhoneTrouble | undefined => {
  if (digits === '') return 'EMPTY';
  if (mobileOf(digits) !== undefined) return undefined;
  const national = digits.startsWith('84') ? digits.slice(2) : digits.replace(/^0/, '');
  if (national !== '' && !/^[35789]/.test(national)) return 'NOT_MOBILE';
  return digits.length < longest(digits) ? 'SHORT' : 'NOT_MOBILE';
};

/** A public office's number as it is written in Vietnam: 024 3825 4316. */
export const officeNumber = (e164: string): string => parsePhoneNumber(e164)?.formatNational() ?? e164;
