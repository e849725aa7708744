import { streamXlsxRows } from 'hucre/xlsx';
import { linesOfCsv, MOST_LINE_CHARACTERS, type Line } from './csv.ts';
import { FileUnreadable } from './file-unreadable.ts';

/** A row of a file: the text of each column that the file has. */
export type SheetRow = Readonly<Record<string, string>>;

/** A row of a file with the number of the line on which it ends: the header is 1. */
export type NumberedRow = { readonly line: number; readonly row: SheetRow };

const MOST_COLUMNS = 100;

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
  const lines = isZip(start.value) ? linesOfXlsx(whole) : linesOfCsv(decoded(whole));
  const first = await lines.next();
  if (first.done === true) throw new FileUnreadable('EMPTY');
  const header = first.value.cells.map(columnName);
  if (header.length > MOST_COLUMNS) throw new FileUnreadable('TOO_MANY_COLUMNS');
  return { header, rows: rowsOf(lines, header) };
};

/** Spreadsheets leave marks and spaces around names that nobody sees. */
const columnName = (cell: string): string =>
  cell
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .toLowerCase();

async function* rowsOf(lines: AsyncIterable<Line>, header: readonly string[]): AsyncGenerator<NumberedRow> {
  for await (const { line, cells } of lines) {
    if (cells.every((cell) => cell.trim() === '')) continue;
    yield { line, row: Object.fromEntries(header.map((name, at) => [name, cells[at] ?? ''])) };
  }
}

async function* restored(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield first;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    // Whoever stops early lets the file go.
    await rest.return?.();
  }
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

/** The disk's own failures are not the file's: of Node (EIO, ENOENT …) and of a browser, whose file was moved or changed. */
const isOfTheDisk = (error: unknown): boolean => (error instanceof Error && 'syscall' in error) || error instanceof DOMException;

/** What a spreadsheet keeps as a number or a day becomes the text that a CSV would have. */
const textOfValue = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new FileUnreadable('NOT_A_TABLE');
};

async function* decoded(bytes: AsyncGenerator<Uint8Array>): AsyncGenerator<string> {
  // It takes the mark of the encoding away.
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true });
    yield decoder.decode();
  } catch (error) {
    if (error instanceof TypeError) throw new FileUnreadable('NOT_UTF_8');
    throw error;
  }
}
