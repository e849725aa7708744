import type { ExportWhat } from '../../functions/bulk/export.ts';
import { wordsOfCell } from '../../functions/bulk/words.ts';
import type { Context } from '../base/context.ts';
import { toProblem } from '../base/problems.ts';
import type { ImportRowsInput } from '../types.generated.ts';

/** Hands rows to the use case, and gives each problem its words. Of two cells of one column the last counts. */
export const importRows = async (what: ExportWhat, { importId, rows, dryRun }: ImportRowsInput, context: Context) => {
  const result = await context.station.bulk.importRows(context.principal, {
    what,
    importId: importId.toLowerCase(),
    dryRun,
    rows: rows.map(({ line, cells }) => ({ line, row: Object.fromEntries(cells.map(({ column, text }) => [column, text])) })),
  });
  if (!result.ok) return toProblem(context, result.failure);
  const { counts, refused } = result.value;
  return {
    __typename: 'ImportedRows' as const,
    added: counts.added,
    changed: counts.changed,
    unchanged: counts.unchanged,
    refused: refused.map(({ line, problems }) => ({ line, problems: problems.map((problem) => inWords(problem, context)) })),
  };
};

const inWords = (cell: Parameters<typeof wordsOfCell>[0] & { readonly column: string }, { language }: Context) => {
  const { problem, howToMend } = wordsOfCell(cell, language);
  return { column: cell.column, message: problem, nextStep: howToMend };
};
