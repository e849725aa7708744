import { DeleteCommand, GetCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { publicHolidays } from '../../functions/core/public-holidays.ts';
import { replayDecision } from '../../functions/routing/decision-record.ts';
import { putLivePages, readLivePages } from '../../functions/routing/live-page-store.dynamo.ts';
import type { Candidate } from '../../functions/routing/nearest.ts';
import type { LiveTeam } from '../../functions/routing/live-page.ts';
import type { RoutableTeam } from '../../functions/routing/routable-team.ts';
import { createRouter } from '../../functions/routing/route.ts';
import type { Router } from '../../functions/routing/route.ts';
import { loadSnapshot, putSnapshot, readRoutingState, rebuildSnapshot } from '../../functions/routing/snapshot-store.dynamo.ts';
import { changeTeamWrites } from '../../functions/routing/team-change-writes.dynamo.ts';
import type { TeamChangeForRouting } from '../../functions/routing/team-change-writes.dynamo.ts';
import type { MainTable } from '../../functions/storage/client.ts';
import { clusteredTeams } from '../support/clustered-teams.ts';
import { startEngine } from '../support/engine.ts';
import type { TestEngine } from '../support/engine.ts';
import { aTeam, ask, bruteForce, MONDAY_MORNING, offDuty, onDuty, pagesOf, sameCandidates } from '../support/routing-country.ts';

let engine: TestEngine;
let table: MainTable;
beforeAll(async () => {
  engine = await startEngine();
  table = engine.main;
});
afterAll(() => engine.stop());

const SQUARE = { lat: 21.02851, lon: 105.85421 };
const near = (steps: number): { lat: number; lon: number } => ({ lat: SQUARE.lat, lon: (10_585_421 + steps * 100) / 1e5 });

const settle = async (teams: readonly RoutableTeam[], liveOf: (team: RoutableTeam) => LiveTeam): Promise<void> => {
  await putLivePages(table, [...pagesOf(teams, liveOf).values()]);
  await putSnapshot(table, teams, MONDAY_MORNING);
};
const idsOf = async (router: Router, question = ask({ at: SQUARE, first: 9 })): Promise<string[]> =>
  (await router.nearestTeams(question)).candidates.map(({ teamId }) => teamId);
const change = (changed: TeamChangeForRouting): Promise<unknown> =>
  table.client.send(new TransactWriteCommand({ TransactItems: [...changeTeamWrites(table, changed)] }));

const expectSame = (given: readonly Candidate[], expected: readonly Candidate[]): void => {
  if (!sameCandidates(given, expected)) expect(given).toEqual(expected);
};

describe('before the first snapshot', () => {
  it('nobody can be asked, and that is an answer', async () => {
    const routed = await createRouter(table).nearestTeams(ask({ at: SQUARE }));
    expect(routed).toMatchObject({ candidates: [], decision: { stateVersion: 0, pages: {} }, requests: 1 });
  });
});

describe('routing over the table', () => {
  const { teams } = clusteredTeams(1500, 21);
  const pages = pagesOf(teams, ({ id }) => (Number(id.slice(-2)) % 5 < 2 ? onDuty : offDuty));
  beforeAll(() => settle(teams, (team) => pages.get(team.communeCode)?.teams.get(team.id) ?? offDuty));

  it('answers as brute force does, in one request for most questions', async () => {
    const router = createRouter(table);
    await router.nearestTeams(ask({ at: SQUARE }));
    let requests = 0;
    for (const [number, team] of teams.entries()) {
      if (number % 15 !== 0) continue;
      const asked = ask({ at: team.position, first: number % 2 === 0 ? 1 : 5, ...(number % 4 === 0 ? { withinCommune: team.communeCode } : {}) });
      const routed = await router.nearestTeams(asked);
      expectSame(routed.candidates, bruteForce(teams, pages, asked, publicHolidays));
      requests += routed.requests;
    }
    expect(requests / 100).toBeLessThan(1.7);
  });

  it('remembers who slept around here: what took two requests takes one the next time', async () => {
    const router = createRouter(table);
    const asked = ask({ at: SQUARE, first: 5 });
    const { teams: crowd } = clusteredTeams(600, 4);
    const nearest = crowd.map((team, number) => ({ ...team, position: near(number), reachKm: 5000 }));
    const awake = (team: RoutableTeam): LiveTeam => (nearest.indexOf(team) >= 400 ? onDuty : offDuty);
    await settle(nearest, awake);
    expect((await router.nearestTeams(asked)).requests).toBeGreaterThan(2);
    const again = await router.nearestTeams(asked);
    expect(again.requests).toBe(1);
    expectSame(again.candidates, bruteForce(nearest, pagesOf(nearest, awake), asked, publicHolidays));

    // What it remembers decides nothing: when all have gone off duty but the farthest, it finds those.
    const later = (team: RoutableTeam): LiveTeam => (nearest.indexOf(team) >= 595 ? onDuty : offDuty);
    await putLivePages(table, [...pagesOf(nearest, later).values()]);
    expectSame((await router.nearestTeams(asked)).candidates, bruteForce(nearest, pagesOf(nearest, later), asked, publicHolidays));
    await settle(teams, (team) => pages.get(team.communeCode)?.teams.get(team.id) ?? offDuty);
  });

  it('keeps what decided, so that the decision can be replayed', async () => {
    const router = createRouter(table);
    const asked = ask({ at: (teams[700] as RoutableTeam).position, first: 5 });
    const { candidates, decision } = await router.nearestTeams(asked);
    const state = await readRoutingState(table);
    if (state === undefined) throw new Error('There is a snapshot.');
    const { snapshot } = await loadSnapshot(table, state);
    const read = await readLivePages(table, Object.keys(decision.pages));
    expect(replayDecision(snapshot, state, read, decision, publicHolidays)).toEqual({ ok: true, value: candidates });

    const [[communeCode = '', version = 0] = []] = Object.entries(decision.pages);
    const later = new Map(read).set(communeCode, { communeCode, version: version + 1, teams: new Map() });
    expect(replayDecision(snapshot, state, later, decision, publicHolidays)).toMatchObject({ failure: { part: 'PAGE', communeCode } });
    expect(replayDecision({ ...snapshot, id: 'another' }, state, read, decision, publicHolidays)).toMatchObject({ failure: { part: 'SNAPSHOT' } });
    expect(replayDecision(snapshot, { ...state, version: 99 }, read, decision, publicHolidays)).toMatchObject({ failure: { part: 'STATE' } });
  });
});

describe('when teams change', () => {
  const teams = [1, 2, 3].map((step) => aTeam({ id: `00004-00${step}`, position: near(step) }));
  const [first, second, third] = teams as [RoutableTeam, RoutableTeam, RoutableTeam];
  let router: Router;
  beforeEach(async () => {
    await settle(teams, () => onDuty);
    router = createRouter(table);
    expect(await idsOf(router)).toEqual([first.id, second.id, third.id]);
  });

  it('the very next decision knows a team that moved', async () => {
    await change({ teamCode: first.id, change: { ...first, position: near(9) } });
    expect(await idsOf(router)).toEqual([second.id, third.id, first.id]);
    await change({ teamCode: first.id, change: { ...first, position: near(2) } });
    const { candidates, requests } = await router.nearestTeams(ask({ at: SQUARE, first: 3 }));
    expect(candidates.map(({ teamId }) => teamId)).toEqual([first.id, second.id, third.id]);
    expect(candidates[0]?.distanceMetres).toBe(candidates[1]?.distanceMetres);
    expect(requests).toBe(1);
  });

  it('the very next decision knows a team that paused, and one that is gone', async () => {
    await change({ teamCode: first.id, change: { ...first, status: 'PAUSED' } });
    await change({ teamCode: second.id, change: 'REMOVED', leaves: { communeCode: '00004', open: 0 } });
    expect(await idsOf(router)).toEqual([third.id]);
  });

  it('the very next decision knows a new team, in a commune that has a page and in one that has none', async () => {
    const pages = await readLivePages(table, ['00004', '00777']);
    const here = aTeam({ id: '00004-004', position: near(0) });
    const there = aTeam({ id: '00777-001', position: near(2.5) });
    for (const team of [here, there]) {
      const page = pages.get(team.communeCode);
      if (page === undefined) throw new Error('A page, be it empty, is always given.');
      await change({ teamCode: team.id, change: team, joins: { page, live: onDuty } });
    }
    expect(await idsOf(router)).toEqual([here.id, first.id, second.id, there.id, third.id]);
  });

  it('a team takes its open requests along to another commune, unless they changed meanwhile', async () => {
    const page = (await readLivePages(table, ['00888'])).get('00888');
    if (page === undefined) throw new Error('A page, be it empty, is always given.');
    const moved = { ...first, communeCode: '00888' };
    const move = (open: number): Promise<unknown> =>
      change({ teamCode: first.id, change: moved, leaves: { communeCode: '00004', open }, joins: { page, live: { ...onDuty, open: 3 } } });
    await expect(move(1)).rejects.toThrow('ConditionalCheckFailed');
    expect((await readLivePages(table, ['00888'])).get('00888')?.version).toBe(0);
    await move(0);
    expect((await router.nearestTeams(ask({ at: SQUARE }))).candidates).toMatchObject([{ teamId: first.id, communeCode: '00888' }]);
    expect((await readLivePages(table, ['00888'])).get('00888')?.teams.get(first.id)?.open).toBe(3);
  });

  it('a process that holds an old snapshot answers from the new one at its next decision', async () => {
    await change({ teamCode: first.id, change: { ...first, position: near(9) } });
    const rebuilt = await rebuildSnapshot(table, MONDAY_MORNING);
    expect(rebuilt).toMatchObject({ type: 'REBUILT', state: { changes: {} } });
    expect(await idsOf(router)).toEqual([second.id, third.id, first.id]);
    await putSnapshot(table, [third], MONDAY_MORNING);
    expect(await idsOf(router)).toEqual([third.id]);
    await putSnapshot(table, [], MONDAY_MORNING);
    expect(await idsOf(router)).toEqual([]);
  });
});

describe('folding the changes into a new snapshot', () => {
  const team = aTeam({ id: '00004-001', position: near(1) });
  const expiryOf = async (snapshotId: string): Promise<unknown> =>
    (await table.client.send(new GetCommand({ TableName: table.name, Key: { pk: `snapshot#${snapshotId}`, sk: 'chunk#00' } }))).Item?.['expiresAt'];

  it('does nothing while nothing changed', async () => {
    await settle([team], () => onDuty);
    expect(await rebuildSnapshot(table, MONDAY_MORNING)).toEqual({ type: 'NOTHING_CHANGED' });
  });

  it('keeps the new snapshot for good and the old one for the seven days in which a request may be reopened', async () => {
    const before = await putSnapshot(table, [team], MONDAY_MORNING);
    expect(await expiryOf(before.snapshotId)).toBeUndefined();
    await change({ teamCode: team.id, change: { ...team, position: near(4) } });
    const rebuilt = await rebuildSnapshot(table, MONDAY_MORNING);
    if (rebuilt.type !== 'REBUILT') throw new Error(rebuilt.type);
    expect(await expiryOf(rebuilt.state.snapshotId)).toBeUndefined();
    expect(await expiryOf(before.snapshotId)).toBe(Date.parse('2026-11-30T03:00:00.000Z') / 1000);
  });

  it('loses no change that is written while it runs, and no run overwrites another', async () => {
    const teams = Array.from({ length: 40 }, (_, number) => aTeam({ id: `00004-1${String(number).padStart(2, '0')}`, position: near(number) }));
    await settle(teams, () => onDuty);
    const moves = async (): Promise<void> => {
      for (const [number, moved] of teams.entries()) await change({ teamCode: moved.id, change: { ...moved, position: near(100 - number) } });
    };
    const rebuilds = async (): Promise<string[]> => {
      const types: string[] = [];
      for (let run = 0; run < 10; run += 1) types.push((await rebuildSnapshot(table, MONDAY_MORNING)).type);
      return types;
    };
    const [, one, other] = await Promise.all([moves(), rebuilds(), rebuilds()]);
    expect([...one, ...other]).toContain('REBUILT');
    const expected = teams.map(({ id }) => id).reverse();
    expect(await idsOf(createRouter(table), ask({ at: SQUARE, first: 40 }))).toEqual(expected);
    await rebuildSnapshot(table, MONDAY_MORNING);
    expect((await readRoutingState(table))?.changes).toEqual({});
    expect(await idsOf(createRouter(table), ask({ at: SQUARE, first: 40 }))).toEqual(expected);
  });
});

describe('a damaged snapshot', () => {
  it('is reported by its name and reason, whether its bytes or its parts are gone, and putting it anew heals it', async () => {
    const team = aTeam({ id: '00004-001', position: near(1) });
    await settle([team], () => onDuty);
    const state = await putSnapshot(table, [team], MONDAY_MORNING);
    const key = { pk: `snapshot#${state.snapshotId}`, sk: 'chunk#00' };
    await table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: key,
        UpdateExpression: 'SET bytes = :bytes',
        ExpressionAttributeValues: { ':bytes': new Uint8Array([0x54, 0x53, 0x52, 1, 0, 0, 0, 0, 1, 2, 3]) },
      }),
    );
    const router = createRouter(table);
    await expect(router.nearestTeams(ask({ at: SQUARE }))).rejects.toMatchObject({
      name: 'SnapshotUnreadable',
      snapshotId: state.snapshotId,
      reason: 'CHECKSUM',
    });
    await table.client.send(new DeleteCommand({ TableName: table.name, Key: key }));
    await expect(router.nearestTeams(ask({ at: SQUARE }))).rejects.toMatchObject({ reason: '0 of 1 parts are there' });
    await putSnapshot(table, [team], MONDAY_MORNING);
    expect(await idsOf(router)).toEqual([team.id]);
  });
});
