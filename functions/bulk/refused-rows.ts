import * as file from '../../table-files/refused-rows.ts';
import type { RefusedRow } from './import.ts';
import type { SheetRow } from './sheet.ts';
import { wordsOfCell, type BulkLanguage } from './words.ts';

/** A refused row with what is wrong with it in words, for a file that is mended and imported again. */
export const rowOfRefusal = ({ row, problems }: RefusedRow, header: readonly string[], language: BulkLanguage): SheetRow =>
  file.rowOfRefusal(
    row,
    problems.map((problem) => ({ column: problem.column, ...wordsOfCell(problem, language) })),
    header,
  );
