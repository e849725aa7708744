import type { ExportWhat } from '../../functions/bulk/export.ts';
import type { ImportCounts } from '../../functions/bulk/import.ts';
import { openDatabaseAtHand, versionAtHand } from '../../infra/local/database-at-hand.ts';
import { checkTable, importTable, rowsOfTable } from '../../infra/local/import-table.ts';
import { createLifetime } from '../../infra/local/lifetime.ts';
import { createProgress } from '../../infra/local/progress.ts';
import { ownCpuSeconds } from './cpu-seconds.ts';

/** What one import took: seconds of the command's work, of processors (with its children's), and the most memory that its process held. */
export type MeasuredImport = { readonly counts: ImportCounts; readonly seconds: number; readonly cpuSeconds: number; readonly peakMegabytes: number };

/** One import in a process of its own, as `npm run import` does it beside a running system: `what file dataFolder`. */
const [what, file = '', data = ''] = process.argv.slice(2) as [ExportWhat, string, string];
const began = performance.now();
const lifetime = createLifetime((error) => console.error(error));
const checked = await checkTable(what, file, 'en', lifetime.signal);
const database = await openDatabaseAtHand(data, { lifetime, progress: createProgress({ write: () => undefined }), say: () => undefined });
const counts = await importTable(what, database, {
  unitVersion: await versionAtHand(database.main),
  rows: rowsOfTable(what, file, checked, lifetime.signal),
  total: checked.rows,
  signal: lifetime.signal,
  dryRun: false,
  onRefused: ({ line, problems }) => Promise.reject(new Error(`line ${line} of the bench was refused: ${JSON.stringify(problems)}`)),
  onProgress: () => undefined,
});
await lifetime.stop();
const measured: MeasuredImport = {
  counts,
  seconds: (performance.now() - began) / 1000,
  cpuSeconds: await ownCpuSeconds(),
  // Kilobytes (getrusage(2)).
  peakMegabytes: process.resourceUsage().maxRSS / 1024,
};
process.stdout.write(JSON.stringify(measured), () => process.exit());
