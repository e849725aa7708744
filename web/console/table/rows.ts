/** What a table does with its rows before it draws them. Pure: rows in, rows out; the order of equal rows stays. */

export type Column<Row> = {
  readonly key: string;
  readonly title: string;
  /** What is sorted and searched. */
  readonly value: (row: Row) => string | number;
  /** Pixels at the usual letter size; the widest takes what is left. */
  readonly width: number;
  readonly numeric?: boolean;
  /** Cannot be hidden: without it a row says nothing. */
  readonly always?: boolean;
};

export type Order = { readonly column: string; readonly descending: boolean };

/** Letters without marks, in lower case: "Hoà" and "hoa" are the same to whoever searches. */
export const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/giu, 'd')
    .toLowerCase();

/** 'Tổ 2' stands before 'Tổ 10', and 'Đ' after 'D'. */
const collator = new Intl.Collator('vi', { numeric: true, sensitivity: 'variant' });

const compare = (a: string | number, b: string | number): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));

export const sortRows = <Row>(rows: readonly Row[], columns: readonly Column<Row>[], order: Order | undefined): readonly Row[] => {
  const column = columns.find(({ key }) => key === order?.column);
  if (order === undefined || column === undefined) return rows;
  // Each value is taken once: 5,000 rows are compared some 60,000 times.
  const keyed = rows.map((row) => ({ row, value: column.value(row) }));
  const sign = order.descending ? -1 : 1;
  return keyed.sort((a, b) => sign * compare(a.value, b.value)).map(({ row }) => row);
};

/** The text of each row in which a search looks, made once for a set of rows. */
export const searchTexts = <Row>(rows: readonly Row[], columns: readonly Column<Row>[]): readonly string[] =>
  rows.map((row) => folded(columns.map(({ value }) => value(row)).join(' ')));

/** The rows in which every word of the search is found. */
export const filterRows = <Row>(rows: readonly Row[], texts: readonly string[], search: string): readonly Row[] => {
  const words = folded(search).split(/\s+/u).filter((word) => word !== '');
  return words.length === 0 ? rows : rows.filter((_row, at) => words.every((word) => texts[at]?.includes(word) === true));
};

/** The next order when a heading is pressed: up, down, and as it came. */
export const nextOrder = (order: Order | undefined, column: string): Order | undefined => {
  if (order?.column !== column) return { column, descending: false };
  return order.descending ? undefined : { column, descending: true };
};
