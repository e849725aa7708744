import { csvLines } from '../../../table-files/csv.ts';
import { refusalColumns, rowOfRefusal, saidColumns } from '../../../table-files/refused-rows.ts';
import type { FileColumn } from './parts.ts';
import type { RefusedRow } from './send-parts.ts';

/** A cell that has to be mended, for the table: one row of it for each. */
export type CellToMend = { readonly line: number; readonly column: string; readonly value: string; readonly why: string; readonly mend: string };

/** So much of a cell is shown; the file has all of it. */
const SHOWN_CHARACTERS = 60;

/** A number is found by its line and its last digits: whoever looks over a shoulder reads no more. */
const masked = (text: string): string => {
  const digits = text.replaceAll(/\D/gu, '').length;
  let seen = 0;
  return text.replaceAll(/\d/gu, (digit) => {
    seen += 1;
    return digits - seen < 2 ? digit : '•';
  });
};

const shortened = (text: string): string => {
  const characters = [...text];
  return characters.length <= SHOWN_CHARACTERS ? text : `${characters.slice(0, SHOWN_CHARACTERS).join('')}…`;
};

export const cellsToMend = (rows: readonly RefusedRow[], columns: readonly FileColumn[]): readonly CellToMend[] => {
  const sealed = new Set(columns.filter((column) => column.sealed).map(({ name }) => name));
  return rows.flatMap(({ line, row, problems }) =>
    problems.map(({ column, message, nextStep }) => {
      const text = shortened(row[column] ?? '');
      return { line, column, value: sealed.has(column) ? masked(text) : text, why: message, mend: nextStep };
    }),
  );
};

/** The refused rows as a file that is mended and imported again: the cells as they came, and what is wrong with them. */
export const refusedFile = (rows: readonly RefusedRow[], header: readonly string[]): Blob => {
  const columns = [...saidColumns(header), ...refusalColumns];
  const lines = rows.map(({ row, problems }) => {
    const cells = rowOfRefusal(
      row,
      problems.map(({ column, message, nextStep }) => ({ column, problem: message, howToMend: nextStep })),
      header,
    );
    return columns.map((name) => cells[name] ?? '');
  });
  return csvFile([columns, ...lines]);
};

/** CSV in UTF-8 with the mark that makes spreadsheets read it as such. */
export const csvFile = (lines: readonly (readonly string[])[]): Blob => new Blob(['\u{FEFF}', csvLines(lines)], { type: 'text/csv;charset=utf-8' });
