import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCsvReader, csvLines } from '../../table-files/csv.ts';
import { FileUnreadable } from '../../table-files/file-unreadable.ts';

const linesOf = (pieces: readonly string[], separator = ',') => {
  const reader = createCsvReader(separator);
  return [...pieces.flatMap((piece) => [...reader.read(piece)]), ...reader.end()];
};
const inPieces = (text: string, size: number): readonly string[] => text.match(new RegExp(`[\\s\\S]{1,${size}}`, 'gu')) ?? [];
const cellsOrRefusal = (read: () => readonly (readonly string[])[]): readonly (readonly string[])[] | 'refused' => {
  try {
    return read();
  } catch (error) {
    if (error instanceof FileUnreadable || (error instanceof Error && 'code' in error)) return 'refused';
    throw error;
  }
};

describe('a line of CSV', () => {
  it('is read as the common parser reads it, in whatever pieces it comes, and refused where that one refuses it', () => {
    const text = fc.array(fc.constantFrom('a', 'Tổ', '"', '""', ',', '\n', '\r\n', ' ', '","', '"\n'), { maxLength: 24 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 5 }), fc.constantFrom('\n', '\r\n'), (parts, size, ending) => {
        const whole = parts.replaceAll(/\r?\n/gu, ending);
        const theirs = cellsOrRefusal(() => parse(whole, { relax_column_count: true, skip_empty_lines: true, record_delimiter: ending }));
        expect(cellsOrRefusal(() => linesOf(inPieces(whole, size)).map(({ cells }) => cells))).toEqual(theirs);
      }),
      { numRuns: 2000 },
    );
  });

  it('comes back as it was written', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'ổ', '"', ',', '\n', '\r', ';', ' ', "'"), maxLength: 6 });
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 5 });
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 7 }), (written, size) => {
        expect(linesOf(inPieces(csvLines(written), size)).map(({ cells }) => cells)).toEqual(written);
      }),
    );
  });

  it('is counted as an editor counts it, through cells of several lines and empty ones', () => {
    expect(linesOf(['a\n\n"b\nc"\r\n', '\r\nd']).map(({ line }) => line)).toEqual([1, 4, 6]);
  });
});
