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

/** So many characters are gathered before they are written out. */
const CHUNK_CHARACTERS = 100_000;

/** Memory does not grow with the rows; the file is begun with the first of them. */
export const openRefusedFile = (imported: string, header: readonly string[], language: BulkLanguage): RefusedFile => {
  const path = `${imported}.refused.csv`;
  const beside = `${path}.new`;
  const columns = [...saidColumns(header), ...refusalColumns];
  let file: FileHandle | undefined;
  let text = '';
  let begun = false;
  // Several communes are imported at once; their rows come one after the other.
  let writing: Promise<void> = Promise.resolve();
  const writeOut = (): Promise<void> => {
    const chunk = text;
    text = '';
    return (writing = writing.then(async () => {
      file ??= await open(beside, 'w', OWNER_ONLY);
      await file.writeFile(chunk);
    }));
  };
  return {
    path,
    add: async (row) => {
      if (!begun) text = `\u{FEFF}${csvLines([columns])}`;
      begun = true;
      const cells = rowOfRefusal(row, header, language);
      text += csvLines([columns.map((name) => cells[name] ?? '')]);
      if (text.length >= CHUNK_CHARACTERS) await writeOut();
    },
    finish: async () => {
      if (text !== '') await writeOut();
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
