import { describe, expect, it } from 'vitest';
import { readAddressDatabase } from '../../functions/units/address-database.ts';
import { linesOfFormerReport, nationalLists } from '../../functions/units/national-lists.ts';
import { distinctLinks, successionsOf } from '../../functions/units/succession.ts';

const listed = readAddressDatabase();
const lists = nationalLists(listed);
if (!lists.ok) throw new Error(JSON.stringify(lists.failure.faults));
const { former, current, formerReport } = lists.value;
const successions = successionsOf(current);
const formerUnit = (code: string) => former.units.find((unit) => unit.code === code);
const unit = (code: string) => current.units.find((one) => one.code === code);
const after = (code: string) => successions.filter(({ formerCode }) => formerCode === code).map(({ code: now, kind }) => [kind, unit(now)?.name]);

describe('the list before 1 July 2025', () => {
  it('has the 63 provinces, and every commune that the source gives a code, with its district', () => {
    expect(former.units.filter(({ level }) => level === 'PROVINCE')).toHaveLength(63);
    const communes = former.units.filter(({ level }) => level === 'COMMUNE');
    expect(communes).toHaveLength(10_034);
    expect(communes.filter(({ district }) => district === undefined)).toEqual([]);
    expect(formerUnit('26881')).toEqual({ version: '2025-03-01', code: '26881', level: 'COMMUNE', name: 'Phường 12', parentCode: '79', district: 'Quận Gò Vấp' });
  });

  it('gives each province the official code: the codes of its communes rise with it', () => {
    const medians = former.units
      .filter(({ level, code }) => level === 'PROVINCE' && code !== '01')
      .map(({ code }) => {
        const within = former.units.filter(({ parentCode }) => parentCode === code).map((one) => one.code).sort();
        return within[within.length >> 1] ?? '';
      });
    // Hà Nội apart: half of it was Hà Tây, whose communes kept codes of their own.
    expect(medians).toHaveLength(62);
    expect(medians).toEqual([...medians].sort());
  });

  it('knows that a code may name another unit now', () => {
    expect([formerUnit('15')?.name, unit('15')?.name]).toEqual(['Tỉnh Yên Bái', 'Lào Cai']);
    expect([formerUnit('26882')?.name, unit('26882')?.name]).toEqual(['Phường 14', 'Phường An Hội Tây']);
  });
});

describe('the way from it to the list since', () => {
  it('says what was merged, and what went on alone', () => {
    expect(after('26881')).toEqual([['MERGED_INTO', 'Phường An Hội Tây']]);
    expect(after('10')).toEqual([['MERGED_INTO', 'Lào Cai']]);
    expect(after('01')).toEqual([['SAME', 'Thành phố Hà Nội']]);
    expect(successions.filter(({ kind }) => kind === 'SAME').length).toBeGreaterThan(100);
  });

  it('says among which communes one was divided, where the source says so', () => {
    expect(after('00166')).toEqual([
      ['DIVIDED_AMONG', 'Phường Nghĩa Đô'],
      ['DIVIDED_AMONG', 'Phường Cầu Giấy'],
    ]);
    expect(new Set(successions.filter(({ kind }) => kind === 'DIVIDED_AMONG').map(({ formerCode }) => formerCode))).toEqual(
      new Set(['00166', '00167', '03766', '20200', '25996']),
    );
  });

  it('reports what it could not use and makes nothing up', () => {
    expect(formerReport).toEqual({
      provinces: 63,
      communes: 10_034,
      communesMissing: 1,
      districts: 691,
      linkedByCode: 10_034,
      linkedByName: 19,
      withoutFormerUnit: 924,
      withoutUnit: 0,
      divided: 5,
      // Five islands were districts without communes; Xã Ia Mơ is not in the mapping.
      withoutPredecessor: ['11948', '19742', '20333', '21548', '23737', '26732'],
    });
    expect(linesOfFormerReport(formerReport).join('\n')).toMatch(/63 provinces, 10,034 communes in 691 districts; 1 of.*\n.*5 communes are known to be divided.*23737/);
  });

  it('leads from units that were there to units that are there, each way once', () => {
    const levels = new Map([...former.units, ...current.units].map(({ version, code, level }) => [`${version} ${code}`, level]));
    const astray = successions.filter(
      ({ formerVersion, formerCode, version, code }) => levels.get(`${formerVersion} ${formerCode}`) !== (levels.get(`${version} ${code}`) ?? 'NOWHERE'),
    );
    expect(astray).toEqual([]);
    expect(distinctLinks([...current.links, ...current.links])).toEqual(current.links);
  });

  it('is refused when a former province has no code, or one code names two communes', () => {
    const [first, ...rest] = listed.mappings;
    if (first === undefined) throw new Error('The mapping has rows.');
    const unknown = nationalLists({ ...listed, mappings: [{ ...first, oldProvinceName: 'Tỉnh Hà Tây' }, ...rest] });
    expect(unknown).toMatchObject({ ok: false, failure: { type: 'UnitListRefused' } });
    const twice = nationalLists({ ...listed, mappings: [...listed.mappings, { ...first, oldName: 'Phường 99' }] });
    expect(twice).toMatchObject({ ok: false, failure: { faults: [{ kind: 'CODE_TWICE', code: first.oldCode ?? '' }] } });
  });
});
