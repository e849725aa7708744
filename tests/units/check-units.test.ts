import { describe, expect, it } from 'vitest';
import type { UnitFault } from '../../functions/units/unit-fault.ts';
import { UNITS_IN_FORCE } from '../../functions/units/admin-unit.ts';
import { readAddressDatabase } from '../../functions/units/address-database.ts';
import { checkUnits, linesOfReport } from '../../functions/units/check-units.ts';
import type { CheckedUnits, ListedUnits } from '../../functions/units/check-units.ts';

const listed = readAddressDatabase();

const checked = (list: ListedUnits = listed): CheckedUnits => {
  const result = checkUnits(list, UNITS_IN_FORCE);
  if (!result.ok) throw new Error(JSON.stringify(result.failure.faults));
  return result.value;
};

const faultsOf = (list: ListedUnits): readonly UnitFault[] => {
  const result = checkUnits(list, UNITS_IN_FORCE);
  return result.ok ? [] : result.failure.faults;
};

describe('the official list of units', () => {
  it('has the 34 provinces and 3,321 communes of 1 July 2025, every name in NFC', () => {
    const { units } = checked();
    expect(units.filter(({ level }) => level === 'PROVINCE')).toHaveLength(34);
    expect(units.filter(({ level }) => level === 'COMMUNE')).toHaveLength(3321);
    expect(units.filter(({ name }) => name !== name.normalize('NFC'))).toEqual([]);
  });

  it('tells what it repaired and refused in numbers that an operator can follow up', () => {
    expect(checked().report).toEqual({
      provinces: 34,
      communes: 3321,
      namesRepaired: 32,
      // 572 before the 32 names were put into NFC (product.md): four of those had a namesake.
      namesShared: 576,
      mappingsKept: 10_034,
      mappingsWithoutOldCode: 943,
      mappingsToUnknownCode: 431,
    });
  });

  it('says so in three lines', () => {
    const lines = linesOfReport(checked().report);
    expect(lines).toHaveLength(3);
    expect(lines.join(' ')).toMatch(/34 provinces, 3,321 communes.*32 names.*943 without an old code.*431 to an unknown code/);
  });

  it('leads from a commune of before to those that its land is in now', () => {
    const known = new Set(checked().units.map(({ code }) => code));
    expect(checked().successions.filter(({ newCode, oldCode }) => !known.has(newCode) || !/^\d{5}$/.test(oldCode))).toEqual([]);
  });

  it('has Hoàng Sa and Trường Sa', () => {
    const names = checked().units.map(({ name }) => name);
    expect(names).toContain('Đặc khu Hoàng Sa');
    expect(names).toContain('Đặc khu Trường Sa');
  });
});

describe('a list with a fault in its units is refused as a whole', () => {
  const [first, second, ...others] = listed.communes;
  if (first === undefined || second === undefined) throw new Error('The list has communes.');
  const withFirst = (changed: Partial<typeof first>): ListedUnits => ({ ...listed, communes: [{ ...first, ...changed }, second, ...others] });

  it('when a commune is missing', () => {
    expect(faultsOf({ ...listed, communes: [second, ...others] })).toEqual([{ kind: 'OTHER_COUNT', level: 'COMMUNE', expected: 3321, found: 3320 }]);
  });

  it('when a code comes twice or is not of five digits', () => {
    expect(faultsOf(withFirst({ code: second.code }))).toMatchObject([{ kind: 'CODE_TWICE', code: second.code }]);
    expect(faultsOf(withFirst({ code: '004' }))[0]).toMatchObject({ kind: 'CODE_FORM', code: '004', digits: 5 });
  });

  it('when a commune lies in no province of the list', () => {
    expect(faultsOf(withFirst({ provinceCode: '99' }))).toMatchObject([{ kind: 'UNKNOWN_PROVINCE', code: '00004', provinceCode: '99' }]);
  });

  it('when two communes of one province share a name, in whatever Unicode form', () => {
    expect(faultsOf(withFirst({ name: second.name.normalize('NFD') }))).toMatchObject([{ kind: 'NAME_TWICE', provinceCode: '01', name: second.name }]);
  });

  it('when a unit has no name', () => {
    expect(faultsOf(withFirst({ name: '  ' }))).toMatchObject([{ kind: 'NO_NAME', code: '00004' }]);
  });

  it('and tells the first twenty faults and how many there are', () => {
    const result = checkUnits({ ...listed, provinces: [] }, UNITS_IN_FORCE);
    expect(result).toMatchObject({ ok: false, failure: { type: 'UnitListRefused', count: 3322 } });
    expect(faultsOf({ ...listed, provinces: [] })).toHaveLength(20);
  });
});
