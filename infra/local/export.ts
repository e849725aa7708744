import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { keepLine } from '../../functions/audit/audit.ts';
import { exportColumns, exportRows } from '../../functions/bulk/export.ts';
import { lineOfExport } from '../../functions/bulk/export-line.ts';
import type { SheetRow } from '../../functions/bulk/sheet.ts';
import { writeTable } from '../../functions/bulk/write-table.ts';
import { systemClock } from '../../functions/core/clock.ts';
import { createTeams } from '../../functions/teams/teams.ts';
import { createUnits } from '../../functions/units/units.ts';
import { parseExportFlags, type ExportFlags } from './bulk-flags.ts';
import { DONE, FAILED, runCommand, type CommandParts } from './command.ts';
import { openDatabaseAtHand, versionAtHand } from './database-at-hand.ts';
import { operatorAt } from './import-table.ts';
import { startingFolders } from './places.ts';
import { StartProblem } from './start-problem.ts';

/** Names of people are in it. */
const OWNER_ONLY = 0o600;

/** `npm run export -- teams|members FILE`: see docs/import.md. */
const main = async (): Promise<void> => {
  const flags = parseExportFlags(process.argv.slice(2), startingFolders());
  if (!flags.ok) {
    process.stderr.write(`${flags.failure.line}\n`);
    process.exitCode = FAILED;
    return;
  }
  await runCommand((parts) => exportFile(flags.value, parts), 'en');
};

const exportFile = async ({ what, file, format, data, unit }: ExportFlags, parts: CommandParts): Promise<number> => {
  const { lifetime, progress, say } = parts;
  const { main: mainTable } = await openDatabaseAtHand(data, parts);
  const unitVersion = await versionAtHand(mainTable);
  const units = createUnits(mainTable);
  if (unit !== undefined && (await units.unit(unitVersion, unit)) === undefined) {
    throw new StartProblem(`The list of units of ${unitVersion} has no unit ${unit}: give a code of 2 digits (province) or 5 (commune).`);
  }
  await keepLine(mainTable, lineOfExport(what, { unitVersion, unitCode: unit }, operatorAt(unitVersion), systemClock(), randomUUID()));
  let count = 0;
  const counted = async function* (rows: AsyncIterable<SheetRow>): AsyncGenerator<SheetRow> {
    for await (const row of rows) {
      lifetime.signal.throwIfAborted();
      count += 1;
      yield row;
    }
  };
  const rows = exportRows({ units, teams: createTeams(mainTable) }, what, { unitVersion, unitCode: unit });
  await progress.step(`Exporting ${what}`, () => writeWholeStream(file, writeTable(format, exportColumns[what], counted(rows))));
  say(`${count.toLocaleString('en')} ${what} written to ${file}.`);
  return DONE;
};

/** Whole or not at all: a file that was cut short looks like one with fewer teams. */
const writeWholeStream = async (file: string, bytes: AsyncIterable<Uint8Array>): Promise<void> => {
  const beside = `${file}.new`;
  try {
    const handle = await open(beside, 'w', OWNER_ONLY);
    try {
      // Not `write`, which on a disk that becomes full writes a part and says nothing.
      for await (const chunk of bytes) await handle.writeFile(chunk);
      await handle.datasync();
    } finally {
      await handle.close();
    }
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
};

await main();
