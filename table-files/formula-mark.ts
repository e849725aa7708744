/** What a spreadsheet would run as a formula, and our own mark against it (OWASP, "CSV Injection"). */
const RUNS_AS_FORMULA = /^'*[=+\-@\t\r]/u;

/** A number with a sign runs nothing, and must stay a number. */
const SIGNED_NUMBER = /^[+-]?\d+(?:[.,]\d+)?$/u;

/** Text for a cell of a file: an apostrophe keeps a spreadsheet from running it. `withoutMark` takes it off again. */
export const withMark = (text: string): string => (RUNS_AS_FORMULA.test(text) && !SIGNED_NUMBER.test(text) ? `'${text}` : text);

export const withoutMark = (text: string): string =>
  text.startsWith("'") && RUNS_AS_FORMULA.test(text.slice(1)) && !SIGNED_NUMBER.test(text.slice(1)) ? text.slice(1) : text;
