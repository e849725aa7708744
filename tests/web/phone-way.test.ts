import { describe, expect, it } from 'vitest';
import { bearing, compassOf, geoLink, metresBetween } from '../../web/phone/lane/way.ts';

const hoanKiem = { lat: 21.0287, lon: 105.8523 };

describe('The way to a resident, as the phone draws it', () => {
  it('points where the place lies', () => {
    expect(compassOf(bearing(hoanKiem, { lat: 21.04, lon: 105.8523 }))).toBe('n');
    expect(compassOf(bearing(hoanKiem, { lat: 21.04, lon: 105.8645 }))).toBe('ne');
    expect(compassOf(bearing(hoanKiem, { lat: 21.0287, lon: 105.86 }))).toBe('e');
    expect(compassOf(bearing(hoanKiem, { lat: 21.01, lon: 105.8523 }))).toBe('s');
    expect(compassOf(bearing(hoanKiem, { lat: 21.0287, lon: 105.84 }))).toBe('w');
  });

  it('turns from north-west to north without a gap', () => {
    expect(compassOf(337)).toBe('nw');
    expect(compassOf(338)).toBe('n');
    expect(compassOf(359.9)).toBe('n');
  });

  it('measures a degree of latitude as 111 km, and no way as nothing', () => {
    expect(metresBetween(hoanKiem, { ...hoanKiem, lat: hoanKiem.lat + 1 })).toBeCloseTo(111_195, -1);
    expect(metresBetween(hoanKiem, hoanKiem)).toBe(0);
  });

  it('opens the map of the phone at the place, with its name', () => {
    expect(geoLink(hoanKiem, 'Trạm Phố đi bộ')).toBe('geo:21.0287,105.8523?q=21.0287,105.8523(Tr%E1%BA%A1m%20Ph%E1%BB%91%20%C4%91i%20b%E1%BB%99)');
  });
});
