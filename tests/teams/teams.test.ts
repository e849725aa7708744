import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readLivePages } from '../../functions/routing/team-changes.ts';
import { placeMoveWrites } from '../../functions/routing/live-page-store.dynamo.ts';
import { putSnapshot } from '../../functions/routing/snapshot-store.dynamo.ts';
import { createRouter } from '../../functions/routing/route.ts';
import { MEMBER_DEFAULTS, TEAM_DEFAULTS } from '../../functions/teams/team.ts';
import type { Member, Team } from '../../functions/teams/team.ts';
import { createTeams } from '../../functions/teams/teams.ts';
import type { Teams } from '../../functions/teams/teams.ts';
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { startEngine } from '../support/engine.ts';
import type { TestEngine } from '../support/engine.ts';

let engine: TestEngine;
let teams: Teams;
const NOW = '2026-11-23T08:00:00.000Z';

beforeAll(async () => {
  engine = await startEngine();
  teams = createTeams(engine.main);
  await putSnapshot(engine.main, [], NOW);
});

afterAll(() => engine.stop());

/** Each test has a commune and a place of its own, 30 km from the next one's. */
let testNumber = 0;
let team: Team;
beforeEach(() => {
  testNumber += 1;
  const communeCode = String(10_000 + testNumber);
  team = {
    ...TEAM_DEFAULTS,
    code: `${communeCode}-001`,
    name: 'Thôn Tả Phìn',
    unitVersion: '2025-07-01',
    communeCode,
    position: { lat: 10 + testNumber * 0.3, lon: 105 },
    skills: ['public-services'],
    languages: ['vi'],
    reachKm: 5,
    capacity: 2,
    serviceHours: '24/7',
    status: 'ACTIVE',
    demonstration: false,
  };
});

const nearestCodes = async (at: Team['position']): Promise<string[]> => {
  const { candidates } = await createRouter(engine.main).nearestTeams({
    at,
    skill: 'public-services',
    language: 'vi',
    reachKm: 3,
    first: 5,
    exclude: [],
    boothTeamIds: [],
    now: NOW,
  });
  return candidates.map(({ teamId }) => teamId);
};

const openRequest = async ({ code, communeCode }: Team): Promise<void> => {
  const writes = placeMoveWrites(engine.main, { take: { teamCode: code, communeCode } });
  await engine.main.client.send(new TransactWriteCommand({ TransactItems: [...writes] }));
};

const liveTeam = async ({ code, communeCode }: Team) => (await readLivePages(engine.main, [communeCode])).get(communeCode)?.teams.get(code);

