import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { putRows } from '../../functions/storage/batch.ts';
import type { MainTable } from '../../functions/storage/client.ts';
import type { AdminUnit } from '../../functions/units/admin-unit.ts';
import { readAddressDatabase } from '../../functions/units/address-database.ts';
import { nationalLists } from '../../functions/units/national-lists.ts';
import { rowOfVersion, rowsOfList, versionOf } from '../../functions/units/unit-list-row.ts';
import { createUnits } from '../../functions/units/units.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';

const lists = nationalLists(readAddressDatabase());
if (!lists.ok) throw new Error(JSON.stringify(lists.failure.faults));
const { former, current } = lists.value;

/** The same table, counting what is sent to it. */
const counted = (main: MainTable) => {
  const sent: string[] = [];
  const client = new Proxy(main.client, {
    get: (target, property, receiver) =>
      property === 'send'
        ? (command: Parameters<DynamoDBDocumentClient['send']>[0]) => {
            sent.push(command.constructor.name);
            return target.send(command);
          }
        : Reflect.get(target, property, receiver),
  });
  return { main: { ...main, client }, sent };
};

let engine: TestEngine;
beforeAll(async () => {
  engine = await startEngine();
  await putRows(engine.main, [...rowsOfList(former), ...rowsOfList(current), rowOfVersion(versionOf(former, [])), rowOfVersion(versionOf(current, former.units))]);
});
afterAll(() => engine.stop());

describe('somebody who asks about a day', () => {
  it('gets the list that was in force then, and none for days that no list of ours is about', async () => {
    const units = createUnits(engine.main);
    expect(await units.versionOn('2025-02-28')).toBeUndefined();
    expect(await units.versionOn('2025-03-01')).toBe('2025-03-01');
    expect(await units.versionOn('2025-06-30')).toBe('2025-03-01');
    expect(await units.versionOn('2025-07-01')).toBe('2025-07-01');
    expect(await units.versionOn('2099-01-01')).toBe('2025-07-01');
  });

  it('sees from when until when each list is valid, and how much of its past is unknown', async () => {
    expect(await createUnits(engine.main).versions()).toEqual([
      { version: '2025-03-01', until: '2025-06-30', provinces: 63, communes: 10_034, withoutPredecessor: 0, withoutSuccessor: 0 },
      { version: '2025-07-01', formerVersion: '2025-03-01', provinces: 34, communes: 3321, withoutPredecessor: 6, withoutSuccessor: 0 },
    ]);
  });

  it('hears of a new list within a minute', async () => {
    let minutes = 0;
    const own = await startEngine();
    try {
      const units = createUnits(own.main, () => minutes * 60_000);
      expect(await units.versionOn('2026-01-01')).toBeUndefined();
      await putRows(own.main, [rowOfVersion(versionOf(former, []))]);
      expect(await units.versionOn('2026-01-01')).toBe('2025-03-01');
      await putRows(own.main, [rowOfVersion(versionOf(current, former.units))]);
      expect(await units.versionOn('2026-01-01')).toBe('2025-03-01');
      minutes = 1;
      expect(await units.versionOn('2026-01-01')).toBe('2025-07-01');
    } finally {
      await own.stop();
    }
  });
});

describe('somebody who looks for what became of a unit', () => {
  it('is led on to the commune that it was merged into, and back to all that it was made of', async () => {
    const units = createUnits(engine.main);
    const before = await units.unit('2025-03-01', '03006');
    const { items } = await units.successors(before as AdminUnit, { first: 10 });
    expect(items.map(({ item: { version, code, kind } }) => [version, code, kind])).toEqual([['2025-07-01', '03006', 'MERGED_INTO']]);
    const now = await units.unit('2025-07-01', '03006');
    const { items: from } = await units.predecessors(now as AdminUnit, { first: 10 });
    const names = await units.units('2025-03-01', from.map(({ item }) => item.formerCode));
    expect(names.map((unit) => [unit?.name, unit?.district])).toContainEqual([before?.name, 'Thị xã Sa Pa']);
    expect(from.length).toBeGreaterThan(1);
  });

  it('gets the predecessors page by page', async () => {
    const units = createUnits(engine.main);
    const province = (await units.unit('2025-07-01', '15')) as AdminUnit;
    const first = await units.predecessors(province, { first: 1 });
    expect([first.items.map(({ item }) => item.formerCode), first.hasNextPage]).toEqual([['10'], true]);
    const second = await units.predecessors(province, { first: 1, after: first.items[0]?.cursor });
    expect([second.items.map(({ item }) => item.formerCode), second.hasNextPage]).toEqual([['15'], false]);
  });

  it('gets nothing, rather than a guess, for the newest list', async () => {
    const units = createUnits(engine.main);
    const now = (await units.unit('2025-07-01', '03006')) as AdminUnit;
    expect(await units.successors(now, { first: 10 })).toEqual({ items: [], hasNextPage: false });
  });
});

describe('a search', () => {
  it('is one table query, and none the next time', async () => {
    const { main, sent } = counted(engine.main);
    const units = createUnits(main);
    // Which lists there are is read once a minute, whatever is asked.
    const version = (await units.versionOn('2026-11-23')) ?? '';
    sent.length = 0;
    const { items } = await units.search({ version, text: 'ba dinh, ha noi' }, { first: 5 });
    expect(items.map(({ item }) => item.name)).toEqual(['Phường Ba Đình']);
    expect(sent).toEqual(['QueryCommand']);
    await units.search({ version, text: 'hoà' }, { first: 5 });
    expect(sent).toEqual(['QueryCommand']);
  });

  it('finds a commune of before by its district, since many were called Phường 12', async () => {
    const units = createUnits(engine.main);
    const { items } = await units.search({ version: '2025-03-01', text: 'Phường 12, Gò Vấp' }, { first: 5 });
    expect(items.map(({ item: { code, district } }) => [code, district])).toEqual([['26881', 'Quận Gò Vấp']]);
  });

  it('pages, meeting each unit once; a cursor of another search ends the list', async () => {
    const units = createUnits(engine.main);
    const all = (await units.search({ version: '2025-07-01', text: 'hoa', within: '01' }, { first: 100 })).items.map(({ item }) => item.code);
    const met: string[] = [];
    for (let after: string | undefined; ; ) {
      const page = await units.search({ version: '2025-07-01', text: 'hòa', within: '01' }, { first: 2, after });
      met.push(...page.items.map(({ item }) => item.code));
      if (!page.hasNextPage) break;
      after = page.items.at(-1)?.cursor;
    }
    expect(met).toEqual(all);
    expect((await units.search({ version: '2025-07-01', text: 'hòa' }, { first: 2, after: 'x' })).items).toEqual([]);
    await expect(units.search({ version: '2025-07-01', text: 'hòa' }, { first: 0 })).rejects.toThrow(RangeError);
  });

  it('finds nothing in a list that is not whole', async () => {
    expect(await createUnits(engine.main).search({ version: '2020-01-01', text: 'hoà' }, { first: 2 })).toEqual({ items: [], hasNextPage: false });
  });
});
