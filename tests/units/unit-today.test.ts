import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AdminUnit } from '../../functions/units/admin-unit.ts';
import { indexUnits } from '../../functions/units/unit-index.ts';
import { ancestorsOf, followUnit } from '../../functions/units/unit-today.ts';

const communesOf = (version: string, codes: readonly string[]): readonly AdminUnit[] => codes.map((code) => ({ version, code, level: 'COMMUNE', name: `Xã ${code}`, parentCode: '01' }));

/** A list after another, by links such as `00001>00002`. */
const list = (version: string, formerVersion: string | undefined, links: readonly string[], codes: readonly string[]) =>
  indexUnits({
    version,
    formerVersion,
    units: communesOf(version, codes),
    links: links.map((link) => ({ formerCode: link.slice(0, 5), code: link.slice(6) })),
  });

const unit = (version: string, code: string): AdminUnit => ({ version, code, level: 'COMMUNE', name: `Xã ${code}`, parentCode: '01' });

const first = list('2025-07-01', undefined, [], ['00001', '00002', '00003', '00004', '00005']);
/** 1 goes on as 9; 2 and 3 become 2; 4 is divided between 4 and 6; of 5 nothing is said. */
const second = list('2027-01-01', '2025-07-01', ['00001>00009', '00002>00002', '00003>00002', '00004>00004', '00004>00006'], ['00002', '00004', '00006', '00009']);
/** 4 and 6 are joined as 7; 9 and 2 go on. */
const third = list('2029-01-01', '2027-01-01', ['00009>00009', '00002>00002', '00004>00007', '00006>00007'], ['00002', '00007', '00009']);

const today = (code: string, ...later: Parameters<typeof followUnit>[1]) => {
  const found = followUnit(unit('2025-07-01', code), later);
  return found.kind === 'WHOLE' ? `${found.unit.version} ${found.unit.code}${found.alone ? ' alone' : ''}` : found.among.map((part) => part.code);
};

describe('a commune of an earlier list', () => {
  it('is what it became, however often lists came, and itself while none came', () => {
    expect(today('00001')).toBe('2025-07-01 00001 alone');
    expect(today('00001', second)).toBe('2027-01-01 00009 alone');
    expect(today('00001', second, third)).toBe('2029-01-01 00009 alone');
    expect(today('00003', second, third)).toBe('2029-01-01 00002');
  });

  it('is in parts where it was divided, until a later list joins all of them again', () => {
    expect(today('00004', second)).toEqual(['00004', '00006']);
    expect(today('00004', second, third)).toBe('2029-01-01 00007');
  });

  it('is nowhere when a list does not say, and stays so', () => {
    expect(today('00005', second)).toEqual([]);
    expect(today('00005', second, third)).toEqual([]);
  });

  it('is found from what it became', () => {
    expect(ancestorsOf(unit('2029-01-01', '00007'), [third, second, first]).map(({ version, code }) => `${version} ${code}`)).toEqual([
      '2027-01-01 00004',
      '2027-01-01 00006',
      '2025-07-01 00004',
    ]);
    expect(ancestorsOf(unit('2025-07-01', '00001'), [first])).toEqual([]);
  });

  it('is an ancestor of exactly the units in which it is today, whatever two lists made of it', () => {
    const codes = ['00001', '00002', '00003', '00004'];
    const links = fc.uniqueArray(fc.tuple(fc.constantFrom(...codes), fc.constantFrom(...codes)).map(([from, to]) => `${from}>${to}`), { maxLength: 8 });
    fc.assert(
      fc.property(links, links, (one, other) => {
        const lists = [list('2025-07-01', undefined, [], codes), list('2026-01-01', '2025-07-01', one, codes), list('2027-01-01', '2026-01-01', other, codes)] as const;
        for (const code of codes) {
          const found = followUnit(unit('2025-07-01', code), lists.slice(1));
          const within = found.kind === 'WHOLE' ? [found.unit.code] : found.among.map((part) => part.code);
          const whose = codes.filter((later) => ancestorsOf(unit('2027-01-01', later), lists.toReversed()).some((before) => before.version === '2025-07-01' && before.code === code));
          expect(whose).toEqual(within);
        }
      }),
      { seed: 20_270_101 },
    );
  });
});
