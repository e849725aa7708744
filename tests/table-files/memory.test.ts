import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { writeTable, type TableFormat } from '../../functions/bulk/write-table.ts';
import { readTable } from '../../table-files/read-table.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

async function* people(count: number) {
  for (let at = 0; at < count; at += 1) yield { team_code: `00004-${at}`, full_name: `Người ${at}`, phone: `09${String(10_000_000 + at)}` };
}
const fileOf = async (format: TableFormat, rows: number): Promise<Buffer> => {
  const pieces: Uint8Array[] = [];
  for await (const piece of writeTable(format, ['team_code', 'full_name', 'phone'], people(rows))) pieces.push(piece);
  return Buffer.concat(pieces);
};

async function* inPieces(bytes: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}
const held = (): number => {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};

/** The most that is held at any of ten moments on the way, beyond what was held before. */
const mostHeld = async (bytes: Buffer, rows: number): Promise<number> => {
  const before = held();
  let count = 0;
  let most = 0;
  for await (const _row of (await readTable(inPieces(bytes))).rows) {
    count += 1;
    if (count % (rows / 10) === 0) most = Math.max(most, held() - before);
  }
  expect(count).toBe(rows);
  return most;
};

/** Parsers and their buffers, whatever the file's size. */
const A_LITTLE = 4_000_000;

describe.each(['csv', 'xlsx'] as const)('a file of people as %s', (format) => {
  test('ten times as long is read in the same memory, also where sizes stand behind what was packed', async () => {
    const [short, long] = [await fileOf(format, 4000), await fileOf(format, 40_000)];
    // Bit 3: sizes come in a data descriptor after the bytes (PKWARE APPNOTE 4.4.4).
    if (format === 'xlsx') expect(long.readUInt16LE(6) & 8).toBe(8);
    const [ofShort, ofLong] = [await mostHeld(short, 4000), await mostHeld(long, 40_000)];
    expect(ofLong).toBeLessThan(2 * Math.max(ofShort, A_LITTLE));
  });
});
