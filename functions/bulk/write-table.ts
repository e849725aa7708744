import { writeXlsxStream } from 'hucre/xlsx';
import { csvLines } from '../../table-files/csv.ts';
import type { SheetRow } from './sheet.ts';

export type TableFormat = 'csv' | 'xlsx';

/** Lines that are put together before they are handed on. */
const ROWS_AT_ONCE = 500;

/**
 * A table as the bytes of a file, made while rows come: memory does not grow with it. CSV is UTF-8 with the mark that makes
 * spreadsheets read it as such. Cells must have been kept from running (`withMark`) by whoever made the rows.
 */
export const writeTable = (format: TableFormat, columns: readonly string[], rows: AsyncIterable<SheetRow>): AsyncIterable<Uint8Array> =>
  format === 'xlsx'
    ? writeXlsxStream(cellsOf(columns, rows), { name: 'Sheet1', columns: columns.map((header) => ({ header })), freezePane: { rows: 1 } })
    : csvOf(columns, rows);

async function* cellsOf(columns: readonly string[], rows: AsyncIterable<SheetRow>): AsyncGenerator<string[]> {
  for await (const row of rows) yield columns.map((name) => row[name] ?? '');
}

async function* csvOf(columns: readonly string[], rows: AsyncIterable<SheetRow>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode(`\u{FEFF}${csvLines([columns])}`);
  let lines: string[][] = [];
  for await (const cells of cellsOf(columns, rows)) {
    lines.push(cells);
    if (lines.length < ROWS_AT_ONCE) continue;
    yield encoder.encode(csvLines(lines));
    lines = [];
  }
  if (lines.length > 0) yield encoder.encode(csvLines(lines));
}
