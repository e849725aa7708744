import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { putRows } from '../../functions/storage/batch.ts';
import { createUnits } from '../../functions/units/units.ts';
import { prepareUnitRows } from '../../infra/local/demonstration-rows.ts';
import { importUnitsOfTable } from '../../infra/local/import-units.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';

let engine: TestEngine;
const { lists, rows, versionRows } = prepareUnitRows();

beforeAll(async () => {
  engine = await startEngine();
  await putRows(engine.main, rows);
  await putRows(engine.main, versionRows);
});
afterAll(() => engine.stop());

/** The list in force as a file: one commune is renamed, one is left out. */
const header = ['code', 'name', 'province_code'];
const file = lists.current.units
  .filter(({ code }) => code !== '00008')
  .map(({ code, name, parentCode = '' }) => ({ row: { code, name: code === '00004' ? 'Phường Ba Đình mới' : name, province_code: parentCode } }));

describe('an operator at the command line', () => {
  it('imports a list of the whole country and reads what it changes', async () => {
    const { ok, lines } = await importUnitsOfTable(engine.main, { header, rows: file }, { version: '2027-01-01' });
    expect(lines).toEqual([
      'The list of 2027-01-01 is imported: 34 provinces, 3,320 communes.',
      'Compared with the list of 2025-07-01: 0 added, 1 renamed, 0 recoded, 0 moved, 0 merged, 0 divided, 1 gone.',
      '  gone: Phường Ngọc Hà (00008); the list does not say where its land is',
      '  renamed: Phường Ba Đình (00004) is now Phường Ba Đình mới (00004)',
      'No team is touched.',
      'Teams, kiosks and requests follow by themselves on 2027-01-01. Until then nothing changes.',
    ]);
    expect(ok).toBe(true);
    const units = createUnits(engine.main);
    expect((await units.versions()).map(({ version, until }) => [version, until])).toEqual([
      ['2025-03-01', '2025-06-30'],
      ['2025-07-01', '2026-12-31'],
      ['2027-01-01', undefined],
    ]);
    expect((await importUnitsOfTable(engine.main, { header, rows: file.toReversed() }, { version: '2027-01-01' })).lines[0]).toMatch(/imported before, nothing was changed/);
  });

  it('is told which column is missing or is a slip, before anything is read', async () => {
    const { ok, lines } = await importUnitsOfTable(engine.main, { header: ['code', 'nmae', 'province_code'], rows: [] }, { version: '2028-01-01', language: 'vi' });
    expect([ok, lines]).toEqual([false, ['Dòng đầu thiếu cột “name”. Thêm cột “name”.', 'Không có cột tên “nmae”. Các cột có thể có: code, name, province_code, district, former_codes.']]);
  });

  it('is told in their language why a list is refused, and that nothing was written', async () => {
    const rows = [{ row: { code: '01', name: 'Thành phố Hà Nội', province_code: '' } }, { row: { code: '4', name: 'Phường Ba Đình', province_code: '01' } }];
    const { ok, lines } = await importUnitsOfTable(engine.main, { header, rows }, { version: '2028-01-01', language: 'vi' });
    expect([ok, lines]).toEqual([false, ['Danh mục bị từ chối, chưa ghi gì. 1 lỗi:', '  Dòng 3: mã “4” của Phường Ba Đình không đủ 5 chữ số. Ghi đủ, giữ các số 0 ở đầu.', 'Sửa tệp rồi nhập lại.']]);
  });
});
