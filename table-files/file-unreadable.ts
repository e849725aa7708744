/** Why a whole file cannot be read. */
export type FileReason = 'EMPTY' | 'NOT_UTF_8' | 'NOT_A_TABLE' | 'LINE_TOO_LONG' | 'TOO_MANY_COLUMNS';

/** `line` where it is known; the header is 1. */
export class FileUnreadable extends Error {
  override readonly name = 'FileUnreadable';
  readonly reason: FileReason;
  readonly line: number | undefined;

  constructor(reason: FileReason, line?: number) {
    super(line === undefined ? reason : `${reason} at line ${line}`);
    this.reason = reason;
    this.line = line;
  }
}
