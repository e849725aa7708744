import { FileUnreadable, type FileReason } from '../../../table-files/file-unreadable.ts';
import { headerProblems } from '../../../table-files/header.ts';
import { readTable, type NumberedRow, type Table } from '../../../table-files/read-table.ts';
import type { FileColumn } from './parts.ts';

/** Why a file cannot be imported at all. `gone`: it was moved or changed since it was chosen. */
export type FileTrouble =
  | { readonly what: 'unreadable'; readonly reason: FileReason; readonly line: number | undefined }
  | { readonly what: 'header'; readonly missing: readonly string[]; readonly unknown: readonly string[] }
  | { readonly what: 'noRows' | 'gone' };

export type OpenedFile = { readonly header: readonly string[]; readonly total: number };

/** Safari and older Chromium cannot loop over a stream. */
async function* bytesOf(file: Blob): AsyncGenerator<Uint8Array> {
  const reader = file.stream().getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    await reader.cancel();
  }
}

/** The rows of a file from its start. Throws what `troubleOf` words. */
export const tableOf = (file: Blob): Promise<Table> => readTable(bytesOf(file));

export async function* rowsOf(file: Blob): AsyncGenerator<NumberedRow> {
  yield* (await tableOf(file)).rows;
}

/** Reads a file once, before anything is sent: whether all of it can be read, and how many rows it has. */
export const openFile = async (file: Blob, columns: readonly FileColumn[], signal: AbortSignal): Promise<OpenedFile | FileTrouble> => {
  const { header, rows } = await tableOf(file);
  const problems = headerProblems(columns, header);
  if (problems.missing.length > 0 || problems.unknown.length > 0) return { what: 'header', ...problems };
  let total = 0;
  for await (const _row of rows) {
    signal.throwIfAborted();
    total += 1;
  }
  return total === 0 ? { what: 'noRows' } : { header, total };
};

/** What reading threw, if it is the file's fault; otherwise it is thrown on. */
export const troubleOf = (error: unknown): FileTrouble => {
  if (error instanceof FileUnreadable) return { what: 'unreadable', reason: error.reason, line: error.line };
  if (error instanceof DOMException && (error.name === 'NotReadableError' || error.name === 'NotFoundError')) return { what: 'gone' };
  throw error;
};
