import { parse } from 'csv-parse';
import type { Info } from 'csv-parse';
import { streamXlsxRows } from 'hucre/xlsx';
import type { SheetRow } from './sheet.ts';
import { tidyText } from '../core/text.ts';

/** A row of a file with the number of the line on which it ends: the header is 1. */
export type NumberedRow = { readonly line: number; readonly row: SheetRow };

/** Why a whole file cannot be read. `line` where it is known. */
export type FileReason = 'EMPTY' | 'NOT_UTF_8' | 'NOT_A_TABLE' | 'LINE_TOO_LONG' | 'TOO_MANY_COLUMNS';

export class FileUnreadable extends Error {
  override readonly name = 'FileUnreadable';
  readonly reason: FileReason;
  readonly line: number | undefined;

  constructor(reason: FileReason, line?: number) {
    super(line === undefined ? reason : `${reason} at line ${line}`);
    this.reason = reason;
    this.line = line;
  }
}

const MOST_COLUMNS = 100;
/** A row of ours has about 300 characters; a file without line breaks must not fill the memory. */
const MOST_LINE_CHARACTERS = 100_000;

export type Table = {
  /** Names of the columns in the order of the file, lower case. */
  readonly header: readonly string[];
  /** One by one: memory does not grow with the file. Throws FileUnreadable on the way. */
  readonly rows: AsyncIterable<NumberedRow>;
};

/**
 * Reads a table from the bytes of a file: CSV in UTF-8, separated by commas, semicolons or tabs, or the first sheet of an XLSX
 * workbook, told apart by how they begin. Throws FileUnreadable.
 */
export const readTable = async (bytes: AsyncIterable<Uint8Array>): Promise<Table> => {
  const source = bytes[Symbol.asyncIterator]();
  const start = await source.next();
  if (start.done === true) throw new FileUnreadable('EMPTY');
  const whole = restored(start.value, source);
  const lines = isZip(start.value) ? linesOfXlsx(whole) : linesOfCsv(whole);
  const first = await lines.next();
  if (first.done === true) throw new FileUnreadable('EMPTY');
  const header = first.value.cells.map((name) => tidyText(name).toLowerCase());
  if (header.length > MOST_COLUMNS) throw new FileUnreadable('TOO_MANY_COLUMNS');
  return { header, rows: rowsOf(lines, header) };
};

type Line = { readonly line: number; readonly cells: readonly string[] };

async function* rowsOf(lines: AsyncIterable<Line>, header: readonly string[]): AsyncGenerator<NumberedRow> {
  for await (const { line, cells } of lines) {
    if (cells.every((cell) => cell.trim() === '')) continue;
    yield { line, row: Object.fromEntries(header.map((name, at) => [name, cells[at] ?? ''])) };
  }
}

async function* restored(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}

/** Local file header of a ZIP archive (PKWARE APPNOTE 4.3.7), which every XLSX is. */
const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;

async function* linesOfXlsx(bytes: AsyncGenerator<Uint8Array>): AsyncGenerator<Line> {
  try {
    for await (const { index, values } of streamXlsxRows(streamOf(bytes))) {
      if (values.length > MOST_COLUMNS) throw new FileUnreadable('TOO_MANY_COLUMNS', index + 1);
      const cells = values.map(textOfValue);
      if (cells.reduce((sum, cell) => sum + cell.length, 0) > MOST_LINE_CHARACTERS) throw new FileUnreadable('LINE_TOO_LONG', index + 1);
      yield { line: index + 1, cells };
    }
  } catch (error) {
    if (error instanceof FileUnreadable || isOfTheDisk(error)) throw error;
    throw new FileUnreadable('NOT_A_TABLE');
  }
}

const streamOf = (bytes: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> =>
  new ReadableStream({
    pull: async (controller) => {
      const next = await bytes.next();
      if (next.done === true) controller.close();
      else controller.enqueue(next.value);
    },
    cancel: async () => {
      await bytes.return(undefined);
    },
  });

/** The disk's own failures (EIO, ENOENT …) are not the file's. */
const isOfTheDisk = (error: unknown): boolean => error instanceof Error && 'syscall' in error;

/** What a spreadsheet keeps as a number or a day becomes the text that a CSV would have. */
const textOfValue = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new FileUnreadable('NOT_A_TABLE');
};

async function* linesOfCsv(bytes: AsyncGenerator<Uint8Array>): AsyncGenerator<Line> {
  const text = decoded(bytes);
  const head = await text.next();
  if (head.done === true) throw new FileUnreadable('EMPTY');
  const parser = parse({
    bom: true,
    delimiter: separatorOf(head.value),
    info: true,
    relax_column_count: true,
    relax_quotes: false,
    skip_empty_lines: true,
    max_record_size: MOST_LINE_CHARACTERS,
  });
  const feeding = feed(parser, head.value, text);
  try {
    // csv-parse's own types do not follow `info: true`.
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: Info }>) {
      yield { line: info.lines, cells: record };
    }
    await feeding;
  } catch (error) {
    parser.destroy();
    throw whyNoCsv(error);
  }
}

const feed = async (parser: ReturnType<typeof parse>, head: string, rest: AsyncGenerator<string>): Promise<void> => {
  try {
    const write = async (text: string): Promise<void> => {
      if (parser.destroyed || parser.write(text)) return;
      await new Promise<void>((resolve) => {
        parser.once('drain', resolve);
        parser.once('close', resolve);
      });
    };
    await write(head);
    for await (const text of rest) await write(text);
    parser.end();
  } catch (error) {
    parser.destroy(error instanceof Error ? error : new Error(String(error)));
  }
};

async function* decoded(bytes: AsyncGenerator<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true });
    yield decoder.decode();
  } catch (error) {
    if (error instanceof TypeError) throw new FileUnreadable('NOT_UTF_8');
    throw error;
  }
}

/** Spreadsheets write a semicolon where the comma is the decimal mark. The header tells: our column names have neither. */
const separatorOf = (head: string): string => {
  const line = head.split(/\r?\n/u, 1)[0] ?? '';
  const counted = [',', ';', '\t'].map((separator) => ({ separator, count: line.split(separator).length }));
  return counted.reduce((best, next) => (next.count > best.count ? next : best)).separator;
};

const whyNoCsv = (error: unknown): unknown => {
  if (!(error instanceof Error) || !('code' in error) || !String(error.code).startsWith('CSV_')) return error;
  const line = 'lines' in error && typeof error.lines === 'number' ? error.lines : undefined;
  return new FileUnreadable(error.code === 'CSV_MAX_RECORD_SIZE' ? 'LINE_TOO_LONG' : 'NOT_A_TABLE', line);
};
