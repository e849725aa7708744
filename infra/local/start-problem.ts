/**
 * Something that a person can mend: printed as one line that says what to do, without a stack. Everything else that is
 * thrown during a start is a bug and is printed whole.
 */
export class StartProblem extends Error {
  override readonly name = 'StartProblem';
}

/** The code of a failed system call, such as `EADDRINUSE`; undefined for any other error. */
export const errorCode = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

/** What an error says, in one line. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
