import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLines, linesOfCsv, type Line } from '../../table-files/csv.ts';

async function* inPieces(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}
const linesOf = async (text: string, size = 3): Promise<readonly Line[]> => {
  const lines: Line[] = [];
  for await (const line of linesOfCsv(inPieces(text, size))) lines.push(line);
  return lines;
};

describe('a line of CSV', () => {
  it('comes back as it was written, in whatever pieces it is read', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'ổ', '"', ',', '\n', '\r', ';', ' ', "'"), maxLength: 6 });
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(rows, fc.integer({ min: 1, max: 7 }), async (written, size) => {
        const header = ['code', 'name'];
        const read = await linesOf(csvLines([header, ...written]), size);
        expect(read.map(({ cells }) => cells)).toEqual([header, ...written]);
      }),
    );
  });

  it('is counted as an editor counts it, through cells of several lines and empty ones', async () => {
    expect((await linesOf('a\n\n"b\nc"\n\nd')).map(({ line }) => line)).toEqual([1, 4, 6]);
  });

  it('that nobody reads to the end lets the file go', async () => {
    let letGo = false;
    async function* endless(): AsyncGenerator<string> {
      try {
        for (;;) yield 'a,b\n';
      } finally {
        letGo = true;
      }
    }
    for await (const { cells } of linesOfCsv(endless())) if (cells.length === 2) break;
    expect(letGo).toBe(true);
  });
});
