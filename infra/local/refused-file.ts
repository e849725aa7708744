import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import type { RefusedRow } from '../../functions/bulk/import.ts';
import { rowOfRefusal } from '../../functions/bulk/refused-rows.ts';
import type { BulkLanguage } from '../../functions/bulk/words.ts';
import { csvLines } from '../../table-files/csv.ts';
import { refusalColumns, saidColumns } from '../../table-files/refused-rows.ts';

/** The file of the rows that were refused, beside the one that is imported. */
export type RefusedFile = {
  readonly path: string;
  readonly add: (row: RefusedRow) => Promise<void>;
  /** Puts the file in place of that of an earlier import; when nothing was refused now, there is none. */
  readonly finish: () => Promise<void>;
  /** Leaves things as they were before. */
  readonly giveUp: () => Promise<void>;
};

/** Names of people and their numbers may be in it, as in the file that it comes from. */
const OWNER_ONLY = 0o600;

/** Memory does not grow with the rows; the file is begun with the first of them. */
export const openRefusedFile = (imported: string, header: readonly string[], language: BulkLanguage): RefusedFile => {
  const path = `${imported}.refused.csv`;
  const beside = `${path}.new`;
  const columns = [...saidColumns(header), ...refusalColumns];
  let file: FileHandle | undefined;
  // Several communes are imported at once; their rows come one after the other.
  let writing: Promise<void> = Promise.resolve();
  const write = async (row: RefusedRow): Promise<void> => {
    if (file === undefined) {
      file = await open(beside, 'w', OWNER_ONLY);
      await file.writeFile(`\u{FEFF}${csvLines([columns])}`);
    }
    const cells = rowOfRefusal(row, header, language);
    await file.writeFile(csvLines([columns.map((name) => cells[name] ?? '')]));
  };
  return {
    path,
    add: (row) => (writing = writing.then(() => write(row))),
    finish: async () => {
      await writing;
      await file?.close();
      if (file === undefined) await rm(path, { force: true });
      else await rename(beside, path);
    },
    giveUp: async () => {
      await writing.catch(() => undefined);
      await file?.close();
      await rm(beside, { force: true });
    },
  };
};
