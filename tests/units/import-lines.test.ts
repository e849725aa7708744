import { describe, expect, it } from 'vitest';
import { linesOfUnitFailure, linesOfUnitImport } from '../../functions/units/import-lines.ts';
import type { ImportUnitListFailure, UnitImportReport } from '../../functions/units/import-list.ts';
import { wordsOfFault, type UnitFault } from '../../functions/units/unit-fault.ts';

const report: UnitImportReport = {
  version: '2027-01-01',
  formerVersion: '2025-07-01',
  outcome: 'WRITTEN',
  provinces: 34,
  communes: 3320,
  changes: [
    { kind: 'ADDED', code: '00099', name: 'Phường Tây Hồ' },
    { kind: 'DIVIDED', formerCode: '00004', name: 'Phường Ba Đình', codes: ['00004', '00008'] },
    { kind: 'GONE', formerCode: '00028', name: 'Phường Cửa Nam' },
  ],
  unknownFormers: [{ row: 5, code: '00008', formerCode: '09999' }],
  teamsTouched: [{ teamCode: '00004-001', communeCode: '00004', why: 'DIVIDED' }],
  kiosksTouched: [{ kioskCode: 'demo-hall', communeCode: '00008', why: 'MERGED' }],
};

const everyFault: readonly UnitFault[] = [
  { kind: 'EMPTY' },
  { kind: 'NOT_A_DAY', text: '2027-02-30' },
  { kind: 'OTHER_COUNT', level: 'PROVINCE', expected: 34, found: 33 },
  { kind: 'CODE_FORM', row: 7, code: '7', name: 'Phường Bảy', digits: 5 },
  { kind: 'CODE_TWICE', row: 9, code: '00004', first: 3 },
  { kind: 'NO_NAME', row: 4, code: '00004' },
  { kind: 'UNKNOWN_PROVINCE', row: 8, code: '00111', name: 'Xã Lạc', provinceCode: '77' },
  { kind: 'NAME_TWICE', row: 8, name: 'Phường Một', provinceCode: '01', district: '', first: 5 },
  { kind: 'FORMER_PROVINCE', name: 'Tỉnh Lạ' },
];

describe('the report that an operator reads', () => {
  it('says what happened, each change, and what somebody has to look at', () => {
    expect(linesOfUnitImport(report)).toEqual([
      'The list of 2027-01-01 is imported: 34 provinces, 3,320 communes.',
      'Compared with the list of 2025-07-01: 1 added, 0 renamed, 0 recoded, 0 moved, 0 merged, 1 divided, 1 gone.',
      '  added: Phường Tây Hồ (00099)',
      '  divided: Phường Ba Đình (00004) among 00004, 00008',
      '  gone: Phường Cửa Nam (00028); the list does not say where its land is',
      'Row 5: 00008 names the former code 09999, which the list of 2025-07-01 does not have. Left out.',
      'Teams touched: 1.',
      '  team 00004-001: its commune 00004 is divided: somebody must say where it belongs',
      'Kiosks touched: 1. See whether their contact point is still the right office.',
      '  kiosk demo-hall: its commune 00008 became part of another one',
      expect.stringMatching(/^1 of them stay where they are until somebody says where they belong/),
      'Teams, kiosks and requests follow by themselves on 2027-01-01. Until then nothing changes.',
    ]);
  });

  it('says it in Vietnamese, and what has moved where the list is in force', () => {
    const lines = linesOfUnitImport(report, 'vi', { teams: 74_421, kiosks: 3, requests: 0 });
    expect(lines.at(0)).toBe('Đã nhập danh mục ngày 2027-01-01: 34 tỉnh, thành phố, 3.320 xã, phường, đặc khu.');
    expect(lines.at(-1)).toBe('Đã chuyển sang danh mục mới: 74.421 tổ, 3 trạm, 0 yêu cầu đang ở cơ quan.');
    expect(lines).toHaveLength(linesOfUnitImport(report).length);
  });

  it.each(['vi', 'en'] as const)('says why a list was refused, in which row, and how to mend it, in %s', (language) => {
    const told = linesOfUnitFailure({ type: 'UnitListRefused', count: 30, faults: everyFault }, language);
    expect(told).toHaveLength(everyFault.length + 2);
    expect(told[0]).toBe(language === 'vi' ? 'Danh mục bị từ chối, chưa ghi gì. 30 lỗi, đây là 9 lỗi đầu:' : 'The list was refused, nothing was written. 30 faults, the first 9:');
    expect(told[4]).toBe(language === 'vi' ? '  Dòng 7: mã “7” của Phường Bảy không đủ 5 chữ số. Ghi đủ, giữ các số 0 ở đầu.' : '  Row 7: the code "7" of Phường Bảy is not of 5 digits. Write all of them, with the zeros in front.');
    expect(told.join(' ')).not.toMatch(/undefined|\[object/);
    const other: readonly ImportUnitListFailure[] = [{ type: 'UnitVersionTaken', version: '2027-01-01' }, { type: 'UnitListNotNewer', newest: '2027-01-01' }, { type: 'NotPermitted' }];
    const lines = other.map((failure) => linesOfUnitFailure(failure, language).join(' '));
    expect(lines.map((line) => line.includes('2027-01-01'))).toEqual([true, true, false]);
    expect(new Set(lines).size).toBe(3);
  });

  it('says nothing in English to whoever reads Vietnamese', () => {
    const lines = [...everyFault.map((fault) => wordsOfFault(fault, 'vi')), ...linesOfUnitFailure({ type: 'NotSignedIn' }, 'vi')];
    for (const line of lines) expect(line).not.toMatch(/\b(?:the|row|code|list|province|commune|found)\b/iu);
  });
});
