import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { putSnapshot } from '../../functions/routing/snapshot-store.dynamo.ts';
import { teamsWithin } from '../../functions/teams/teams-within.ts';
import { createTeams } from '../../functions/teams/teams.ts';
import type { AdminUnit } from '../../functions/units/admin-unit.ts';
import { createUnits } from '../../functions/units/units.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { aTeam } from '../support/lane.ts';
import { putUnits } from '../support/units.ts';

const version = '2025-07-01';
const province: AdminUnit = { version, code: '01', level: 'PROVINCE', name: 'Thành phố Hà Nội' };
/** By name: An, Bưởi, …; each third commune has no team, so that a page must look further than its own communes. */
const communes = ['An', 'Bưởi', 'Chương', 'Dịch', 'Đống', 'Giảng', 'Hồng', 'Kim', 'Láng', 'Mỹ', 'Ngọc', 'Ô'].map(
  (name, at): AdminUnit => ({ version, code: String(10_000 + at), level: 'COMMUNE', name: `Phường ${name}`, parentCode: '01' }),
);
const teamsOf = (at: number): number => (at % 3 === 2 ? 0 : at === 4 ? 7 : 2);

let engine: TestEngine;
let parts: Parameters<typeof teamsWithin>[0];
beforeAll(async () => {
  engine = await startEngine();
  const teams = createTeams(engine.main);
  parts = { teams, units: createUnits(engine.main) };
  await putSnapshot(engine.main, [], '2026-11-23T08:00:00.000Z');
  await putUnits(engine.main, [province, ...communes]);
  for (const [at, { code }] of communes.entries()) {
    for (let number = 1; number <= teamsOf(at); number += 1) await teams.changeTeam(aTeam(number, { code: `${code}-00${number}`, communeCode: code }));
  }
});
afterAll(() => engine.stop());

const expected = communes.flatMap(({ code }, at) => Array.from({ length: teamsOf(at) }, (_, nth) => `${code}-00${nth + 1}`));

const allPages = async (unit: AdminUnit, first: number): Promise<string[][]> => {
  const pages: string[][] = [];
  let after: string | undefined;
  for (let more = true; more; ) {
    const page = await teamsWithin(parts, unit, after === undefined ? { first } : { first, after });
    pages.push(page.items.map(({ item }) => item.code));
    more = page.hasNextPage;
    after = page.items.at(-1)?.cursor;
  }
  return pages;
};

describe('an official who looks at a province', () => {
  test.each([1, 2, 3, 5, 7, 100])('sees each team once, commune by commune, on pages of %i', async (first) => {
    const pages = await allPages(province, first);
    expect(pages.flat()).toEqual(expected);
    // No page is empty or half full while more remains.
    expect(pages.slice(0, -1).every((page) => page.length === first)).toBe(true);
    expect(pages.at(-1)?.length).toBeGreaterThan(0);
  });

  test('who comes with the bookmark of another list gets nothing, and no error', async () => {
    for (const after of ['x', '[]', '["a"]', '{"a":1}', 'null']) expect(await teamsWithin(parts, province, { first: 5, after })).toEqual({ items: [], hasNextPage: false });
  });

  test('may ask for three hundred at once, and no more', async () => {
    expect((await allPages(province, 300)).flat()).toEqual(expected);
    await expect(teamsWithin(parts, province, { first: 301 })).rejects.toThrow(RangeError);
  });
});

test('an official who looks at a commune sees its teams by code', async () => {
  const commune = communes[4];
  if (commune === undefined) throw new Error('the list is shorter than this test thinks');
  expect((await allPages(commune, 3)).flat()).toEqual(expected.filter((code) => code.startsWith(commune.code)));
});