describe('a team', () => {
  it('is found by its code and within its commune, as it was saved', async () => {
    const other = { ...team, code: `${team.communeCode}-002` };
    await teams.changeTeam(other);
    await teams.changeTeam(team);
    expect(await teams.team(team.code)).toEqual({ ...team, revision: 1 });
    expect(await teams.team('99999-001')).toBeUndefined();
    expect(await teams.teams([other.code, '99999-001', team.code, other.code])).toMatchObject([other, team]);
    const page = await teams.teamsOfCommune(team.unitVersion, team.communeCode, { first: 1 });
    expect(page).toMatchObject({ items: [{ item: team }], hasNextPage: true });
  });

  it('that is new is routed to at once', async () => {
    expect(await nearestCodes(team.position)).toEqual([]);
    await teams.changeTeam(team);
    expect(await nearestCodes(team.position)).toEqual([team.code]);
  });

  it('that moves within its commune is found where it is now, and no longer where it was', async () => {
    await teams.changeTeam(team);
    const moved = { ...team, position: { lat: team.position.lat + 0.1, lon: 105 } };
    await teams.changeTeam(moved);
    expect(await nearestCodes(team.position)).toEqual([]);
    expect(await nearestCodes(moved.position)).toEqual([team.code]);
  });

  it('that pauses gets nothing more', async () => {
    await teams.changeTeam(team);
    await teams.changeTeam({ ...team, status: 'PAUSED' });
    expect(await nearestCodes(team.position)).toEqual([]);
  });

  it('takes new hours and a new capacity to its live page, and keeps its open requests', async () => {
    await teams.changeTeam(team);
    await openRequest(team);
    await teams.changeTeam({ ...team, serviceHours: 'Mo-Fr 18:00-21:00', capacity: 5 });
    expect(await liveTeam(team)).toEqual({ open: 1, capacity: 5, duty: { hours: 'Mo-Fr 18:00-21:00' } });
    expect(await nearestCodes(team.position)).toEqual([]);
  });

  it('that goes to another commune takes its open requests along', async () => {
    await teams.changeTeam(team);
    await openRequest(team);
    const gone: Team = { ...team, communeCode: String(20_000 + testNumber) };
    await teams.changeTeam(gone);
    expect(await liveTeam(team)).toBeUndefined();
    expect(await liveTeam(gone)).toMatchObject({ open: 1, capacity: 2 });
    expect(await nearestCodes(team.position)).toEqual([team.code]);
    expect((await teams.teamsOfCommune(team.unitVersion, team.communeCode, { first: 5 })).items).toEqual([]);
  });

  it('changed by four people at once ends as one of them wanted, in every place alike', async () => {
    await teams.changeTeam(team);
    const wishes = [3, 4, 5, 6].map((capacity) => ({ ...team, capacity }));
    await Promise.all(wishes.map((wish) => teams.changeTeam(wish)));
    const last = await teams.team(team.code);
    expect(wishes.map(({ capacity }) => capacity)).toContain(last?.capacity);
    expect((await liveTeam(team))?.capacity).toBe(last?.capacity);
  });

  it('is not written at all when a value cannot be kept', async () => {
    await expect(teams.changeTeam({ ...team, serviceHours: 'always' })).rejects.toThrow();
    await expect(teams.changeTeam({ ...team, position: { lat: Number.NaN, lon: 105 } })).rejects.toThrow();
    expect(await teams.team(team.code)).toBeUndefined();
    expect(await liveTeam(team)).toBeUndefined();
  });
});

describe('a member', () => {
  const memberOf = (id: string, ...codes: string[]): Member => ({
    ...MEMBER_DEFAULTS,
    id,
    displayName: 'Lý Thị Ễnh',
    memberships: codes.map((teamCode, at) => ({ teamCode, role: at === 0 ? 'LEAD' : 'MEMBER' })),
    demonstration: false,
  });

  it('is found by id and among the members of each of their teams', async () => {
    const member = memberOf('m-1', 'aaa-1', 'aaa-2');
    await teams.saveMember(member);
    expect(await teams.member('m-1')).toEqual({ ...member, revision: 1 });
    expect(await teams.membersOf('aaa-1')).toMatchObject([member]);
    expect(await teams.membersOf('aaa-2')).toMatchObject([member]);
    expect(await teams.member('m-2')).toBeUndefined();
    expect(await teams.membersOf('aaa-3')).toEqual([]);
  });

  it('who leaves a team is no longer among its members', async () => {
    await teams.saveMember(memberOf('m-3', 'bbb-1', 'bbb-2'));
    await teams.saveMember(memberOf('m-3', 'bbb-2'));
    expect(await teams.membersOf('bbb-1')).toEqual([]);
    expect(await teams.membersOf('bbb-2')).toMatchObject([memberOf('m-3', 'bbb-2')]);
  });

  it('saved by several at once is the same person in every team', async () => {
    await Promise.all([memberOf('m-4', 'ccc-1'), memberOf('m-4', 'ccc-2'), memberOf('m-4', 'ccc-1', 'ccc-2')].map(teams.saveMember));
    const member = await teams.member('m-4');
    if (member === undefined) throw new Error('The member is gone.');
    const inTeams = new Set(member.memberships.map(({ teamCode }) => teamCode));
    for (const code of ['ccc-1', 'ccc-2']) expect(await teams.membersOf(code)).toEqual(inTeams.has(code) ? [member] : []);
  });
});
