import type { DueRow } from './due-store.dynamo.ts';

type Head = { readonly rows: AsyncGenerator<DueRow, undefined>; readonly row: DueRow };

/** Rows of several parts, each in order, as one list in order. Each part is read only as far as it is needed. */
export const earliestFirst = async function* (parts: readonly AsyncGenerator<DueRow, undefined>[]): AsyncGenerator<DueRow, undefined> {
  const headOf = async (rows: AsyncGenerator<DueRow, undefined>): Promise<Head | undefined> => {
    const { value } = await rows.next();
    return value === undefined ? undefined : { rows, row: value };
  };
  let heads = (await Promise.all(parts.map(headOf))).filter((head) => head !== undefined);
  while (heads.length > 0) {
    const earliest = heads.reduce((one, other) => (other.row.dueSort < one.row.dueSort ? other : one));
    yield earliest.row;
    const next = await headOf(earliest.rows);
    heads = heads.flatMap((head) => (head === earliest ? (next === undefined ? [] : [next]) : [head]));
  }
};
