import { wordsOfHeader } from '../../functions/bulk/words.ts';
import { systemClock, vietnamDayOf, type Clock } from '../../functions/core/clock.ts';
import { followListsInForce } from '../../functions/handlers/follow-lists.ts';
import { createKiosks } from '../../functions/kiosks/kiosks.ts';
import type { Actor } from '../../functions/permission/actor.ts';
import type { MainTable } from '../../functions/storage/client.ts';
import { createTeams } from '../../functions/teams/teams.ts';
import { linesOfUnitFailure, linesOfUnitImport } from '../../functions/units/import-lines.ts';
import { importUnitList } from '../../functions/units/import-list.ts';
import { unitColumns, type UnitCells } from '../../functions/units/listed-row.ts';
import type { ReportLanguage } from '../../functions/units/report-language.ts';

/** A table of a file: the names of its columns in lower case, and its rows by them. */
export type UnitTable = {
  readonly header: readonly string[];
  readonly rows: AsyncIterable<{ readonly row: Readonly<Record<string, string>> }> | Iterable<{ readonly row: Readonly<Record<string, string>> }>;
};

export type ImportUnitsCommand = {
  /** The day from which the list is in force: `2027-01-01`. */
  readonly version: string;
  readonly dryRun?: boolean;
  readonly language?: ReportLanguage;
  readonly clock?: Clock;
  /** Aborted, it stops between two steps; what has not followed yet does so with the next run of what is due. */
  readonly signal?: AbortSignal;
};

/** Whoever can start a command beside the table acts as its operator. */
const operator = (version: string): Actor => ({ kind: 'official', officialId: 'command-line', role: 'OPERATOR', unitVersion: version });

const REQUIRED = ['code', 'name', 'province_code'] as const;

/**
 * `npm run import -- units FILE`: what an operator reads, and whether the list is in now (or would be, in a dry run). Of a list
 * that is in force already, teams, kiosks and requests follow before it ends, whether or not a system is running beside it.
 */
export const importUnitsOfTable = async (main: MainTable, { header, rows }: UnitTable, command: ImportUnitsCommand) => {
  const { version, dryRun = false, language = 'en', clock = systemClock, signal } = command;
  const known: readonly string[] = unitColumns;
  const missing = REQUIRED.filter((name) => !header.includes(name));
  // Most likely a slip, so it is refused and not passed over.
  const unknown = header.filter((name) => name !== '' && !known.includes(name));
  if (missing.length > 0 || unknown.length > 0) {
    return { ok: false, lines: wordsOfHeader({ missing, unknown, known: unitColumns }, language).map(({ problem, howToMend }) => `${problem} ${howToMend}`) };
  }
  const result = await importUnitList(main, cellsOf(rows), {
    version,
    actor: operator(version),
    now: clock(),
    teamsOfCommune: createTeams(main).teamsOfCommune,
    kiosksOfCommune: createKiosks(main).kiosksWithin,
    dryRun,
  });
  if (!result.ok) return { ok: false, lines: linesOfUnitFailure(result.failure, language) };
  const inForce = !dryRun && result.value.formerVersion !== undefined && version <= vietnamDayOf(clock());
  const followed = inForce ? await followListsInForce(main, clock, () => signal?.aborted !== true) : undefined;
  return { ok: true, lines: linesOfUnitImport(result.value, language, followed) };
};

async function* cellsOf(rows: UnitTable['rows']): AsyncGenerator<UnitCells> {
  for await (const { row } of rows) yield row;
}
