import { FileUnreadable } from '../../functions/bulk/table-file.ts';
import { wordsOfFile, type BulkLanguage } from '../../functions/bulk/words.ts';
import { createLifetime, type Lifetime } from './lifetime.ts';
import { createProgress, type Progress } from './progress.ts';
import { errorCode, messageOf, StartProblem } from './start-problem.ts';
import { onStopSignal } from './stop-signals.ts';

export type CommandParts = { readonly lifetime: Lifetime; readonly progress: Progress; readonly say: (line: string) => void };

/** Everything was done. */
export const DONE = 0;
/** Nothing more could be done; one line says why, and what to do. */
export const FAILED = 1;
/** All was done but for the rows that were refused. */
export const SOME_REFUSED = 2;
const INTERRUPTED = 130;

/** Runs one command to its end and exits with its code, having ended all that it started. */
export const runCommand = async (work: (parts: CommandParts) => Promise<number>, language: BulkLanguage): Promise<void> => {
  const lifetime = createLifetime((error) => console.error(error));
  let interrupted = false;
  onStopSignal(() => {
    interrupted = true;
    void lifetime.stop();
  });
  let code = FAILED;
  try {
    code = await work({ lifetime, progress: createProgress(process.stderr), say: (line) => process.stdout.write(`${line}\n`) });
  } catch (error) {
    // What fails because everything is being stopped is no news.
    if (!interrupted) explain(error, language);
  }
  await lifetime.stop();
  // A long report into a pipe is still on its way: ended before, its last lines would be lost.
  await new Promise<void>((resolve) => void process.stdout.write('', () => resolve()));
  process.exit(interrupted ? INTERRUPTED : code);
};

/** One line for what a person can mend; a bug is shown whole. */
const explain = (error: unknown, language: BulkLanguage): void => {
  const line = error instanceof StartProblem ? error.message : lineOf(error, language);
  if (line === undefined) console.error(error);
  else process.stderr.write(`${line}\n`);
};

const lineOf = (error: unknown, language: BulkLanguage): string | undefined => {
  if (error instanceof FileUnreadable) {
    const { problem, howToMend } = wordsOfFile(error.reason, language);
    const where = error.line === undefined ? '' : ` (${language === 'vi' ? 'dòng' : 'line'} ${error.line})`;
    return `${problem}${where} ${howToMend}`;
  }
  const code = errorCode(error) ?? '';
  const path = error instanceof Error && 'path' in error && typeof error.path === 'string' ? error.path : undefined;
  if (NO_ROOM.has(code) || /disk is full/iu.test(messageOf(error))) return `The disk is full${path === undefined ? '' : ` (${path})`}: make room, then start the same command again; what was done stays done.`;
  if (GONE.has(code)) return `The database no longer answers (${code}): start the same command again; what was done stays done.`;
  const why = ofTheDisk[code];
  // Some failures of a file that is open already no longer say which it is.
  if (why !== undefined) return `${path ?? 'The file'} ${why}`;
  return path === undefined ? undefined : `${path} cannot be used (${code}): choose another file.`;
};

const NO_ROOM: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const GONE: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE']);
const ofTheDisk: Readonly<Record<string, string>> = {
  ENOENT: 'is not there: look at the name of the file and of its folder.',
  ENOTDIR: 'is not there: look at the name of the file and of its folder.',
  EACCES: 'may not be opened: allow it, or choose another file.',
  EPERM: 'may not be opened: allow it, or choose another file.',
  EISDIR: 'is a folder: name a file.',
  EROFS: 'is on a disk that cannot be written: choose another file.',
  EIO: 'cannot be read from its disk (EIO): copy it to another disk first.',
};
