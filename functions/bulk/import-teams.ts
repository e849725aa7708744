import type { AuditEntry } from '../audit/audit.ts';
import type { Clock } from '../core/clock.ts';
import { contentHash } from '../core/ids.ts';
import type { Actor } from '../permission/actor.ts';
import type { Permission } from '../permission/permission.ts';
import { may } from '../permission/policy.ts';
import type { TransactWrite } from '../storage/client.ts';
import { MOST_TEAMS_AT_ONCE } from '../teams/add-teams.ts';
import type { Kept, Team } from '../teams/team.ts';
import type { Teams } from '../teams/teams.ts';
import { inParallel, togetherBy } from './chunks.ts';
import type { ImportAsked, ImportCounts, RefusedRow } from './import.ts';
import { lineOfImport, unitOfImport } from './import.ts';
import { createLots } from './lots.ts';
import type { QuickWayOfTeams } from './new-teams.ts';
import { problemOf } from './sheet.ts';
import { readTeamRow, teamOfRow, teamSheetOf } from './team-sheet.ts';
import type { TeamSheet } from './team-sheet.ts';
import type { NumberedRow } from './table-file.ts';

export type ImportTeamsParts = {
  readonly teams: Pick<Teams, 'teams' | 'changeTeam' | 'addTeams' | 'communesWithoutPage' | 'makeRoutable'>;
  readonly permission: Pick<Permission, 'placeOf'>;
  /** Codes of the skills that there are. */
  readonly skills: readonly string[];
  /** The version of the list of units that the codes in the file are of. */
  readonly unitVersion: string;
  readonly auditWrite: (entry: AuditEntry) => TransactWrite;
  /** How teams come into communes that have none, where the database has a quicker way than its API. */
  readonly quick?: QuickWayOfTeams | undefined;
  readonly clock: Clock;
};

/** Rows that are looked at together: enough that the teams of a commune mostly meet, few enough to hold. */
const ROWS_AT_ONCE = 2000;

/** Communes that are written at once: as many as a small engine keeps busy with. */
const COMMUNES_AT_ONCE = 4;

const MOST_ATTEMPTS = 20;

/**
 * Takes teams from the rows of a file: adds those that are new, changes those that differ, leaves the rest, and refuses what
 * cannot be taken, row by row. The same file again changes nothing, so an import that was killed is finished by starting it
 * again. Routing hears of a changed team with its change, and of new ones at the end. Memory grows with the teams of the
 * country, not with the file.
 */
export const importTeams = async (
  parts: ImportTeamsParts,
  rows: AsyncIterable<NumberedRow>,
  asked: ImportAsked,
): Promise<ImportCounts> => {
  const counts = { added: 0, changed: 0, unchanged: 0, refused: 0 };
  const sheet = teamSheetOf(parts.skills);
  const seen = new Map<string, number>();
  const communes = new Set<string>();
  const quick = asked.dryRun ? undefined : parts.quick;
  const lots = createLots();
  const done = (written: Written): void => {
    for (const kind of ['added', 'changed', 'unchanged'] as const) counts[kind] += written[kind];
    asked.onProgress?.(written.added + written.changed + written.unchanged);
  };
  const write = (byCommune: readonly OfCommune[]): Promise<void> =>
    inParallel(byCommune, COMMUNES_AT_ONCE, async ({ communeCode, wanted }) => done(await writeCommune(parts, communeCode, wanted, asked)));
  try {
    for await (const chunk of togetherBy(rows, quick?.rowsAtOnce ?? ROWS_AT_ONCE, ({ row }) => row['unit_code'])) {
      const { wanted, refused } = await judge(parts, sheet, chunk, seen, asked.actor);
      for (const row of refused) await asked.onRefused(row);
      counts.refused += refused.length;
      asked.onProgress?.(refused.length);
      const byCommune = [...Map.groupBy(wanted, ({ after }) => after.communeCode)].map(([communeCode, wanted]) => ({ communeCode, wanted }));
      const { lot, rest } = quick === undefined ? { lot: [], rest: byCommune } : await parted(parts, byCommune, communes);
      for (const { communeCode } of byCommune) communes.add(communeCode);
      // Some of them may be of communes that came in by a lot.
      if (rest.length > 0) await lots.settled();
      if (quick !== undefined && lot.length > 0) {
        await lots.begin(async () => {
          if (!(await bringIn(parts, quick, lot, asked))) return write(lot);
          done({ added: lot.reduce((sum, { wanted }) => sum + wanted.length, 0), changed: 0, unchanged: 0 });
        });
      }
      await write(rest);
    }
  } finally {
    await lots.settled();
  }
  if (!asked.dryRun) await parts.teams.makeRoutable([...communes], parts.clock());
  return counts;
};

