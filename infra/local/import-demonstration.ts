import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { systemClock, type Clock } from '../../functions/core/clock.ts';
import type { Row } from '../../functions/storage/batch.ts';
import type { RealNames } from '../../functions/storage/create-tables.dynamo.ts';
import { rowOfMarker } from './demonstration-marker.ts';
import { prepareRows } from './demonstration-rows.ts';
import { makeDatabase } from './engine-import.ts';
import { markerOf } from './load-demonstration.ts';
import { errorCode } from './start-problem.ts';

export type ImportDemonstration = {
  /** The engine's file, which must not be in use. */
  readonly databaseFile: string;
  readonly names: RealNames;
  readonly teams: number;
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
  readonly clock?: Clock;
};

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
    await mkdir(folder, { recursive: true });
    const now = clock();
    const prepared = prepareRows(teams, now);
    const last = [...prepared.versionRows, rowOfMarker({ ...markerOf(prepared, now), stage: 'ROWS' })];
    // Writing is half the way, the engine's import the other half.
    const main = counted([prepared.rows(), last], (done) => onProgress?.(Math.floor(done / 2), prepared.count));
    const made = await makeDatabase({ folder, names, rows: { main }, signal });
    await rename(made, databaseFile);
    onProgress?.(prepared.count, prepared.count);
    return true;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** Rows between two words on how far it is. */
const ROWS_BETWEEN = 1000;

function* counted(parts: readonly Iterable<Row>[], onDone: (count: number) => void): Generator<Row> {
  let done = 0;
  for (const part of parts) {
    for (const row of part) {
      yield row;
      done += 1;
      if (done % ROWS_BETWEEN === 0) onDone(done);
    }
  }
}

const isThere = async (file: string): Promise<boolean> => {
  try {
    await stat(file);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
};
