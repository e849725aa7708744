import type { AuditEntry } from '../audit/audit.ts';
import type { Clock } from '../core/clock.ts';
import type { Area } from '../permission/area.ts';
import type { Permission } from '../permission/permission.ts';
import { may } from '../permission/policy.ts';
import type { TransactWrite } from '../storage/client.ts';
import type { Kept, Member } from '../teams/team.ts';
import type { Teams } from '../teams/teams.ts';
import { inParallel, togetherBy } from './chunks.ts';
import type { ImportAsked, ImportCounts, RefusedRow } from './import.ts';
import { lineOfImport, unitOfImport } from './import.ts';
import { memberSheet } from './member-sheet.ts';
import type { MemberSheet } from './member-sheet.ts';
import { createNewcomers, type QuickWay } from './newcomers.ts';
import { planMembers } from './plan-members.ts';
import type { RowOfMember, RowsOfTeam, SaidOfPeople, Wanted } from './plan-members.ts';
import { problemOf, readRow } from './sheet.ts';
import type { NumberedRow } from './table-file.ts';

export type ImportMembersParts = {
  readonly teams: Pick<Teams, 'teams' | 'membersOf' | 'changeMember' | 'addMembers'>;
  readonly permission: Pick<Permission, 'areaOfTeam'>;
  /** How rows are read: with numbers, or with numbers that the device sealed (`sealedMemberSheet`). */
  readonly sheet?: MemberSheet;
  /** Keeps these numbers, as the sheet reads them, among the contacts, sealed, each over the one before. Keys are members' ids. */
  readonly keepPhones: (phones: ReadonlyMap<string, string>) => Promise<void>;
  readonly auditWrite: (entry: AuditEntry) => TransactWrite;
  /** How people come into teams that have nobody, where the database has a quicker way than row by row. */
  readonly quick?: QuickWay | undefined;
  readonly clock: Clock;
};

const ROWS_AT_ONCE = 2000;
const COMMUNES_AT_ONCE = 4;
const ROSTERS_AT_ONCE = 8;
/** Two rows each in a transaction of 100, and room for the line of the trail. */
const MOST_MEMBERS_AT_ONCE = 40;

/**
 * Takes members from the rows of a file. A person is known by team and name: the same file again changes nothing, except that a
 * number in it is sealed anew, since nobody here can tell whether it is the one that is kept. A row without a number leaves the
 * number as it is. An import that was killed is finished by starting it again. Memory does not grow with the file.
 */
export const importMembers = async (
  parts: ImportMembersParts,
  rows: AsyncIterable<NumberedRow>,
  asked: ImportAsked,
): Promise<ImportCounts> => {
  const counts = { added: 0, changed: 0, unchanged: 0, refused: 0 };
  const refuse = async (refused: readonly RefusedRow[]): Promise<void> => {
    for (const row of refused) await asked.onRefused(row);
    counts.refused += refused.length;
    asked.onProgress?.(refused.length);
  };
  const done = (wanted: readonly Wanted[]): void => {
    for (const { kind } of wanted) counts[kind] += 1;
    asked.onProgress?.(wanted.length);
  };
  const said: SaidOfPeople = new Map();
  const intoTeams = async (byTeam: readonly RowsOfTeam[]): Promise<void> => {
    const { wanted, refused } = planMembers(byTeam, await rostersOf(parts, byTeam), said);
    await refuse(refused);
    await inParallel([...Map.groupBy(wanted, ({ team }) => team.communeCode).values()], COMMUNES_AT_ONCE, async (ofCommune) => {
      if (!asked.dryRun) await write(parts, ofCommune, asked);
      done(ofCommune);
    });
  };
  const newcomers = parts.quick === undefined || asked.dryRun ? undefined : createNewcomers(parts.quick, { parts, asked, refuse, done, otherwise: intoTeams });
  const size = parts.quick?.rowsAtOnce ?? ROWS_AT_ONCE;
  try {
    // A team whose people are parted is one that has people when the rest of them come, and those take the long way.
    for await (const chunk of togetherBy(rows, size, ({ row }) => row['team_code'])) {
      const { byTeam, refused } = await judge(parts, chunk, asked);
      await refuse(refused);
      await intoTeams(newcomers === undefined ? byTeam : await newcomers.take(byTeam));
    }
  } finally {
    await newcomers?.settled();
  }
  return counts;
};

