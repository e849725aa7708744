import { withMark, withoutMark } from './formula-mark.ts';
import type { SheetRow } from './read-table.ts';

/** What is added to a refused row. An import passes over these columns, so that a corrected file can come again as it is. */
export const refusalColumns = ['problem_column', 'problem', 'how_to_mend'] as const;

const isRefusalColumn = (name: string): boolean => (refusalColumns as readonly string[]).includes(name);

/** The columns that say something: without those that an earlier import added. */
export const saidColumns = (header: readonly string[]): readonly string[] => header.filter((name) => !isRefusalColumn(name));

/** What is wrong with a cell, in words. */
export type ProblemInWords = { readonly column: string; readonly problem: string; readonly howToMend: string };

/** A refused row with what is wrong with it: the same cells, and all of its problems, parted by ` | `. */
export const rowOfRefusal = (row: SheetRow, problems: readonly ProblemInWords[], header: readonly string[]): SheetRow => {
  const cells = saidColumns(header).map((name) => [name, withMark(withoutMark(row[name] ?? ''))]);
  return {
    ...(Object.fromEntries(cells) as SheetRow),
    problem_column: problems.map(({ column }) => column).join(' | '),
    problem: problems.map(({ problem }) => problem).join(' | '),
    how_to_mend: problems.map(({ howToMend }) => howToMend).join(' | '),
  };
};
