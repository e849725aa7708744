import * as v from 'valibot';
import { isInVietnam } from '../core/position.ts';
import { parseServiceHours } from '../core/service-hours.ts';
import type { Member, Team } from './team.ts';

export type TeamRow = Record<string, unknown> & { readonly pk: string; readonly sk: string };

const teamCode = v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{3,24}$/));

const teamEntries = {
  code: teamCode,
  name: v.pipe(v.string(), v.nonEmpty(), v.maxLength(200)),
  unitVersion: v.pipe(v.string(), v.isoDate()),
  communeCode: v.pipe(v.string(), v.regex(/^\d{5}$/)),
  position: v.pipe(v.object({ lat: v.number(), lon: v.number() }), v.check(isInVietnam, 'a place in Vietnam')),
  skills: v.array(v.pipe(v.string(), v.nonEmpty())),
  languages: v.array(v.pipe(v.string(), v.nonEmpty())),
  reachKm: v.pipe(v.number(), v.gtValue(0)),
  capacity: v.pipe(v.number(), v.integer(), v.minValue(0)),
  serviceHours: v.pipe(
    v.string(),
    v.check((text) => parseServiceHours(text).ok, 'service hours that can be read'),
  ),
  status: v.picklist(['FORMING', 'ACTIVE', 'PAUSED', 'MERGED']),
  demonstration: v.boolean(),
};

const teamSchema = v.object(teamEntries);
/** `revision` grows with every change: two who change a team at once do not undo each other. */
const teamRowSchema = v.object({ v: v.literal(1), revision: v.pipe(v.number(), v.integer(), v.minValue(1)), ...teamEntries });

const memberEntries = {
  id: v.pipe(v.string(), v.nonEmpty()),
  displayName: v.pipe(v.string(), v.nonEmpty(), v.maxLength(100)),
  memberships: v.array(v.object({ teamCode, role: v.picklist(['MEMBER', 'LEAD']) })),
  demonstration: v.boolean(),
};
const memberSchema = v.object(memberEntries);
const memberRowSchema = v.object({ v: v.literal(1), revision: v.pipe(v.number(), v.integer(), v.minValue(1)), ...memberEntries });

export type StoredTeam = { readonly team: Team; readonly revision: number };
export type StoredMember = { readonly member: Member; readonly revision: number };

export const teamKey = (code: string) => ({ pk: `team#${code}`, sk: 'team' });
export const memberKey = (id: string) => ({ pk: `member#${id}`, sk: 'member' });
export const membershipKey = (code: string, memberId: string) => ({ pk: `team#${code}`, sk: `member#${memberId}` });
export const MEMBERSHIPS = 'member#';
export const communeKey = (unitVersion: string, communeCode: string): string => `commune#${unitVersion}#${communeCode}`;

/** Throws with the path of what is wrong: a row that cannot be read must not be written. */
export const rowOfTeam = (team: Team, revision = 1): TeamRow => {
  const checked = v.parse(teamSchema, team);
  return {
    ...teamKey(checked.code),
    v: 1,
    revision,
    ...checked,
    parent: communeKey(checked.unitVersion, checked.communeCode),
    parentSort: `team#${checked.code}`,
  };
};

/** The member's own row first, then a copy under each of their teams, so that a team's members are one read. */
export const rowsOfMember = (member: Member, revision = 1): [TeamRow, ...TeamRow[]] => {
  const content = { v: 1, revision, ...v.parse(memberSchema, member) };
  return [
    { ...memberKey(member.id), ...content },
    ...member.memberships.map((membership) => ({ ...membershipKey(membership.teamCode, member.id), ...content })),
  ];
};

export const readTeam = (row: unknown): StoredTeam => {
  const { v: _shape, revision, ...team } = v.parse(teamRowSchema, row);
  return { team, revision };
};

export const readMember = (row: unknown): StoredMember => {
  const { v: _shape, revision, ...member } = v.parse(memberRowSchema, row);
  return { member, revision };
};
