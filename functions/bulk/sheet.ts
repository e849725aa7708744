import type { SheetRow } from '../../table-files/read-table.ts';
import { cleanCell, refuse } from './cell.ts';
import type { CellReading, CellRefusal } from './cell.ts';

export type { SheetRow };

/** One column of an import or export. */
export type Column<Value> = {
  readonly required: boolean;
  /** Personal data: what stands there is never repeated in a problem, a log or a report. */
  readonly personal?: true;
  /** Rows of one file differ in the columns that identify, taken together. */
  readonly identifies?: true;
  /** A device seals what stands there before it sends it. */
  readonly sealed?: true;
  readonly read: (text: string) => CellReading<Value>;
};

export type Columns = Readonly<Record<string, Column<unknown>>>;

/** What was read of a row; a cell that is empty, or whose column is not there, says nothing. */
export type ReadRow<Sheet extends Columns> = {
  readonly [Name in keyof Sheet]: Sheet[Name] extends Column<infer Value> ? Value | undefined : never;
};

/** What is wrong with one cell. `value` is left out where it is personal. */
export type CellProblem = CellRefusal & { readonly column: string; readonly value?: string };

/** So much of a value is repeated in a problem. */
const VALUE_CHARACTERS = 60;

/** Reads a row by its columns: all that is wrong with it at once, not only the first. */
export const readRow = <const Sheet extends Columns>(
  sheet: Sheet,
  row: SheetRow,
): { readonly ok: true; readonly value: ReadRow<Sheet> } | { readonly ok: false; readonly problems: readonly CellProblem[] } => {
  const values: Record<string, unknown> = {};
  const problems: CellProblem[] = [];
  for (const [name, column] of Object.entries(sheet)) {
    const text = cleanCell(row[name] ?? '');
    const reading = readCell(column, text);
    if (reading === undefined) continue;
    if (reading.ok) values[name] = reading.value;
    else problems.push(problemOf(name, column, text, reading));
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: values as ReadRow<Sheet> };
};

const readCell = ({ required, read }: Column<unknown>, text: string): CellReading<unknown> | undefined => {
  if (text !== '') return read(text);
  return required ? refuse('MISSING') : undefined;
};

/** The problem of a column that is known by its name. */
export const problemOf = (name: string, column: Column<unknown>, text: string, { reason, allowed }: CellRefusal): CellProblem => ({
  column: name,
  reason,
  ...(allowed === undefined ? {} : { allowed }),
  ...(column.personal === true || text === '' ? {} : { value: shortened(text) }),
});

const shortened = (text: string): string => {
  const characters = [...text];
  return characters.length <= VALUE_CHARACTERS ? text : `${characters.slice(0, VALUE_CHARACTERS).join('')}…`;
};
