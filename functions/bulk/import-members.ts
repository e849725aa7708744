import { randomUUID } from 'node:crypto';
import { contentHash } from '../core/ids.ts';
import { may } from '../permission/policy.ts';
import type { Area } from '../permission/area.ts';
import type { Permission } from '../permission/permission.ts';
import type { Clock } from '../core/clock.ts';
import type { AuditEntry } from '../audit/audit.ts';
import type { TransactWrite } from '../storage/client.ts';
import type { Kept, Member, Team } from '../teams/team.ts';
import { MEMBER_DEFAULTS } from '../teams/team.ts';
import type { Teams } from '../teams/teams.ts';
import { chunksOf, inParallel } from './chunks.ts';
import type { ImportAsked, ImportCounts, RefusedRow } from './import.ts';
import { lineOfImport, unitOfImport } from './import.ts';
import { memberSheet } from './member-sheet.ts';
import type { MemberSheet, ReadMember } from './member-sheet.ts';
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
  readonly clock: Clock;
};

const ROWS_AT_ONCE = 2000;
const COMMUNES_AT_ONCE = 4;
/** Two rows each in a transaction of 100, and room for the line of the trail. */
const MOST_MEMBERS_AT_ONCE = 40;

/**
 * Takes members from the rows of a file. A person is known by team and name: the same file again changes nothing, except that a
 * number in it is sealed anew, since nobody here can tell whether it is the one that is kept. A row without a number leaves the
 * number as it is. An import that was killed is finished by starting it again.
 */
export const importMembers = async (
  parts: ImportMembersParts,
  rows: AsyncIterable<NumberedRow>,
  asked: ImportAsked,
): Promise<ImportCounts> => {
  const counts = { added: 0, changed: 0, unchanged: 0, refused: 0 };
  for await (const chunk of chunksOf(rows, ROWS_AT_ONCE)) {
    const { byTeam, refused } = await judge(parts, chunk, asked);
    for (const row of refused) await asked.onRefused(row);
    counts.refused += refused.length;
    asked.onProgress?.(refused.length);
    const byCommune = [...Map.groupBy(byTeam, ({ team }) => team.communeCode)];
    await inParallel(byCommune, COMMUNES_AT_ONCE, async ([communeCode, teams]) => {
      const { wanted, repeated } = await compare(parts, teams);
      for (const row of repeated) await asked.onRefused(row);
      const [first] = teams;
      if (first !== undefined && !asked.dryRun) {
        const { provinceCode } = await parts.permission.areaOfTeam(first.team);
        await write(parts, { unitVersion: first.team.unitVersion, communeCode, provinceCode }, wanted, asked);
      }
      for (const { kind } of wanted) counts[kind] += 1;
      counts.refused += repeated.length;
      asked.onProgress?.(wanted.length + repeated.length);
    });
  }
  return counts;
};

type RowOfMember = NumberedRow & { readonly cells: ReadMember };
type RowsOfTeam = { readonly team: Team; readonly rows: readonly RowOfMember[] };

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

type Wanted = {
  readonly kind: 'added' | 'changed' | 'unchanged';
  readonly member: Member;
  readonly phone: string | undefined;
  /** Nobody is in the team yet, so that nobody's duty hangs on who comes. */
  readonly first: boolean;
};

/** What each row means, held against who is in the team now. Two people of one name are told apart by hand, not by us. */
const compare = async (
  parts: ImportMembersParts,
  teams: readonly RowsOfTeam[],
): Promise<{ readonly wanted: readonly Wanted[]; readonly repeated: readonly RefusedRow[] }> => {
  const wanted: Wanted[] = [];
  const repeated: RefusedRow[] = [];
  await Promise.all(
    teams.map(async ({ team, rows }) => {
      const roster = await parts.teams.membersOf(team.code);
      const byName = Map.groupBy(roster, ({ displayName }) => nameKey(displayName));
      const seen = new Map<string, number>();
      for (const { line, row, cells } of rows) {
        const key = nameKey(cells.full_name ?? '');
        const [before, ...namesakes] = byName.get(key) ?? [];
        const refuse = (reason: 'REPEATED' | 'NAMESAKES', allowed?: string): void => {
          const problem = problemOf('full_name', memberSheet.full_name, '', { reason, ...(allowed === undefined ? {} : { allowed }) });
          repeated.push({ line, row, problems: [problem] });
        };
        if (before !== undefined && namesakes.length > 0) {
          // Which of them it means is known only when it changes neither.
          const same = [before, ...namesakes].map((member) => meant(team.code, cells, member, false)).find(({ kind }) => kind === 'unchanged');
          if (same === undefined || cells.phone !== undefined) refuse('NAMESAKES');
          else wanted.push(same);
          continue;
        }
        const earlier = seen.get(key);
        seen.set(key, earlier ?? line);
        if (earlier === undefined) wanted.push(meant(team.code, cells, before, roster.length === 0));
        else refuse('REPEATED', String(earlier));
      }
    }),
  );
  return { wanted, repeated };
};

const nameKey = (name: string): string => name.normalize('NFC').toLocaleLowerCase('vi');

const meant = (teamCode: string, cells: ReadMember, before: Kept<Member> | undefined, first: boolean): Wanted => {
  const { phone } = cells;
  if (before === undefined) {
    const blank = { id: randomUUID(), displayName: cells.full_name ?? '', memberships: [], ...MEMBER_DEFAULTS };
    return { kind: 'added', member: withCells(blank, teamCode, cells), phone, first };
  }
  const { revision: _revision, ...now } = before;
  const member = withCells(now, teamCode, cells);
  return { kind: contentHash(member) === contentHash(now) ? 'unchanged' : 'changed', member, phone, first };
};

const withCells = (member: Member, teamCode: string, cells: ReadMember): Member => {
  const joinedOn = cells.joined_on ?? member.joinedOn;
  const role = cells.role ?? member.memberships.find((membership) => membership.teamCode === teamCode)?.role ?? 'MEMBER';
  const isIn = member.memberships.some((membership) => membership.teamCode === teamCode);
  return {
    ...member,
    memberships: isIn
      ? member.memberships.map((membership) => (membership.teamCode === teamCode ? { teamCode, role } : membership))
      : [...member.memberships, { teamCode, role }],
    organisation: cells.organisation ?? member.organisation,
    ...(joinedOn === undefined ? {} : { joinedOn }),
    languages: cells.languages ?? member.languages,
    hasPhone: member.hasPhone || cells.phone !== undefined,
  };
};

/**
 * People first: when this is cut short, the next run finds them and keeps their numbers. The other way round, numbers would stay
 * for ever of people who never came.
 */
const write = async (
  parts: ImportMembersParts,
  unit: { readonly unitVersion: string; readonly communeCode: string; readonly provinceCode: string | undefined },
  wanted: readonly Wanted[],
  asked: ImportAsked,
): Promise<void> => {
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
