import * as v from 'valibot';
import { memberEntries, memberEntriesOfV1, teamEntries, teamEntriesOfV1 } from './team-fields.ts';
import { MEMBER_DEFAULTS, TEAM_DEFAULTS } from './team.ts';
import type { Kept, Member, Team } from './team.ts';

export type TeamRow = Record<string, unknown> & { readonly pk: string; readonly sk: string };

const SHAPE = 2;
const revision = v.pipe(v.number(), v.integer(), v.minValue(1));

const teamSchema = v.object(teamEntries);
const memberSchema = v.object(memberEntries);

/** Rows of version 1 knew neither kind, decision, chat group nor leave. */
const teamRowSchema = v.variant('v', [
  v.object({ v: v.literal(SHAPE), revision, ...teamEntries }),
  v.pipe(
    v.object({ v: v.literal(1), revision, ...teamEntriesOfV1 }),
    v.transform((row) => ({ ...row, kind: TEAM_DEFAULTS.kind, leaves: TEAM_DEFAULTS.leaves })),
  ),
]);

/** Rows of version 1 knew neither organisation, languages, trainings, phone nor duty of their own. */
const memberRowSchema = v.variant('v', [
  v.object({ v: v.literal(SHAPE), revision, ...memberEntries }),
  v.pipe(
    v.object({ v: v.literal(1), revision, ...memberEntriesOfV1 }),
    v.transform((row) => ({ ...MEMBER_DEFAULTS, ...row })),
  ),
]);

/** The sort key of every team's own row. */
export const TEAM_ROWS = 'team';
export const teamKey = (code: string) => ({ pk: `team#${code}`, sk: 'team' });
export const memberKey = (id: string) => ({ pk: `member#${id}`, sk: 'member' });
export const membershipKey = (code: string, memberId: string) => ({ pk: `team#${code}`, sk: `member#${memberId}` });
export const MEMBERSHIPS = 'member#';
export const communeKey = (unitVersion: string, communeCode: string): string => `commune#${unitVersion}#${communeCode}`;

/** Throws with the path of what is wrong: a row that cannot be read must not be written. `revision`: of this writing, from 1. */
export const rowOfTeam = (team: Team, revision = 1): TeamRow => {
  const checked = v.parse(teamSchema, team);
  return {
    ...teamKey(checked.code),
    v: SHAPE,
    revision,
    ...checked,
    parent: communeKey(checked.unitVersion, checked.communeCode),
    parentSort: `team#${checked.code}`,
  };
};

/** The member's own row first, then a copy under each of their teams, so that a team's members are one read. */
export const rowsOfMember = (member: Member, revision = 1): [TeamRow, ...TeamRow[]] => {
  const content = { v: SHAPE, revision, ...v.parse(memberSchema, member) };
  return [
    { ...memberKey(member.id), ...content },
    ...member.memberships.map((membership) => ({ ...membershipKey(membership.teamCode, member.id), ...content })),
  ];
};

export const readTeam = (row: unknown): Kept<Team> => {
  const { v: _shape, ...team } = v.parse(teamRowSchema, row);
  return team;
};

export const readMember = (row: unknown): Kept<Member> => {
  const { v: _shape, ...member } = v.parse(memberRowSchema, row);
  return member;
};
