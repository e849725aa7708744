import { describe, expect, it } from 'vitest';
import { whatOf, type Line } from '../../web/console/trail/trail.ts';

const line = (subject: Line['subject'], detail: Line['detail'], act = 'importUnits'): Line => ({ id: 'l', at: '2026-11-24T04:22:00Z', act, by: { kind: 'OFFICIAL', name: null }, subject, detail });

describe('an official reads the trail', () => {
  it('of a list of units that was imported, in words', () => {
    const imported = line({ kind: 'UNIT_LIST', id: '2026-11-01' }, [{ name: 'provinces', value: '1' }, { name: 'communes', value: '98' }]);
    expect(whatOf(imported)).toBe('Danh sách 2026-11-01; 1 tỉnh, thành phố; 98 xã, phường');
    expect(whatOf(line({ kind: 'UNIT_LIST', id: '2026-11-01' }, [{ name: 'moved', value: 'all' }]))).toBe('Danh sách 2026-11-01; đã chuyển hết các tổ, trạm và phiếu');
  });

  it('of teams and of people from a file, each counted as what it is', () => {
    const unit = { kind: 'UNIT', id: '2025-07-01#03006' } as const;
    expect(whatOf(line(unit, [{ name: 'added', value: '2' }], 'importTeams'))).toBe('Đơn vị 03006; thêm 2 tổ');
    expect(whatOf(line(unit, [{ name: 'added', value: '2' }], 'importMembers'))).toBe('Đơn vị 03006; thêm 2 người');
  });

  it('which names a team once, be it to whom something was done or where', () => {
    const detail = [{ name: 'change', value: 'INVITED' }, { name: 'team', value: '03006-002' }];
    expect(whatOf(line({ kind: 'TEAM', id: '03006-002' }, detail))).toBe('Tổ 03006-002; đã mời');
    expect(whatOf(line({ kind: 'MEMBER', id: 'demo-1' }, detail))).toBe('Tổ viên demo-1; đã mời; tổ 03006-002');
  });
});
