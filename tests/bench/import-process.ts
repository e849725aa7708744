import { createReadStream } from 'node:fs';
import type { ExportWhat } from '../../functions/bulk/export.ts';
import type { ImportCounts } from '../../functions/bulk/import.ts';
import { readTable } from '../../functions/bulk/table-file.ts';
import { contactKeyAtHand } from '../../infra/local/contact-key.ts';
import { versionAtHand } from '../../infra/local/database-at-hand.ts';
import { checkTable, importTable } from '../../infra/local/import-table.ts';
import { tablesAt } from '../support/bulk-system.ts';

/** What one import took: whole seconds of the command's work, and the most memory that its process held. */
export type MeasuredImport = { readonly counts: ImportCounts; readonly seconds: number; readonly peakMegabytes: number };

/** One import in a process of its own, as `npm run import` does it: `what file endpoint dataFolder`. */
const [what, file = '', endpoint = '', data = ''] = process.argv.slice(2) as [ExportWhat, string, string, string];
const began = performance.now();
await checkTable(what, file, 'en', new AbortController().signal);
const { main, contacts } = tablesAt(endpoint);
const counts = await importTable(what, { main, contacts, contactKey: () => contactKeyAtHand(data) }, {
  unitVersion: await versionAtHand(main),
  rows: (await readTable(createReadStream(file))).rows,
  dryRun: false,
  onRefused: ({ line, problems }) => Promise.reject(new Error(`line ${line} of the bench was refused: ${JSON.stringify(problems)}`)),
  onProgress: () => undefined,
});
const measured: MeasuredImport = {
  counts,
  seconds: (performance.now() - began) / 1000,
  // Kilobytes (getrusage(2)).
  peakMegabytes: process.resourceUsage().maxRSS / 1024,
};
process.stdout.write(JSON.stringify(measured));
