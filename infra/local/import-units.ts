import { systemClock } from '../../functions/core/clock.ts';
import type { Actor } from '../../functions/permission/actor.ts';
import type { MainTable } from '../../functions/storage/client.ts';
import { createTeams } from '../../functions/teams/teams.ts';
import { linesOfUnitFailure, linesOfUnitImport } from '../../functions/units/import-lines.ts';
import { importUnitList } from '../../functions/units/import-list.ts';
import { unitColumns, type UnitCells } from '../../functions/units/listed-row.ts';

/** A table of a file: the names of its columns in lower case, and its rows by them. */
export type UnitTable = {
  readonly header: readonly string[];
  readonly rows: AsyncIterable<{ readonly row: Readonly<Record<string, string>> }> | Iterable<{ readonly row: Readonly<Record<string, string>> }>;
};

export type ImportUnitsCommand = {
  /** The day from which the list is in force: `2027-01-01`. */
  readonly version: string;
  readonly dryRun?: boolean;
};

/** Whoever can start a command beside the table acts as its operator. */
const operator = (version: string): Actor => ({ kind: 'official', officialId: 'command-line', role: 'OPERATOR', unitVersion: version });

const REQUIRED = ['code', 'name', 'province_code'] as const;

/** `npm run import -- units FILE`: what an operator reads, and whether the list is in now (or would be, in a dry run). */
export const importUnitsOfTable = async (main: MainTable, { header, rows }: UnitTable, { version, dryRun = false }: ImportUnitsCommand) => {
  const known: readonly string[] = unitColumns;
  const missing = REQUIRED.filter((name) => !header.includes(name));
  // Most likely a slip, so it is refused and not passed over.
  const unknown = header.filter((name) => name !== '' && !known.includes(name));
  if (missing.length > 0 || unknown.length > 0) {
    return {
      ok: false,
      lines: [
        ...missing.map((name) => `The column "${name}" is missing in the first line.`),
        ...unknown.map((name) => `No column is called "${name}": there are ${unitColumns.join(', ')}.`),
      ],
    };
  }
  const result = await importUnitList(main, cellsOf(rows), {
    version,
    actor: operator(version),
    now: systemClock(),
    teamsOfCommune: createTeams(main).teamsOfCommune,
    dryRun,
  });
  return result.ok ? { ok: true, lines: linesOfUnitImport(result.value) } : { ok: false, lines: linesOfUnitFailure(result.failure) };
};

async function* cellsOf(rows: UnitTable['rows']): AsyncGenerator<UnitCells> {
  for await (const { row } of rows) yield row;
}
