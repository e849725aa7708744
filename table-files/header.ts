import { saidColumns } from './refused-rows.ts';

export type NamedColumn = { readonly name: string; readonly required: boolean };

/**
 * What is wrong with a file's first line. A name that no column has is most likely a slip, so it is told and not passed over; the
 * columns that an earlier import added say nothing.
 */
export const headerProblems = (columns: readonly NamedColumn[], header: readonly string[]): { readonly missing: readonly string[]; readonly unknown: readonly string[] } => ({
  missing: columns.flatMap(({ name, required }) => (required && !header.includes(name) ? [name] : [])),
  unknown: saidColumns(header).filter((name) => name !== '' && columns.every((column) => column.name !== name)),
});
