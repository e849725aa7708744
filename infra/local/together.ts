import type { NumberedRow } from '../../functions/bulk/table-file.ts';

/** Rows that are held at once where a file has to be sorted: 100 MB at most. */
const ROWS_HELD = 100_000;

/** From this share of keys on that come back later in the file, reading it several times costs less than what is parted. */
const FEW_COME_BACK = 0.05;

/** Which rows of a file are to be taken together, when they do not stand so: by key, in which reading of the file. */
export type Readings = { readonly count: number; readonly ofKey: ReadonlyMap<string, number> };

/** Hears the key of each row as the file is read for the first time. `readings`: undefined when keys mostly stand together. */
export const createKeyCount = (rowsHeld = ROWS_HELD) => {
  const rowsOfKey = new Map<string, number>();
  let runs = 0;
  let last: string | undefined;
  return {
    add: (key: string): void => {
      if (key !== last) runs += 1;
      last = key;
      rowsOfKey.set(key, (rowsOfKey.get(key) ?? 0) + 1);
    },
    readings: (): Readings | undefined => {
      if (runs - rowsOfKey.size <= FEW_COME_BACK * rowsOfKey.size) return undefined;
      let [reading, held] = [0, 0];
      const ofKey = new Map<string, number>();
      for (const [key, rows] of rowsOfKey) {
        if (held > 0 && held + rows > rowsHeld) [reading, held] = [reading + 1, 0];
        held += rows;
        ofKey.set(key, reading);
      }
      return { count: reading + 1, ofKey };
    },
  };
};

/**
 * The rows of a file with those of a key together, in the order of their lines: the file is read several times, and some of its
 * keys are taken each time, so that memory does not grow with it.
 */
export async function* rowsTogether(read: () => AsyncIterable<NumberedRow>, keyOf: (row: NumberedRow) => string, { count, ofKey }: Readings): AsyncGenerator<NumberedRow> {
  for (let reading = 0; reading < count; reading += 1) {
    const held: NumberedRow[] = [];
    for await (const row of read()) if (ofKey.get(keyOf(row)) === reading) held.push(row);
    for (const rows of Map.groupBy(held, keyOf).values()) yield* rows;
  }
}
