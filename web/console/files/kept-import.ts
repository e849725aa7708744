import type { Tally } from './send-parts.ts';

export type FileKind = 'TEAMS' | 'MEMBERS';

/** How a chosen file is known again. */
export type FileMark = { readonly name: string; readonly size: number; readonly modified: number };

/** How far an import came: enough to go on with the same file, and no cell of it. */
export type KeptImport = {
  readonly version: 1;
  readonly kind: FileKind;
  readonly importId: string;
  readonly file: FileMark;
  /** Rows of the file that are done with, from the first, and how many there are. */
  readonly done: number;
  readonly total: number;
  readonly tally: Tally;
  /** Lines that were refused: they are asked again, so that what is wrong with them is known again. */
  readonly refusedLines: readonly number[];
};

/** It ends with the tab: somebody else's next session begins without it. */
const KEY = 'tram-so.console.import';

export const markOf = ({ name, size, lastModified }: File): FileMark => ({ name, size, modified: lastModified });
export const isSameFile = (one: FileMark, other: FileMark): boolean => one.name === other.name && one.size === other.size && one.modified === other.modified;

export const keepImport = (kept: KeptImport | undefined): void => {
  try {
    if (kept === undefined) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, JSON.stringify(kept));
  } catch (error) {
    // Without storage, or with a full one, it begins anew after a reload: rows that come twice change nothing.
    if (!(error instanceof DOMException)) throw error;
  }
};

export const keptImport = (): KeptImport | undefined => {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
    return isKept(kept) ? kept : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof DOMException) return undefined;
    throw error;
  }
};

/** Only this page writes there, in this shape; another version of it may have been. */
const isKept = (kept: unknown): kept is KeptImport => typeof kept === 'object' && kept !== null && 'version' in kept && kept.version === 1;
