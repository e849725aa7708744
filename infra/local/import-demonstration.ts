import { execFile } from 'node:child_process';
import { mkdir, open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { marshall } from '@aws-sdk/util-dynamodb';
import { systemClock, type Clock } from '../../functions/core/clock.ts';
import { createTableInput, type RealNames } from '../../functions/storage/create-tables.dynamo.ts';
import { tables } from '../../functions/storage/tables.ts';
import { rowOfMarker } from './demonstration-marker.ts';
import { prepareRows } from './demonstration-rows.ts';
import { enginePath } from './engine.ts';
import { errorCode } from './start-problem.ts';
import { markerOf } from './load-demonstration.ts';

export type ImportDemonstration = {
  /** The engine's file, which must not be in use. */
  readonly databaseFile: string;
  readonly names: RealNames;
  readonly teams: number;
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
  readonly clock?: Clock;
};

/** How many characters of rows are gathered before they are written out. */
const CHUNK_CHARACTERS = 1_000_000;

/**
 * Makes a new database that holds the demonstration's rows, before the engine first starts. The engine's own import writes
 * about ten thousand rows a second, its BatchWriteItem one thousand, most of it for the stream, which nobody needs here.
 * False, and nothing done, when the database is there already. `loadDemonstration` then does what is left: routing's
 * snapshot. The file appears whole or not at all.
 */
export const importDemonstration = async (options: ImportDemonstration): Promise<boolean> => {
  const { databaseFile, names, teams, onProgress, signal, clock = systemClock } = options;
  if (await isThere(databaseFile)) return false;
  const folder = `${databaseFile}.import`;
  await rm(folder, { recursive: true, force: true });
  try {
    const rowsFolder = join(folder, 'tables', names.main, 'data');
    await mkdir(rowsFolder, { recursive: true });
    const schema = tables.map((table) => ({ Table: { ...createTableInput(table, names[table.name]), TableStatus: 'ACTIVE' } }));
    await writeFile(join(folder, 'schema.json'), JSON.stringify(schema));

    const now = clock();
    const prepared = prepareRows(teams, now);
    const file = await open(join(rowsFolder, 'rows.json'), 'w');
    try {
      let text = '';
      let done = 0;
      for (const row of prepared.rows()) {
        text += `${lineOf(row)}\n`;
        done += 1;
        if (text.length < CHUNK_CHARACTERS) continue;
        signal?.throwIfAborted();
        await file.write(text);
        text = '';
        // Writing is half the way, the engine's import the other half.
        onProgress?.(Math.floor(done / 2), prepared.count);
      }
      const last = [...prepared.versionRows, rowOfMarker({ ...markerOf(prepared, now), stage: 'ROWS' })];
      await file.write(`${text}${last.map((row) => `${lineOf(row)}\n`).join('')}`);
    } finally {
      await file.close();
    }
    onProgress?.(Math.floor(prepared.count / 2), prepared.count);
    const made = join(folder, 'database');
    await promisify(execFile)(
      enginePath(),
      ['import', '--source', join(folder, 'tables'), '--schema', join(folder, 'schema.json'), '--output', made],
      signal === undefined ? {} : { signal },
    );
    await rename(made, databaseFile);
    onProgress?.(prepared.count, prepared.count);
    return true;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** A line of DynamoDB's own export format, in which bytes are base64. */
const lineOf = (row: Record<string, unknown>): string =>
  JSON.stringify({ Item: marshall(row, { removeUndefinedValues: true }) }, function (this: Record<string, unknown>, key, value: unknown) {
    // A Buffer has turned itself into an object before it comes here as `value`.
    const own = this[key];
    return own instanceof Uint8Array ? Buffer.from(own).toString('base64') : value;
  });

const isThere = async (file: string): Promise<boolean> => {
  try {
    await stat(file);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
};
