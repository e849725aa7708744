import { describe, expect, it } from 'vitest';
import { prepareUnitRows } from '../../infra/local/demonstration-rows.ts';
import { boundsOf, COUNTRY, islands, plateOf } from '../../web/console/map/map-points.ts';
import { tilesIn } from '../../web/console/map/map-settings.ts';
import { outlookOf, partOfDay, stateOf } from '../../web/console/units/team-state.ts';

describe('the plate of a team', () => {
  it.each([
    ['Tổ dân phố số 7 Nguyễn Thị Minh Khai', '7'],
    ['Thôn 12', '12'],
    ['Tổ công nghệ số cộng đồng Phường Sa Pa', 'PS'],
    ['Thôn Tả Phìn', 'TP'],
    ['Bản Ót', 'Ó'],
  ])('of “%s” reads %s', (name, plate) => {
    expect(plateOf(name)).toBe(plate);
  });
});

describe('the map of the country', () => {
  it('shows Hoàng Sa and Trường Sa by name, and has room for both', () => {
    expect(islands().map(({ name }) => name)).toEqual(['Quần đảo Hoàng Sa', 'Quần đảo Trường Sa']);
    const [[west, south], [east, north]] = COUNTRY;
    for (const { at } of islands()) expect(at.lat > south && at.lat < north && at.lon > west && at.lon < east).toBe(true);
  });

  it('writes the provinces of both as the list of units does', () => {
    const provinces = prepareUnitRows().lists.current.units.filter(({ parentCode }) => parentCode === undefined);
    expect(islands().map(({ under }) => provinces.filter(({ name }) => under.toLowerCase().endsWith(name.toLowerCase())).map(({ name }) => name))).toEqual([['Thành phố Đà Nẵng'], ['Khánh Hòa']]);
  });

  it('looks at the country when there is nothing else to look at', () => {
    expect(boundsOf([])).toBe(COUNTRY);
    const [[west, south], [east, north]] = boundsOf([{ at: { lat: 21, lon: 105 } }]);
    expect([east - west, north - south].map((degrees) => Math.round(degrees * 1000))).toEqual([4, 4]);
  });
});

describe('an operator who has tiles of their own', () => {
  it('names them, and a mistake is no silent wish for none', () => {
    expect(tilesIn({})).toBeUndefined();
    expect(tilesIn({ tiles: { tiles: ['/tiles/{z}/{x}/{y}.png'] } })).toEqual({ tiles: ['/tiles/{z}/{x}/{y}.png'], attribution: '', maxZoom: 18 });
    expect(() => tilesIn({ tiles: { tiles: ['/tiles.png'] } })).toThrow('{z}');
  });
});

describe('how a team stands', () => {
  const team = { name: 'Tổ 1', status: 'ACTIVE', onDuty: true, openRequests: 0, capacity: 2 } as const;
  it('is said in one word, the state of the team before its duty', () => {
    expect(stateOf(team)).toBe('ready');
    expect(stateOf({ ...team, openRequests: 1 })).toBe('helping');
    expect(stateOf({ ...team, openRequests: 2 })).toBe('full');
    expect(stateOf({ ...team, onDuty: false })).toBe('off');
    expect(stateOf({ ...team, status: 'PAUSED' })).toBe('PAUSED');
  });

  it('counts a paused team neither as on duty nor as one that has nobody', () => {
    expect(outlookOf([team, { ...team, onDuty: false }, { ...team, status: 'PAUSED' }])).toEqual({ active: 2, onDuty: 1, dark: ['Tổ 1'], paused: 1, forming: 0 });
  });

  it.each([
    ['2026-11-23T00:30:00Z', 'morning'],
    ['2026-11-23T04:30:00Z', 'noon'],
    ['2026-11-23T08:00:00Z', 'afternoon'],
    ['2026-11-23T12:46:00Z', 'evening'],
  ])('at %s it is %s in Vietnam', (at, part) => {
    expect(partOfDay(new Date(at))).toBe(part);
  });
});
