import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { RealNames } from '../../functions/storage/create-tables.dynamo.ts';
import { makeDatabase, type MakeDatabase } from './engine-import.ts';
import { isThere } from './files.ts';
import { isRunning } from './running-process.ts';
import { errorCode } from './start-problem.ts';

export type PutNewRows = Pick<MakeDatabase, 'rows' | 'signal'> & {
  /** The engine's file. The engine may be at work on it. */
  readonly database: string;
  readonly names: RealNames;
  /** When given: in the partitions of the main table into which these rows come, no sort key begins so yet. */
  readonly noneYet?: string;
};

/**
 * Puts rows that are all new into the engine's file, all of them or none: the engine's own import makes a second file of them,
 * and one transaction of SQLite takes its rows over, whatever columns the engine keeps them in. False, and nothing is put, when
 * one of them is there already, or when `noneYet` no longer holds. The stream hears nothing of them, so they are for what nobody
 * follows: teams and first live pages, people, lines of the trail. What is cut short leaves no row.
 */
export const putNewRows = async ({ database, names, rows, noneYet, signal }: PutNewRows): Promise<boolean> => {
  const beside = besideOf(database);
  await mkdir(beside, { recursive: true });
  await removeStrays(database);
  const folder = await mkdtemp(join(beside, `${process.pid}-`));
  try {
    const made = await makeDatabase({ folder, names, rows, signal });
    signal?.throwIfAborted();
    return takeOver(database, made, noneYet === undefined ? undefined : { table: names.main, beginning: noneYet });
  } finally {
    await remove(folder);
  }
};

const besideOf = (database: string): string => `${database}.import`;

/**
 * What imports that were killed left beside the engine's file: names of people are in it. Also for an import that has nothing to put,
 * since all that the killed one was to put may be in.
 */
export const removeStrays = async (database: string): Promise<void> => {
  const beside = besideOf(database);
  if (!(await isThere(beside))) return;
  for (const name of await readdir(beside)) {
    const pid = Number(name.split('-', 1)[0]);
    if (!Number.isInteger(pid) || !(await isRunning({ pid }))) await remove(join(beside, name));
  }
};

/** Again where something is new in it meanwhile: the engine's import goes on for a moment when whoever started it was killed. */
const remove = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true, maxRetries: 10 });

/** How long to wait for the engine when it is writing itself. */
const BUSY_MILLISECONDS = 10_000;

/** SQLite's primary results: the low byte of what `errcode` says (sqlite.org/rescode.html). */
const CONSTRAINT = 19;
const FULL = 13;

const takeOver = (database: string, made: string, noneYet: NoneYet | undefined): boolean => {
  const sqlite = new DatabaseSync(database, { timeout: BUSY_MILLISECONDS });
  try {
    // As the engine has it: a power cut may take the last moments, and leaves the file whole.
    sqlite.exec('PRAGMA synchronous = NORMAL');
    sqlite.prepare('ATTACH ? AS made').run(made);
    sqlite.exec('BEGIN IMMEDIATE');
    if (noneYet !== undefined && isAnyThere(sqlite, noneYet)) return false;
    for (const table of tablesOf(sqlite)) {
      const columns = columnsOf(sqlite, table).map(quoted).join(', ');
      sqlite.exec(`INSERT INTO main.${quoted(table)} (${columns}) SELECT ${columns} FROM made.${quoted(table)}`);
    }
    sqlite.exec('COMMIT');
    return true;
  } catch (error) {
    const result = resultOf(error);
    if (result === CONSTRAINT) return false;
    if (result === FULL) throw new Error('The database could not grow: the disk is full.', { cause: error });
    throw error;
  } finally {
    // Undoes what was not committed.
    sqlite.close();
  }
};

type NoneYet = { readonly table: string; readonly beginning: string };

const isAnyThere = (sqlite: DatabaseSync, { table, beginning }: NoneYet): boolean => {
  // The engine writes the kind of a key before it: `S:` for text.
  const pattern = `S:${beginning}*`;
  const somebody = sqlite.prepare(
    `SELECT 1 FROM made.${quoted(table)} AS new JOIN main.${quoted(table)} AS old ON old.pk = new.pk AND old.sk GLOB ? WHERE new.sk GLOB ? LIMIT 1`,
  );
  return somebody.get(pattern, pattern) !== undefined;
};

/** Tables that hold rows; those of the engine itself begin with an underscore. */
const tablesOf = (sqlite: DatabaseSync): readonly string[] =>
  sqlite
    .prepare("SELECT name FROM made.sqlite_master WHERE type = 'table' AND name NOT GLOB '_*' AND name NOT GLOB 'sqlite_*'")
    .all()
    .map(({ name }) => String(name));

const columnsOf = (sqlite: DatabaseSync, table: string): readonly string[] =>
  sqlite
    .prepare("SELECT name FROM pragma_table_info(?, 'made')")
    .all(table)
    .map(({ name }) => String(name));

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

const resultOf = (error: unknown): number | undefined =>
  errorCode(error) === 'ERR_SQLITE_ERROR' && error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : undefined;
