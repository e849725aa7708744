import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAudit } from '../../functions/audit/audit.ts';
import { createKiosks } from '../../functions/kiosks/kiosks.ts';
import type { Actor } from '../../functions/permission/actor.ts';
import { putSnapshot } from '../../functions/routing/snapshot-store.dynamo.ts';
import { createTeams } from '../../functions/teams/teams.ts';
import { importUnitList, type ImportUnitList, type UnitImportReport } from '../../functions/units/import-list.ts';
import type { UnitCells } from '../../functions/units/listed-row.ts';
import { createUnits } from '../../functions/units/units.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { aKiosk, aTeam } from '../support/lane.ts';

const NOW = '2026-11-23T08:00:00.000Z';
const operator: Actor = { kind: 'official', officialId: 'o-1', role: 'OPERATOR', unitVersion: '2025-07-01' };
const commune = (code: string, name: string, former?: string): UnitCells => ({ code, name, province_code: '01', ...(former === undefined ? {} : { former_codes: former }) });
const province: UnitCells = { code: '01', name: 'Thành phố Hà Nội' };

const first: readonly UnitCells[] = [
  province,
  commune('00004', 'Phường Ba Đình'),
  commune('00008', 'Phường Ngọc Hà'),
  commune('00025', 'Phường Giảng Võ'),
  commune('00028', 'Phường Cửa Nam'),
  commune('00031', 'Phường Văn Miếu'),
];

/** Giảng Võ is renamed; Ba Đình is divided; Ngọc Hà and a part of Ba Đình are one; Cửa Nam is gone; Tây Hồ is new. */
const second: readonly UnitCells[] = [
  { ...province, code: '02', name: 'Tỉnh Mới', former_codes: 'none' },
  province,
  commune('00004', 'Phường Ba Đình'),
  commune('00008', 'Phường Ngọc Hà', '00008|00004|09999'),
  commune('00025', 'Phường Giảng Võ mới'),
  commune('00099', 'Phường Tây Hồ'),
  { ...commune('00031', 'Phường Văn Miếu'), province_code: '02' },
];

let engine: TestEngine;
beforeEach(async () => {
  engine = await startEngine();
});
afterEach(() => engine.stop());

const importing = (rows: readonly UnitCells[], options: Partial<ImportUnitList> = {}) =>
  importUnitList(engine.main, rows, { version: '2027-01-01', actor: operator, now: NOW, teamsOfCommune: createTeams(engine.main).teamsOfCommune, kiosksOfCommune: createKiosks(engine.main).kiosksWithin, ...options });

const imported = async (rows: readonly UnitCells[], options: Partial<ImportUnitList> = {}): Promise<UnitImportReport> => {
  const result = await importing(rows, options);
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
};

