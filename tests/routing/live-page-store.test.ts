import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { countedRows, putRows } from '../../functions/storage/batch.ts';
import type { TransactWrite } from '../../functions/storage/client.ts';
import {
  changeLiveTeamWrite,
  givePlaceBackWrite,
  placeMoveWrites,
  putLivePages,
  readLivePages,
  takePlaceRegardlessWrite,
  takePlaceWrite,
} from '../../functions/routing/live-page-store.dynamo.ts';
import type { LivePage, LiveTeam } from '../../functions/routing/live-page.ts';
import type { MainTable } from '../../functions/storage/client.ts';
import { startEngine } from '../support/engine.ts';
import type { TestEngine } from '../support/engine.ts';
import { onDuty } from '../support/routing-country.ts';

let engine: TestEngine;
let table: MainTable;
beforeAll(async () => {
  engine = await startEngine();
  table = engine.main;
});
afterAll(() => engine.stop());

const hamlet = { teamCode: '00004-001', communeCode: '00004' };
const quarter = { teamCode: '00004-002', communeCode: '00004' };
const far = { teamCode: '00777-001', communeCode: '00777' };
const live = (open: number, capacity: number): LiveTeam => ({ ...onDuty, open, capacity });

const write = (writes: readonly TransactWrite[]): Promise<unknown> =>
  table.client.send(new TransactWriteCommand({ TransactItems: [...writes] }));
const pageOf = async (communeCode: string): Promise<LivePage | undefined> => (await readLivePages(table, [communeCode])).get(communeCode);
const openOf = async (place: { teamCode: string; communeCode: string }): Promise<number | undefined> =>
  (await pageOf(place.communeCode))?.teams.get(place.teamCode)?.open;

beforeEach(() =>
  putLivePages(table, [
    { communeCode: '00004', version: 1, teams: new Map([[hamlet.teamCode, live(0, 3)], [quarter.teamCode, live(2, 2)]]) },
    { communeCode: '00777', version: 1, teams: new Map([[far.teamCode, live(0, 1)]]) },
  ]),
);

describe('places in a team\'s capacity', () => {
  it('are never given to more requests than there are, however many ask at once', async () => {
    const asked = await Promise.allSettled(Array.from({ length: 20 }, () => write([takePlaceWrite(table, hamlet)])));
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    for (const answer of asked) if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ name: 'TransactionCanceledException' });
    expect(await openOf(hamlet)).toBe(3);
    expect((await pageOf('00004'))?.version).toBe(4);
  });

  it('are not taken from a team that is full, unknown or in another commune', async () => {
    for (const place of [quarter, { ...hamlet, teamCode: '00004-999' }, { ...hamlet, communeCode: '00777' }, { ...hamlet, communeCode: '00999' }]) {
      await expect(write([takePlaceWrite(table, place)])).rejects.toThrow('ConditionalCheckFailed');
    }
    expect((await pageOf('00999'))?.version).toBe(0);
  });

  it('come back one by one, and never below none open', async () => {
    await write([givePlaceBackWrite(table, quarter)]);
    await write([givePlaceBackWrite(table, quarter)]);
    await expect(write([givePlaceBackWrite(table, quarter)])).rejects.toThrow('ConditionalCheckFailed');
    expect(await openOf(quarter)).toBe(0);
  });

  it('may be overdrawn by a team that takes an escalated request, but only if it exists', async () => {
    await write([takePlaceRegardlessWrite(table, quarter)]);
    expect(await openOf(quarter)).toBe(3);
    await expect(write([takePlaceRegardlessWrite(table, { ...quarter, teamCode: '00004-999' })])).rejects.toThrow('ConditionalCheckFailed');
  });

  it('pass from one team to the next in one write per page', async () => {
    const within = placeMoveWrites(table, { take: hamlet, giveBack: quarter });
    expect(within).toHaveLength(1);
    await write(within);
    expect([await openOf(hamlet), await openOf(quarter)]).toEqual([1, 1]);

    await write(placeMoveWrites(table, { take: far, giveBack: hamlet }));
    expect([await openOf(far), await openOf(hamlet)]).toEqual([1, 0]);
  });

  it('stay as they are when one of the two steps of a move is impossible', async () => {
    await expect(write(placeMoveWrites(table, { take: quarter, giveBack: hamlet }))).rejects.toThrow('ConditionalCheckFailed');
    expect([await openOf(hamlet), await openOf(quarter)]).toEqual([0, 2]);
  });

  it('need no write when a team passes a request to itself', () => {
    expect(placeMoveWrites(table, { take: hamlet, giveBack: hamlet })).toEqual([]);
  });
});

describe('a team\'s duty and capacity', () => {
  it('change without touching its open requests', async () => {
    const duty = { hours: 'Mo-Su 18:00-22:00', until: '2026-11-23T15:00:00.000Z' };
    await write([changeLiveTeamWrite(table, quarter, { duty })]);
    await write([changeLiveTeamWrite(table, quarter, { capacity: 7 })]);
    expect((await pageOf('00004'))?.teams.get(quarter.teamCode)).toEqual({ open: 2, capacity: 7, duty });
  });

  it('are refused before they are written when the hours cannot be read', () => {
    expect(() => changeLiveTeamWrite(table, quarter, { duty: { hours: 'every day' } })).toThrow('Service hours that can be read');
    expect(() => changeLiveTeamWrite(table, quarter, {})).toThrow('at least one');
  });
});

describe('reading many items', () => {
  it('goes on asking until all of them are there, also when one answer cannot hold them', async () => {
    const keys = Array.from({ length: 60 }, (_, number) => ({ pk: 'large', sk: `part#${number}` }));
    await putRows(table, keys.map((key) => ({ ...key, bytes: new Uint8Array(350_000) })));
    const { rows, requests } = await countedRows(table, keys, { consistent: true });
    expect(rows).toHaveLength(60);
    // An answer holds 16 MB; these are 21 MB.
    expect(requests).toBeGreaterThan(1);
  });
});