type OfCommune = { readonly communeCode: string; readonly wanted: readonly Wanted[] };
type Written = Pick<ImportCounts, 'added' | 'changed' | 'unchanged'>;

/** Which communes can come in as a lot: those whose rows are all of new teams, and that have no live page, nor get one by an earlier chunk. */
const parted = async (
  parts: ImportTeamsParts,
  byCommune: readonly OfCommune[],
  earlier: ReadonlySet<string>,
): Promise<{ readonly lot: readonly OfCommune[]; readonly rest: readonly OfCommune[] }> => {
  const fresh = byCommune.filter(({ communeCode, wanted }) => !earlier.has(communeCode) && wanted.every(({ before }) => before === undefined));
  const pageless = await parts.teams.communesWithoutPage(fresh.map(({ communeCode }) => communeCode));
  const lot = new Set(fresh.filter(({ communeCode }) => pageless.has(communeCode)));
  return { lot: [...lot], rest: byCommune.filter((commune) => !lot.has(commune)) };
};

const bringIn = async (parts: ImportTeamsParts, quick: QuickWayOfTeams, lot: readonly OfCommune[], asked: ImportAsked): Promise<boolean> =>
  quick.bringIn({
    teams: lot.flatMap(({ wanted }) => wanted.map(({ after }) => after)),
    trail: await Promise.all(lot.map(({ communeCode, wanted }) => lineOfAddition(parts, communeCode, wanted.length, asked))),
  });

type Wanted = { readonly before: Kept<Team> | undefined; readonly after: Team };

/** What each row of a chunk means, or why it is refused. */
const judge = async (
  parts: ImportTeamsParts,
  sheet: TeamSheet,
  chunk: readonly NumberedRow[],
  seen: Map<string, number>,
  actor: Actor,
): Promise<{ readonly wanted: readonly Wanted[]; readonly refused: readonly RefusedRow[] }> => {
  const refused: RefusedRow[] = [];
  const readable = chunk.flatMap((row) => {
    const reading = readTeamRow(sheet, row.row);
    if (reading.ok) return [{ ...row, cells: reading.value }];
    refused.push({ ...row, problems: reading.problems });
    return [];
  });
  const existing = await parts.teams.teams(readable.flatMap(({ cells }) => cells.code ?? []));
  const byCode = new Map(existing.map((team) => [team.code, team]));
  const wanted: Wanted[] = [];
  for (const { line, row, cells } of readable) {
    const before = byCode.get(cells.code ?? '');
    const after = teamOfRow(cells, before, parts.unitVersion, parts.skills);
    const problem = sameCodeBefore(seen, after.code, line) ?? (await whyNotHere(parts, actor, after, before));
    if (problem === undefined) wanted.push({ before, after });
    else refused.push({ line, row, problems: [problemOf(problem.column, sheet[problem.column], row[problem.column] ?? '', problem)] });
  }
  return { wanted, refused };
};

type TeamProblem = { readonly column: 'code' | 'unit_code'; readonly reason: 'REPEATED' | 'UNKNOWN_UNIT' | 'NOT_PERMITTED'; readonly allowed?: string };

const sameCodeBefore = (seen: Map<string, number>, code: string, line: number): TeamProblem | undefined => {
  const before = seen.get(code);
  if (before !== undefined) return { column: 'code', reason: 'REPEATED', allowed: String(before) };
  seen.set(code, line);
  return undefined;
};

