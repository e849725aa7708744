import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { auditWrite } from '../../functions/audit/audit.ts';
import { columnsOfFile } from '../../functions/bulk/columns.ts';
import type { ExportWhat } from '../../functions/bulk/export.ts';
import type { ImportAsked, ImportCounts, RefusedRow } from '../../functions/bulk/import.ts';
import { importMembers } from '../../functions/bulk/import-members.ts';
import { importTeams } from '../../functions/bulk/import-teams.ts';
import { readTable, type NumberedRow, type Table } from '../../functions/bulk/table-file.ts';
import { wordsOfCell, wordsOfHeader, type BulkLanguage } from '../../functions/bulk/words.ts';
import { createMemberPhoneKeeper } from '../../functions/contacts/keep-member-phones.ts';
import { systemClock } from '../../functions/core/clock.ts';
import { createKiosks } from '../../functions/kiosks/kiosks.ts';
import type { Actor } from '../../functions/permission/actor.ts';
import { createPermission } from '../../functions/permission/permission.ts';
import { createTeams } from '../../functions/teams/teams.ts';
import { catalogue } from '../../functions/topics/catalogue.ts';
import { createUnits } from '../../functions/units/units.ts';
import { headerProblems } from '../../table-files/header.ts';
import type { DatabaseAtHand } from './database-at-hand.ts';
import { quickWayInto } from './new-people.ts';
import { removeStrays } from './new-rows.ts';
import { quickWayOfTeamsInto } from './new-teams.ts';
import { StartProblem } from './start-problem.ts';
import { createKeyCount, rowsTogether, type Readings } from './together.ts';

const skills = catalogue.skills.map(({ code }) => code);

/** Whoever can start a command beside the table acts as its operator. */
export const operatorAt = (unitVersion: string): Actor => ({ kind: 'official', officialId: 'command-line', role: 'OPERATOR', unitVersion });

export const openTable = (file: string): Promise<Table> => readTable(createReadStream(file));

/** What a first reading of a file tells: its columns, how many rows it has, and how they are best read. */
export type CheckedTable = { readonly header: readonly string[]; readonly rows: number; readonly readings: Readings | undefined };

/** Teams of a commune, and people of a team, come in together where they can. */
const keyOf = (what: ExportWhat, { row }: NumberedRow): string => row[what === 'teams' ? 'unit_code' : 'team_code'] ?? '';

/**
 * Reads the file once before anything is written: how many rows there are, and that all of it can be read. Throws FileUnreadable,
 * and StartProblem when a column is missing or unknown.
 */
export const checkTable = async (what: ExportWhat, file: string, language: BulkLanguage, signal: AbortSignal): Promise<CheckedTable> => {
  const { header, rows } = await openTable(file);
  const columns = columnsOfFile[what];
  const words = wordsOfHeader({ ...headerProblems(columns, header), known: columns.map(({ name }) => name) }, language);
  if (words.length > 0) throw new StartProblem(words.map(({ problem, howToMend }) => `${problem} ${howToMend}`).join('\n'));
  const keys = createKeyCount();
  let count = 0;
  for await (const row of untilStopped(rows, signal)) {
    keys.add(keyOf(what, row));
    count += 1;
  }
  return { header, rows: count, readings: count < QUICK_FROM_ROWS ? undefined : keys.readings() };
};

/** The rows of a file that was checked, those that belong together mostly together. */
export const rowsOfTable = (what: ExportWhat, file: string, { readings }: CheckedTable, signal: AbortSignal): AsyncIterable<NumberedRow> => {
  const read = async function* (): AsyncGenerator<NumberedRow> {
    yield* untilStopped((await openTable(file)).rows, signal);
  };
  return readings === undefined ? read() : rowsTogether(read, (row) => keyOf(what, row), readings);
};

async function* untilStopped<Row>(rows: AsyncIterable<Row>, signal: AbortSignal): AsyncGenerator<Row> {
  for await (const row of rows) {
    signal.throwIfAborted();
    yield row;
  }
}

/** From so many rows on, the quick way costs less than it saves. */
const QUICK_FROM_ROWS = 2_000;

export type ImportTable = Pick<ImportAsked, 'dryRun' | 'onRefused'> &
  Pick<Required<ImportAsked>, 'onProgress'> & {
    readonly unitVersion: string;
    readonly rows: AsyncIterable<NumberedRow>;
    /** How many rows there are. */
    readonly total: number;
    readonly signal: AbortSignal;
  };

/** Imports a file of teams or members as the operator. */
export const importTable = async (
  what: ExportWhat,
  { main, contacts, contactKey, engineFile }: DatabaseAtHand,
  { unitVersion, rows, total, signal, ...asked }: ImportTable,
): Promise<ImportCounts> => {
  const teams = createTeams(main);
  const permission = createPermission({ teams, kiosks: createKiosks(main), units: createUnits(main) });
  const parts = { teams, permission, auditWrite: auditWrite.bind(undefined, main), clock: systemClock };
  const as = { ...asked, actor: operatorAt(unitVersion), importId: randomUUID() };
  const fileOfMany = total < QUICK_FROM_ROWS ? undefined : engineFile;
  if (engineFile !== undefined && !asked.dryRun) await removeStrays(engineFile.database);
  if (what === 'teams') {
    const quick = fileOfMany === undefined ? undefined : quickWayOfTeamsInto({ ...fileOfMany, signal });
    return importTeams({ ...parts, skills, unitVersion, quick }, rows, as);
  }
  let keeper: ReturnType<typeof createMemberPhoneKeeper> | undefined;
  const keepPhones = async (phones: ReadonlyMap<string, string>): Promise<void> => {
    // The key is needed, and asked for, only when there is a number.
    if (phones.size > 0) await (keeper ??= createMemberPhoneKeeper(contacts, await contactKey()))(phones);
  };
  const quick = fileOfMany === undefined ? undefined : quickWayInto({ ...fileOfMany, teamsWithPeople: teams.codesWithMembers, contactKey, signal });
  return importMembers({ ...parts, keepPhones, quick }, rows, as);
};

/** One problem of a row in one line: where, what stands there unless it is personal, what is wrong, how to mend it. */
export const lineOfRefusal = ({ line, problems }: RefusedRow, language: BulkLanguage): string => {
  const where = language === 'vi' ? `Dòng ${line}` : `Line ${line}`;
  return problems
    .map((problem) => {
      const { problem: what, howToMend } = wordsOfCell(problem, language);
      return `${where}, ${problem.column}${problem.value === undefined ? '' : ` “${problem.value}”`}: ${what} ${howToMend}`;
    })
    .join('\n');
};
