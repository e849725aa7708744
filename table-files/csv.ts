import { parse } from 'csv-parse';
import type { Info } from 'csv-parse';
import { writeCsv } from 'hucre/csv';
import { FileUnreadable } from './file-unreadable.ts';

/** Cells of a row with the number of the line on which it ends. */
export type Line = { readonly line: number; readonly cells: readonly string[] };

/** A row of ours has about 300 characters; a file without line breaks must not fill the memory. */
export const MOST_LINE_CHARACTERS = 100_000;

type Parsed = { readonly record: readonly string[]; readonly info: Info };

/** Lines of CSV (RFC 4180) in whatever pieces they come; empty lines do not count. Throws FileUnreadable. */
export async function* linesOfCsv(text: AsyncGenerator<string>): AsyncGenerator<Line> {
  try {
    const head = await firstLine(text);
    const parser = startParser(head);
    await parser.take(head);
    yield* parser.linesSoFar();
    for await (const piece of text) {
      await parser.take(piece);
      yield* parser.linesSoFar();
    }
    await parser.end();
    yield* parser.linesSoFar();
  } finally {
    // Whoever stops early lets the file go.
    await text.return(undefined);
  }
}

/** By what the streams of Node and those that csv-parse brings to a browser have in common. */
const startParser = (head: string) => {
  const parser = parse({
    delimiter: separatorOf(head.split(/[\r\n]/u, 1)[0] ?? ''),
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: MOST_LINE_CHARACTERS,
  });
  let lines: Line[] = [];
  let failure: unknown;
  let tell = (): void => undefined;
  parser.on('data', ({ record, info }: Parsed) => void lines.push({ line: info.lines, cells: record }));
  parser.on('error', (error) => {
    failure = whyNoCsv(error);
    tell();
  });
  /** Until what was begun is done, or broke. */
  const until = async (begin: (done: () => void) => void): Promise<void> => {
    await new Promise<void>((resolve) => {
      tell = resolve;
      begin(resolve);
    });
    if (failure !== undefined) throw failure;
  };
  return {
    take: (piece: string): Promise<void> => until((done) => void parser.write(piece, () => done())),
    end: (): Promise<void> =>
      until((done) => {
        parser.on('end', done);
        parser.end();
      }),
    linesSoFar: (): readonly Line[] => {
      const soFar = lines;
      lines = [];
      return soFar;
    },
  };
};

/** As much of the file as holds its first line, or too much for one. */
const firstLine = async (text: AsyncGenerator<string>): Promise<string> => {
  let head = '';
  for (let next = await text.next(); next.done !== true; next = await text.next()) {
    head += next.value;
    if (/[\r\n]/u.test(next.value) || head.length > MOST_LINE_CHARACTERS) break;
  }
  if (head === '') throw new FileUnreadable('EMPTY');
  return head;
};

/** Spreadsheets write a semicolon where the comma is the decimal mark. The header tells: our column names have neither. */
const separatorOf = (header: string): string => {
  const counted = [',', ';', '\t'].map((separator) => ({ separator, count: header.split(separator).length }));
  return counted.reduce((best, next) => (next.count > best.count ? next : best)).separator;
};

const whyNoCsv = (error: unknown): unknown => {
  if (!(error instanceof Error) || !('code' in error) || !String(error.code).startsWith('CSV_')) return error;
  const line = 'lines' in error && typeof error.lines === 'number' ? error.lines : undefined;
  return new FileUnreadable(error.code === 'CSV_MAX_RECORD_SIZE' ? 'LINE_TOO_LONG' : 'NOT_A_TABLE', line);
};

/** Lines of CSV as they are written, each with its end. Cells must have been kept from running (`withMark`). */
export const csvLines = (lines: readonly (readonly string[])[]): string =>
  lines.length === 0 ? '' : `${writeCsv(lines.map((cells) => [...cells]))}\r\n`;
