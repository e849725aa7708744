import type { ImportCounts } from '../../functions/bulk/import.ts';
import { parseImportFlags, type ImportFlags } from './bulk-flags.ts';
import { DONE, FAILED, runCommand, SOME_REFUSED, type CommandParts } from './command.ts';
import { openDatabaseAtHand, versionAtHand } from './database-at-hand.ts';
import { checkTable, importTable, lineOfRefusal, openTable, rowsOfTable } from './import-table.ts';
import { importUnitsOfTable } from './import-units.ts';
import { startingFolders } from './places.ts';
import { openRefusedFile } from './refused-file.ts';

/** So many refused rows are shown; all of them are in the file of the refused. */
const ROWS_SHOWN = 10;

/** `npm run import -- teams|members|units FILE`: see docs/import.md. */
const main = async (): Promise<void> => {
  const flags = parseImportFlags(process.argv.slice(2), startingFolders());
  if (!flags.ok) {
    process.stderr.write(`${flags.failure.line}\n`);
    process.exitCode = FAILED;
    return;
  }
  await runCommand((parts) => importFile(flags.value, parts), flags.value.language);
};

const importFile = async (flags: ImportFlags, parts: CommandParts): Promise<number> => {
  const { what, file, data, dryRun, language } = flags;
  const { lifetime, progress, say } = parts;
  if (what === 'units') return importUnits(flags, parts);
  const checked = await progress.step(`Reading ${file}`, () => checkTable(what, file, language, lifetime.signal));
  const { header, rows: total } = checked;
  const database = await openDatabaseAtHand(data, parts);
  const unitVersion = await versionAtHand(database.main);
  // Asked for first: without it, nothing of a file with numbers is begun.
  if (what === 'members' && header.includes('phone')) await database.contactKey();
  const refused = openRefusedFile(file, header, language);
  await lifetime.onStop(() => refused.giveUp());
  let shown = 0;
  let done = 0;
  const counts = await progress.step(dryRun ? `Trying ${what}` : `Importing ${what}`, (report) =>
    importTable(what, database, {
      unitVersion,
      rows: rowsOfTable(what, file, checked, lifetime.signal),
      total,
      signal: lifetime.signal,
      dryRun,
      onRefused: async (row) => {
        shown += 1;
        if (shown <= ROWS_SHOWN) say(lineOfRefusal(row, language));
        await refused.add(row);
      },
      onProgress: (count) => report((done += count), total),
    }),
  );
  await refused.finish();
  say(summary(counts, dryRun, language));
  if (counts.refused === 0) return DONE;
  say(language === 'vi' ? `Các dòng bị từ chối nằm trong ${refused.path}: sửa rồi nhập tệp đó.` : `The refused rows are in ${refused.path}: mend them and import that file.`);
  return SOME_REFUSED;
};

const importUnits = async ({ file, data, dryRun, language, version = '' }: ImportFlags, parts: CommandParts): Promise<number> => {
  const table = await openTable(file);
  const { main: mainTable } = await openDatabaseAtHand(data, parts);
  const { ok, lines } = await importUnitsOfTable(mainTable, table, { version, dryRun, language, signal: parts.lifetime.signal });
  for (const line of lines) parts.say(line);
  return ok ? DONE : FAILED;
};

const summary = (counts: ImportCounts, dryRun: boolean, language: 'vi' | 'en'): string => {
  const [added, changed, unchanged, refused] = [counts.added, counts.changed, counts.unchanged, counts.refused].map((count) => count.toLocaleString(language)) as [string, string, string, string];
  return language === 'vi'
    ? `${dryRun ? 'Chỉ thử, chưa ghi gì: ' : ''}${added} thêm mới, ${changed} thay đổi, ${unchanged} giữ nguyên, ${refused} bị từ chối.`
    : `${dryRun ? 'Only tried, nothing was written: ' : ''}${added} added, ${changed} changed, ${unchanged} unchanged, ${refused} refused.`;
};

await main();