const judge = async (
  parts: ImportMembersParts,
  chunk: readonly NumberedRow[],
  { actor }: ImportAsked,
): Promise<{ readonly byTeam: readonly RowsOfTeam[]; readonly refused: readonly RefusedRow[] }> => {
  const refused: RefusedRow[] = [];
  const readable = chunk.flatMap((row): RowOfMember[] => {
    const reading = readRow(parts.sheet ?? memberSheet, row.row);
    if (reading.ok) return [{ ...row, cells: reading.value }];
    refused.push({ ...row, problems: reading.problems });
    return [];
  });
  const byCode = Map.groupBy(readable, ({ cells }) => cells.team_code ?? '');
  const teams = new Map((await parts.teams.teams([...byCode.keys()])).map((team) => [team.code, team]));
  const byTeam: RowsOfTeam[] = [];
  for (const [code, rows] of byCode) {
    const team = teams.get(code);
    const area: Area | undefined = team === undefined ? undefined : await parts.permission.areaOfTeam(team);
    const reason = area === undefined ? 'UNKNOWN_TEAM' : may(actor, 'importMembers', area) ? undefined : 'NOT_PERMITTED';
    if (team !== undefined && reason === undefined) byTeam.push({ team, rows });
    else for (const { line, row } of rows) refused.push({ line, row, problems: [problemOf('team_code', memberSheet.team_code, code, { reason: reason ?? 'UNKNOWN_TEAM' })] });
  }
  return { byTeam, refused };
};

const rostersOf = async (parts: ImportMembersParts, byTeam: readonly RowsOfTeam[]): Promise<ReadonlyMap<string, readonly Kept<Member>[]>> => {
  const rosters = new Map<string, readonly Kept<Member>[]>();
  await inParallel(byTeam, ROSTERS_AT_ONCE, async ({ team: { code } }) => void rosters.set(code, await parts.teams.membersOf(code)));
  return rosters;
};

/**
 * What rows of one commune want. People first: when this is cut short, the next run finds them and keeps their numbers. The
 * other way round, numbers would stay for ever of people who never came.
 */
const write = async (parts: ImportMembersParts, wanted: readonly Wanted[], asked: ImportAsked): Promise<void> => {
  const [one] = wanted;
  if (one === undefined) return;
  const { unitVersion, communeCode } = one.team;
  const unit = { unitVersion, communeCode, provinceCode: (await parts.permission.areaOfTeam(one.team)).provinceCode };
  const audit = (detail: Readonly<Record<string, string>>, memberId?: string): readonly TransactWrite[] => {
    const subject = memberId === undefined ? unitOfImport(unit) : ({ kind: 'MEMBER', id: memberId } as const);
    return [parts.auditWrite(lineOfImport('importMembers', unit, subject, detail, parts.clock(), asked))];
  };
  const fresh = wanted.filter(({ kind, first }) => kind === 'added' && first).map(({ member }) => member);
  for (let at = 0; at < fresh.length; at += MOST_MEMBERS_AT_ONCE) {
    const members = fresh.slice(at, at + MOST_MEMBERS_AT_ONCE);
    if (!(await parts.teams.addMembers(members, audit({ added: String(members.length) })))) {
      for (const member of members) await parts.teams.changeMember(member, parts.clock(), audit({}, member.id));
    }
  }
  for (const { kind, first, member } of wanted) {
    if (kind === 'changed' || (kind === 'added' && !first)) await parts.teams.changeMember(member, parts.clock(), audit({}, member.id));
  }
  await parts.keepPhones(new Map(wanted.flatMap(({ member, phone }) => (phone === undefined ? [] : [[member.id, phone] as const]))));
};
