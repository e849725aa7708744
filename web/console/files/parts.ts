import type { ImportRowInput } from '../../gql/graphql.ts';
import { withoutMark } from '../../../table-files/formula-mark.ts';
import { phoneOfCell } from '../../../table-files/phone-cell.ts';
import type { NumberedRow } from '../../../table-files/read-table.ts';

/** A column of a file, as the API tells it (`Query.importColumns`). */
export type FileColumn = { readonly name: string; readonly required: boolean; readonly identifies: boolean; readonly sealed: boolean; readonly meaning: string };

/** A row whose like stands on an earlier line of the same file. */
export type Repeat = NumberedRow & { readonly firstLine: number };

/** Some rows of a file that are sent together. */
export type Part = {
  /** How many rows of the file are done with when this part is answered. */
  readonly upTo: number;
  readonly rows: readonly NumberedRow[];
  /** What is sent of them: all but those that repeat another. */
  readonly sent: readonly ImportRowInput[];
  readonly repeats: readonly Repeat[];
};

export type PartsAsked = {
  readonly columns: readonly FileColumn[];
  /** Rows from the start that were answered before and are passed over … */
  readonly done: number;
  /** … except for these lines, which were refused. */
  readonly again: ReadonlySet<number>;
  readonly seal: (phone: string) => Promise<string>;
};

/** As many rows, and about as many bytes, as one request may have: 100, and 100 KB with the question itself. */
const MOST_ROWS = 100;
const MOST_BYTES = 90 * 1024;

/** No cell that can be taken is as long; what is cut off would be refused all the same, and must not fill a request. */
const MOST_CELL_CHARACTERS = 1500;

/** Stands for a number that cannot be sealed because it is none: the service refuses it, and the number stays here. */
const NO_NUMBER = '?';

/**
 * A file's rows in the parts in which they are sent, made while they are read. Memory grows only by what tells rows apart: two
 * rows that mean the same may lie far from each other, where the service cannot see both.
 */
export async function* partsOf(rows: AsyncIterable<NumberedRow>, asked: PartsAsked): AsyncGenerator<Part> {
  const firstLines = new Map<string, number>();
  const identifying = asked.columns.filter(({ identifies }) => identifies);
  let part: { upTo: number; rows: NumberedRow[]; sent: ImportRowInput[]; repeats: Repeat[]; bytes: number } = emptyPart();
  let at = 0;
  for await (const row of rows) {
    const firstLine = firstLineOf(row, identifying, firstLines);
    at += 1;
    if (at <= asked.done && !asked.again.has(row.line)) continue;
    const input = firstLine === undefined ? await inputOf(row, asked) : undefined;
    const bytes = input === undefined ? 0 : bytesOf(input);
    if (part.rows.length === MOST_ROWS || (part.rows.length > 0 && part.bytes + bytes > MOST_BYTES)) {
      yield part;
      part = emptyPart();
    }
    part.rows.push(row);
    part.upTo = at;
    part.bytes += bytes;
    if (input !== undefined) part.sent.push(input);
    else if (firstLine !== undefined) part.repeats.push({ ...row, firstLine });
  }
  if (part.rows.length > 0) yield part;
}

const emptyPart = () => ({ upTo: 0, rows: [], sent: [], repeats: [], bytes: 0 });
const bytesOf = (input: ImportRowInput): number => new TextEncoder().encode(JSON.stringify(input)).length;

/** The line of the first row that is told apart by the same; undefined for that row itself. */
const firstLineOf = ({ line, row }: NumberedRow, identifying: readonly FileColumn[], firstLines: Map<string, number>): number | undefined => {
  const said = identifying.map(({ name }) => clean(row[name] ?? ''));
  // A row that lacks what tells it apart is the service's to refuse.
  if (said.includes('')) return undefined;
  const key = said.join('\n');
  const first = firstLines.get(key);
  if (first === undefined) firstLines.set(key, line);
  return first;
};

const clean = (text: string): string => withoutMark(text).normalize('NFC').replaceAll(/\s+/gu, ' ').trim();

const inputOf = async ({ line, row }: NumberedRow, { columns, seal }: PartsAsked): Promise<ImportRowInput> => {
  const cells = await Promise.all(
    columns.map(async ({ name, sealed }) => {
      const text = row[name] ?? '';
      return { column: name, text: sealed ? await sealedCell(text, seal) : text.slice(0, MOST_CELL_CHARACTERS) };
    }),
  );
  return { line, cells: cells.filter(({ text }) => text.trim() !== '') };
};

const sealedCell = async (text: string, seal: PartsAsked['seal']): Promise<string> => {
  const said = clean(text);
  if (said === '') return '';
  const phone = phoneOfCell(said);
  return phone === undefined ? NO_NUMBER : seal(phone);
};
