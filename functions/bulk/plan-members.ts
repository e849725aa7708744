import { randomUUID } from 'node:crypto';
import { contentHash } from '../core/ids.ts';
import type { Kept, Member, Team } from '../teams/team.ts';
import { MEMBER_DEFAULTS } from '../teams/team.ts';
import type { RefusedRow } from './import.ts';
import { memberSheet } from './member-sheet.ts';
import type { ReadMember } from './member-sheet.ts';
import { problemOf } from './sheet.ts';
import type { NumberedRow } from './table-file.ts';

export type RowOfMember = NumberedRow & { readonly cells: ReadMember };
export type RowsOfTeam = { readonly team: Team; readonly rows: readonly RowOfMember[] };

/** What a row is about to do. */
export type Wanted = {
  readonly kind: 'added' | 'changed' | 'unchanged';
  readonly team: Team;
  readonly member: Member;
  readonly phone: string | undefined;
  /** Nobody is in the team yet, so that nobody's duty hangs on who comes. */
  readonly first: boolean;
};

/** What rows said of people who are in several teams, by their ids, for as long as a file goes on. */
export type SaidOfPeople = Map<string, readonly Pick<RowOfMember, 'line' | 'cells'>[]>;

/**
 * What each row means, in the order of the lines, held against who is in its team now. Two people of one name are told apart by
 * hand, not by us. Who is in several teams may have a row for each: they have to agree, since a person has one organisation,
 * one number and so on; only the role is the team's.
 */
export const planMembers = (
  byTeam: readonly RowsOfTeam[],
  rosters: ReadonlyMap<string, readonly Kept<Member>[]>,
  said: SaidOfPeople,
): { readonly wanted: readonly Wanted[]; readonly refused: readonly RefusedRow[] } => {
  const wanted: Wanted[] = [];
  const refused: RefusedRow[] = [];
  // As the rows so far leave them: of two rows for one person the second goes on from the first.
  const latest = new Map<string, Member>();
  const teams = new Map(byTeam.map(({ team }) => [team.code, rosterByName(rosters.get(team.code) ?? [])]));
  const lines = byTeam.flatMap(({ team, rows }) => rows.map((row) => ({ team, row }))).toSorted((one, other) => one.row.line - other.row.line);
  for (const { team, row } of lines) {
    const meaning = meaningOf(row, team, teams.get(team.code) ?? rosterByName([]), { said, latest });
    if (meaning.ok) wanted.push(meaning.wanted);
    else refused.push({ line: row.line, row: row.row, problems: [problemOf(meaning.column, memberSheet[meaning.column], '', meaning)] });
  }
  return { wanted: wanted.map((one) => ({ ...one, member: latest.get(one.member.id) ?? one.member })), refused };
};

type Roster = { readonly isEmpty: boolean; readonly byName: ReadonlyMap<string, readonly Kept<Member>[]>; readonly lineOf: Map<string, number> };

const rosterByName = (members: readonly Kept<Member>[]): Roster => ({
  isEmpty: members.length === 0,
  byName: Map.groupBy(members, ({ displayName }) => nameKey(displayName)),
  lineOf: new Map(),
});

const nameKey = (name: string): string => name.normalize('NFC').toLocaleLowerCase('vi');

type Meaning =
  | { readonly ok: true; readonly wanted: Wanted }
  | { readonly ok: false; readonly column: keyof typeof memberSheet; readonly reason: 'REPEATED' | 'NAMESAKES' | 'CONTRADICTS'; readonly allowed?: string };

const meaningOf = (row: RowOfMember, team: Team, roster: Roster, file: { readonly said: SaidOfPeople; readonly latest: Map<string, Member> }): Meaning => {
  const { line, cells } = row;
  const key = nameKey(cells.full_name ?? '');
  const [before, ...namesakes] = roster.byName.get(key) ?? [];
  if (before !== undefined && namesakes.length > 0) {
    // Which of them it means is known only when it changes neither.
    const same = [before, ...namesakes].map((member) => changeOf(team, cells, member)).find(({ kind }) => kind === 'unchanged');
    return same === undefined || cells.phone !== undefined ? { ok: false, column: 'full_name', reason: 'NAMESAKES' } : { ok: true, wanted: same };
  }
  const earlier = roster.lineOf.get(key);
  if (earlier !== undefined) return { ok: false, column: 'full_name', reason: 'REPEATED', allowed: String(earlier) };
  roster.lineOf.set(key, line);
  if (before === undefined) return { ok: true, wanted: additionOf(team, cells, roster.isEmpty) };
  if (before.memberships.length < 2) return { ok: true, wanted: changeOf(team, cells, before) };
  const others = file.said.get(before.id) ?? [];
  const contradiction = contradictionOf(cells, others);
  if (contradiction !== undefined) return { ok: false, ...contradiction };
  file.said.set(before.id, [...others, { line, cells }]);
  const wanted = changeOf(team, cells, before, file.latest.get(before.id));
  file.latest.set(before.id, wanted.member);
  return { ok: true, wanted };
};

/** What a person has once, in however many teams they are. */
const OF_THE_PERSON = ['organisation', 'joined_on', 'languages', 'phone'] as const;

const contradictionOf = (cells: ReadMember, others: readonly Pick<RowOfMember, 'line' | 'cells'>[]) => {
  for (const { line, cells: before } of others) {
    const column = OF_THE_PERSON.find((name) => differ(before[name], cells[name]));
    if (column !== undefined) return { column, reason: 'CONTRADICTS', allowed: String(line) } as const;
  }
  return undefined;
};

/** An empty cell says nothing, and a sealed number shows nothing: two of the same never look alike. */
const differ = (one: ReadMember[keyof ReadMember], other: ReadMember[keyof ReadMember]): boolean =>
  one !== undefined && other !== undefined && ![one, other].some(isSealedText) && contentHash([one].flat().toSorted()) !== contentHash([other].flat().toSorted());
const isSealedText = (value: unknown): boolean => typeof value === 'string' && value.split('.').length === 5;

const additionOf = (team: Team, cells: ReadMember, first: boolean): Wanted => {
  const blank = { id: randomUUID(), displayName: cells.full_name ?? '', memberships: [], ...MEMBER_DEFAULTS };
  return { kind: 'added', team, member: withCells(blank, team.code, cells), phone: cells.phone, first };
};

/** `so far`: as earlier rows leave the person, when they were about the same one. */
const changeOf = (team: Team, cells: ReadMember, before: Kept<Member>, soFar?: Member): Wanted => {
  const { revision: _revision, ...kept } = before;
  const now = soFar ?? kept;
  const member = withCells(now, team.code, cells);
  return { kind: contentHash(member) === contentHash(now) ? 'unchanged' : 'changed', team, member, phone: cells.phone, first: false };
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