/**
 * A team that moves leaves one office's area and comes into another's: both have to be the actor's. So it is with one of an
 * earlier list, whose commune may have had a code that is another's now.
 */
const whyNotHere = async (parts: ImportTeamsParts, actor: Actor, after: Team, before: Team | undefined): Promise<TeamProblem | undefined> => {
  const place = await parts.permission.placeOf(after.unitVersion, after.communeCode);
  if (place === undefined) return { column: 'unit_code', reason: 'UNKNOWN_UNIT' };
  if (!may(actor, 'importTeams', { ...place, teamCode: after.code })) return { column: 'unit_code', reason: 'NOT_PERMITTED' };
  if (before === undefined || (before.unitVersion === after.unitVersion && before.communeCode === after.communeCode)) return undefined;
  const old = await parts.permission.placeOf(before.unitVersion, before.communeCode);
  return old === undefined || may(actor, 'importTeams', { ...old, teamCode: before.code }) ? undefined : { column: 'code', reason: 'NOT_PERMITTED' };
};

const writeCommune = async (
  parts: ImportTeamsParts,
  communeCode: string,
  wanted: readonly Wanted[],
  asked: ImportAsked,
): Promise<Written> => {
  const added = wanted.filter(({ before }) => before === undefined).map(({ after }) => after);
  const changed = wanted.filter(({ before, after }) => before !== undefined && !isSame(before, after)).map(({ after }) => after);
  const counts = { added: added.length, changed: changed.length, unchanged: wanted.length - added.length - changed.length };
  if (asked.dryRun) return counts;
  for (let at = 0; at < added.length; at += MOST_TEAMS_AT_ONCE) {
    await addUntilWritten(parts, communeCode, added.slice(at, at + MOST_TEAMS_AT_ONCE), asked);
  }
  for (const team of changed) await change(parts, team, asked);
  return counts;
};

const isSame = ({ revision: _revision, ...before }: Kept<Team>, after: Team): boolean => contentHash(before) === contentHash(after);

/** Who was quicker may have added some of them: they are as new as ours, and are changed to what the file says. */
const addUntilWritten = async (parts: ImportTeamsParts, communeCode: string, teams: readonly Team[], asked: ImportAsked): Promise<void> => {
  let left = teams;
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    const alongside = [parts.auditWrite(await lineOfAddition(parts, communeCode, left.length, asked))];
    if (await parts.teams.addTeams({ communeCode, teams: left, alongside })) return;
    const there = new Set((await parts.teams.teams(left.map(({ code }) => code))).map(({ code }) => code));
    for (const team of left) if (there.has(team.code)) await change(parts, team, asked);
    left = left.filter(({ code }) => !there.has(code));
    if (left.length === 0) return;
  }
  throw new Error(`The teams of commune ${communeCode} were not added: something else was quicker ${MOST_ATTEMPTS} times.`);
};

/** One line for all teams that come into a commune together. */
const lineOfAddition = async (parts: ImportTeamsParts, communeCode: string, added: number, asked: ImportAsked): Promise<AuditEntry> => {
  const unit = await unitWithProvince(parts, { unitVersion: parts.unitVersion, communeCode });
  return lineOfImport('importTeams', unit, unitOfImport(unit), { added: String(added) }, parts.clock(), asked);
};

const change = async (parts: ImportTeamsParts, team: Team, asked: ImportAsked): Promise<void> =>
  parts.teams.changeTeam(team, [
    parts.auditWrite(lineOfImport('importTeams', await unitWithProvince(parts, team), { kind: 'TEAM', id: team.code }, {}, parts.clock(), asked)),
  ]);

const unitWithProvince = async (parts: ImportTeamsParts, { unitVersion, communeCode }: Pick<Team, 'unitVersion' | 'communeCode'>) =>
  (await parts.permission.placeOf(unitVersion, communeCode)) ?? { unitVersion, communeCode };
