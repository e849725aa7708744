import { withMark, withoutMark } from './cell.ts';
import type { RefusedRow } from './import.ts';
import type { SheetRow } from './sheet.ts';
import { wordsOfCell, type BulkLanguage } from './words.ts';

/** What is added to a refused row. An import passes over these columns, so that a corrected file can come again as it is. */
export const refusalColumns = ['problem_column', 'problem', 'how_to_mend'] as const;

const isRefusalColumn = (name: string): boolean => (refusalColumns as readonly string[]).includes(name);

/** The columns that say something: without those that an earlier import added. */
export const saidColumns = (header: readonly string[]): readonly string[] => header.filter((name) => !isRefusalColumn(name));

/** A refused row with what is wrong with it: the same cells, and all of its problems, parted by ` | `. */
export const rowOfRefusal = ({ row, problems }: RefusedRow, header: readonly string[], language: BulkLanguage): SheetRow => {
  const words = problems.map((problem) => wordsOfCell(problem, language));
  const cells = saidColumns(header).map((name) => [name, withMark(withoutMark(row[name] ?? ''))]);
  return {
    ...(Object.fromEntries(cells) as SheetRow),
    problem_column: problems.map(({ column }) => column).join(' | '),
    problem: words.map(({ problem }) => problem).join(' | '),
    how_to_mend: words.map(({ howToMend }) => howToMend).join(' | '),
  };
};
