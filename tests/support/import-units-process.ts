import { connect } from '../../functions/storage/client.ts';
import { importUnitsOfTable } from '../../infra/local/import-units.ts';

/** What `npm run import -- units` does, in a process that can be killed: VERSION and ROWS (JSON) say what is imported. */
const { DYNAMODB_ENDPOINT: endpoint = '', VERSION: version = '', ROWS = '[]' } = process.env;
const rows = JSON.parse(ROWS) as Record<string, string>[];
const { ok, lines } = await importUnitsOfTable(
  { client: connect({ endpoint }), name: 'main' },
  { header: Object.keys(rows.at(-1) ?? {}), rows: rows.map((row) => ({ row })) },
  { version },
);
process.stdout.write(`${lines.join('\n')}\n`);
process.exitCode = ok ? 0 : 1;
