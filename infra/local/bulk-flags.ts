import { extname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { ExportWhat } from '../../functions/bulk/export.ts';
import type { TableFormat } from '../../functions/bulk/write-table.ts';
import type { BulkLanguage } from '../../functions/bulk/words.ts';
import { fail, succeed, type Result } from '../../functions/core/result.ts';

export type ImportFlags = {
  readonly what: ExportWhat | 'units';
  /** Absolute paths. */
  readonly file: string;
  readonly data: string;
  readonly dryRun: boolean;
  readonly language: BulkLanguage;
  /** The day from which a list of units is in force; given with `units` and with nothing else. */
  readonly version?: string | undefined;
};

export type ExportFlags = {
  readonly what: ExportWhat;
  readonly file: string;
  readonly format: TableFormat;
  readonly data: string;
  readonly unit?: string | undefined;
};

export type BulkFlagsUnreadable = { readonly type: 'BulkFlagsUnreadable'; readonly line: string };
const unreadable = (line: string) => fail<BulkFlagsUnreadable>({ type: 'BulkFlagsUnreadable', line });

const IMPORT_USAGE = 'npm run import -- teams|members|units FILE [--dry-run] [--data DIR] [--language vi|en] [--version DAY]';
const EXPORT_USAGE = 'npm run export -- teams|members FILE.csv|FILE.xlsx [--unit CODE] [--data DIR]';

/** What relative paths start from: where the command was given, and, as with `npm start`, the project for its data. */
export type StartingFolders = { readonly files: string; readonly data: string };

/** Reads the words after `npm run import --`. */
export const parseImportFlags = (words: readonly string[], folders: StartingFolders): Result<ImportFlags, BulkFlagsUnreadable> => {
  const read = readWords(words, IMPORT_USAGE, {
    'dry-run': { type: 'boolean' },
    data: { type: 'string' },
    language: { type: 'string' },
    version: { type: 'string' },
  });
  if (!read.ok) return read;
  const [what = '', file, ...more] = read.value.positionals;
  const { data = '.local', language = 'en', version, 'dry-run': dryRun = false } = read.value.values;
  if (what !== 'teams' && what !== 'members' && what !== 'units') return unreadable(`Say what is in the file. Use: ${IMPORT_USAGE}`);
  if (file === undefined || more.length > 0) return unreadable(`Name one file. Use: ${IMPORT_USAGE}`);
  if (language !== 'vi' && language !== 'en') return unreadable(`--language ${String(language)} is not a language: give vi or en.`);
  if (what === 'units' && version === undefined) return unreadable('Say from which day the list is in force, for example --version 2027-01-01.');
  if (what !== 'units' && version !== undefined) return unreadable(`--version goes with units; ${what} are of the list in force today.`);
  return succeed({
    what,
    file: resolve(folders.files, file),
    data: resolve(folders.data, String(data)),
    dryRun: dryRun === true,
    language,
    ...(version === undefined ? {} : { version: String(version) }),
  });
};

/** Reads the words after `npm run export --`. */
export const parseExportFlags = (words: readonly string[], folders: StartingFolders): Result<ExportFlags, BulkFlagsUnreadable> => {
  const read = readWords(words, EXPORT_USAGE, { unit: { type: 'string' }, data: { type: 'string' } });
  if (!read.ok) return read;
  const [what = '', file, ...more] = read.value.positionals;
  const { data = '.local', unit } = read.value.values;
  if (what !== 'teams' && what !== 'members') return unreadable(`Say what to export. Use: ${EXPORT_USAGE}`);
  if (file === undefined || more.length > 0) return unreadable(`Name one file. Use: ${EXPORT_USAGE}`);
  const format = extname(file).slice(1).toLowerCase();
  if (format !== 'csv' && format !== 'xlsx') return unreadable(`${file} ends neither in .csv nor in .xlsx: name the file by its form.`);
  return succeed({ what, file: resolve(folders.files, file), format, data: resolve(folders.data, String(data)), ...(unit === undefined ? {} : { unit: String(unit) }) });
};

type Options = Readonly<Record<string, { readonly type: 'string' | 'boolean' }>>;
type Words = { readonly values: Readonly<Record<string, string | boolean | undefined>>; readonly positionals: readonly string[] };

const readWords = (words: readonly string[], usage: string, options: Options): Result<Words, BulkFlagsUnreadable> => {
  try {
    const { values, positionals } = parseArgs({ args: [...words], options, strict: true, allowPositionals: true });
    return succeed({ values: values as Words['values'], positionals });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return unreadable(`${error.message.split('. ', 1)[0] ?? error.message}. Use: ${usage}`);
  }
};
