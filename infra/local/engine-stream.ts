import { DatabaseSync } from 'node:sqlite';

/** How long to wait for the engine when it is writing itself. */
const BUSY_MILLISECONDS = 5000;

/**
 * Gives the engine's list of stream records the index that it lacks. With every write it looks for the highest sequence
 * number of the table, through all records that there are: after 8,000 writes it took a fifth of the speed, and ever more
 * after that. With the index a write takes as long at the end of a whole country as at its beginning. SQLite's index holds
 * nothing that the engine has to know of; an engine that names things otherwise is left as it is.
 */
export const indexStream = (database: string): void => {
  const sqlite = new DatabaseSync(database, { timeout: BUSY_MILLISECONDS });
  try {
    const columns = sqlite.prepare("SELECT name FROM pragma_table_info('_stream_records')").all().map(({ name }) => name);
    if (!columns.includes('table_name') || !columns.includes('sequence_number')) return;
    sqlite.exec('CREATE INDEX IF NOT EXISTS tram_so_stream_order ON _stream_records (table_name, CAST(sequence_number AS INTEGER))');
  } finally {
    sqlite.close();
  }
};
