import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UNITS_IN_FORCE } from '../../functions/units/admin-unit.ts';
import type { AdminUnit } from '../../functions/units/admin-unit.ts';
import { readAddressDatabase } from '../../functions/units/address-database.ts';
import { checkUnits } from '../../functions/units/check-units.ts';
import { createUnits } from '../../functions/units/units.ts';
import type { Units } from '../../functions/units/units.ts';
import { startEngine } from '../support/engine.ts';
import type { TestEngine } from '../support/engine.ts';
import { putUnits } from '../support/units.ts';

let engine: TestEngine;
let units: Units;
const LAO_CAI = '15';

beforeAll(async () => {
  engine = await startEngine();
  units = createUnits(engine.main);
  const checked = checkUnits(readAddressDatabase(), UNITS_IN_FORCE);
  if (!checked.ok) throw new Error('The list was refused.');
  // All provinces, and the communes of one: the rest would only take time.
  const some = checked.value.units.filter(({ level, parentCode }) => level === 'PROVINCE' || parentCode === LAO_CAI);
  const before: AdminUnit = { version: '2019-01-01', code: '03006', level: 'COMMUNE', name: 'Phường Phan Si Păng', parentCode: '10' };
  await putUnits(engine.main, [...some, before]);
});

afterAll(() => engine.stop());

const everyCommune = async (first: number): Promise<AdminUnit[]> => {
  const found: AdminUnit[] = [];
  for (let after: string | undefined; ; ) {
    const page = await units.communes(UNITS_IN_FORCE, LAO_CAI, { first, after });
    found.push(...page.items.map(({ item }) => item));
    if (!page.hasNextPage) return found;
    expect(page.items).toHaveLength(first);
    after = page.items.at(-1)?.cursor;
  }
};

describe('somebody who looks for a unit', () => {
  it('finds it by version and code, since codes have been reused', async () => {
    expect((await units.unit(UNITS_IN_FORCE, '03006'))?.name).toBe('Phường Sa Pa');
    expect((await units.unit('2019-01-01', '03006'))?.name).toBe('Phường Phan Si Păng');
    expect(await units.unit('2019-01-01', '02647')).toBeUndefined();
  });

  it('finds several at once, in the order asked for, with gaps where there is none', async () => {
    const found = await units.units(UNITS_IN_FORCE, ['15', '99999', '03006', '15']);
    expect(found.map((unit) => unit?.name)).toEqual(['Lào Cai', undefined, 'Phường Sa Pa', 'Lào Cai']);
  });

  it('sees the 34 provinces by code', async () => {
    const provinces = await units.provinces(UNITS_IN_FORCE);
    expect(provinces).toHaveLength(34);
    expect(provinces.map(({ code }) => code)).toEqual(provinces.map(({ code }) => code).sort());
    expect(await units.provinces('1900-01-01')).toEqual([]);
  });

  it('pages through the communes of a province by name, meeting each once', async () => {
    const all = await everyCommune(100);
    expect(all).toHaveLength(99);
    expect(await everyCommune(7)).toEqual(all);
    expect(await everyCommune(33)).toEqual(all);
    expect(all[0]?.name).toBe('Phường Âu Lâu');
  });

  it('gets an empty page for a province that is not there, and a RangeError for an impossible page', async () => {
    expect(await units.communes(UNITS_IN_FORCE, '99', { first: 5 })).toEqual({ items: [], hasNextPage: false });
    await expect(units.communes(UNITS_IN_FORCE, LAO_CAI, { first: 101 })).rejects.toThrow(RangeError);
  });

  it('is not thrown off by a cursor that somebody made up', async () => {
    const page = await units.communes(UNITS_IN_FORCE, LAO_CAI, { first: 3, after: 'không phải con trỏ' });
    expect(page.items.length).toBeLessThanOrEqual(3);
  });
});