describe('an operator who imports a newer list', () => {
  it('is told what was added, renamed, moved, merged, divided and gone, and which teams that touches', async () => {
    await imported(first, { version: '2025-07-01' });
    await putSnapshot(engine.main, [], NOW);
    for (const communeCode of ['00004', '00025', '00028']) await createTeams(engine.main).changeTeam(aTeam(1, { code: `${communeCode}-001`, communeCode }));
    await createKiosks(engine.main).saveKiosk(aKiosk());
    const report = await imported(second);
    expect(report).toEqual({
      version: '2027-01-01',
      formerVersion: '2025-07-01',
      outcome: 'WRITTEN',
      provinces: 2,
      communes: 5,
      changes: [
        { kind: 'ADDED', code: '00099', name: 'Phường Tây Hồ' },
        { kind: 'ADDED', code: '02', name: 'Tỉnh Mới' },
        { kind: 'DIVIDED', formerCode: '00004', name: 'Phường Ba Đình', codes: ['00004', '00008'] },
        { kind: 'GONE', formerCode: '00028', name: 'Phường Cửa Nam' },
        { kind: 'MERGED', formerCode: '00008', name: 'Phường Ngọc Hà', codes: ['00008'] },
        { kind: 'MOVED', formerCode: '00031', code: '00031', from: '01', to: '02' },
        { kind: 'RENAMED', formerCode: '00025', code: '00025', from: 'Phường Giảng Võ', to: 'Phường Giảng Võ mới' },
      ],
      unknownFormers: [{ row: 5, code: '00008', formerCode: '09999' }],
      teamsTouched: [
        { teamCode: '00004-001', communeCode: '00004', why: 'DIVIDED' },
        { teamCode: '00028-001', communeCode: '00028', why: 'GONE' },
      ],
      kiosksTouched: [{ kioskCode: 'demo-walking-street', communeCode: '00004', why: 'DIVIDED' }],
    });
    const units = createUnits(engine.main);
    expect((await units.unit((await units.versionOn('2026-12-31')) ?? '', '00025'))?.name).toBe('Phường Giảng Võ');
    expect((await units.unit((await units.versionOn('2027-01-01')) ?? '', '00025'))?.name).toBe('Phường Giảng Võ mới');
    const [entry] = (await createAudit(engine.main).ofSubject({ kind: 'UNIT_LIST', id: '2027-01-01' }, { first: 5 })).items;
    expect(entry?.item).toMatchObject({ act: 'importUnits', by: { kind: 'OFFICIAL', id: 'o-1' }, detail: { communes: '5' } });
  });

  it('changes nothing with the same list again, in whatever order of rows', async () => {
    await imported(first, { version: '2025-07-01' });
    const report = await imported(second);
    expect(await imported(second.toReversed())).toMatchObject({ outcome: 'ALREADY_THERE', changes: report.changes });
    expect(await createUnits(engine.main).versions()).toHaveLength(2);
    expect((await createAudit(engine.main).ofSubject({ kind: 'UNIT_LIST', id: '2027-01-01' }, { first: 5 })).items).toHaveLength(1);
  });

  it('sees what would change without changing it', async () => {
    await imported(first, { version: '2025-07-01' });
    expect((await imported(second, { dryRun: true })).outcome).toBe('DRY_RUN');
    expect((await createUnits(engine.main).versions()).map(({ version }) => version)).toEqual(['2025-07-01']);
  });

  it('wins or is told when another imports at the same moment, and one list is whole', async () => {
    await imported(first, { version: '2025-07-01' });
    const other = [...second, commune('00100', 'Phường Khác')];
    const results = await Promise.all([importing(second), importing(other), importing(second), importing(other)]);
    const written = results.filter((result) => result.ok && result.value.outcome === 'WRITTEN');
    expect(written).toHaveLength(1);
    const communes = written[0]?.ok ? written[0].value.communes : 0;
    for (const result of results) {
      if (result.ok) expect(result.value.communes).toBe(communes);
      else expect(result.failure).toEqual({ type: 'UnitVersionTaken', version: '2027-01-01' });
    }
    const version = (await createUnits(engine.main).versions()).at(-1);
    expect(version).toMatchObject({ version: '2027-01-01', communes });
    const { items } = await createUnits(engine.main).communes('2027-01-01', '01', { first: 100 });
    expect(items).toHaveLength(communes - 1);
  });

  it('leaves nothing of a list that was cut short', async () => {
    await imported(first, { version: '2025-07-01' });
    const cutShort = async function* (): AsyncGenerator<UnitCells> {
      yield* second.slice(0, 3);
      throw new Error('the file ended in the middle');
    };
    const options = { version: '2027-01-01', actor: operator, now: NOW, teamsOfCommune: createTeams(engine.main).teamsOfCommune, kiosksOfCommune: createKiosks(engine.main).kiosksWithin };
    await expect(importUnitList(engine.main, cutShort(), options)).rejects.toThrow('the file ended in the middle');
    expect(await createUnits(engine.main).unit('2027-01-01', '00004')).toBeUndefined();
    expect((await imported(second)).outcome).toBe('WRITTEN');
  });
});

describe('a list is refused', () => {
  it('as a whole for a fault in any unit, or another number of units than the decree names', async () => {
    const refused = await importing([...first, commune('00004', 'Phường Lần Hai'), commune('7', 'Phường Bảy'), { code: '00111', name: 'Xã Lạc', province_code: '77' }]);
    expect(refused).toMatchObject({
      failure: { type: 'UnitListRefused', faults: [{ kind: 'CODE_TWICE', row: first.length + 2, code: '00004' }, { kind: 'CODE_FORM', code: '7' }, { kind: 'UNKNOWN_PROVINCE', row: first.length + 4, code: '00111', provinceCode: '77' }] },
    });
    expect(await importing(first, { expected: { provinces: 1, communes: 6 } })).toMatchObject({ failure: { faults: [{ kind: 'OTHER_COUNT', expected: 6, found: 5 }] } });
    expect(await importing([])).toMatchObject({ failure: { faults: [{ kind: 'EMPTY' }] } });
    expect(await importing(first, { version: '2027-02-30' })).toMatchObject({ failure: { type: 'UnitListRefused' } });
    expect(await createUnits(engine.main).versions()).toEqual([]);
  });

  it('when it is older than the newest, or another one is kept under the same day', async () => {
    await imported(first);
    expect(await importing(first, { version: '2026-01-01' })).toEqual({ ok: false, failure: { type: 'UnitListNotNewer', newest: '2027-01-01' } });
    expect(await importing(second)).toEqual({ ok: false, failure: { type: 'UnitVersionTaken', version: '2027-01-01' } });
  });

  it('from anyone but an operator or the national level', async () => {
    expect(await importing(first, { actor: { kind: 'anonymous' } })).toEqual({ ok: false, failure: { type: 'NotSignedIn' } });
    for (const role of ['COMMUNE', 'PROVINCE'] as const) {
      const actor: Actor = { kind: 'official', officialId: 'o-2', role, unitVersion: '2025-07-01', unitCode: '01' };
      expect(await importing(first, { actor }), role).toEqual({ ok: false, failure: { type: 'NotPermitted' } });
    }
    expect((await imported(first, { actor: { ...operator, role: 'NATIONAL' } })).outcome).toBe('WRITTEN');
  });
});
