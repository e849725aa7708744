/** Files are read alike here and in an office's browser; see table-files/README.md. */
export { readTable, type NumberedRow, type Table } from '../../table-files/read-table.ts';
export { FileUnreadable, type FileReason } from '../../table-files/file-unreadable.ts';
