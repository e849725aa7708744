import { describe, expect, it } from 'vitest';
import { roundPosition } from '../../functions/core/position.ts';
import { geodesicMetres, longestGeodesic, shortestGeodesic, writeEarthPoint, writeEarthPoints } from '../../functions/routing/geodesic.ts';
import { spanOf } from '../../functions/routing/spatial-order.ts';
import { seededRandom } from '../support/clustered-teams.ts';

const chordBetween = (a: { lat: number; lon: number }, b: { lat: number; lon: number }): number => {
  const ends = new Float64Array(6);
  writeEarthPoint(a.lat, a.lon, ends, 0);
  writeEarthPoint(b.lat, b.lon, ends, 3);
  const [ax = 0, ay = 0, az = 0, bx = 0, by = 0, bz = 0] = ends;
  return Math.hypot(ax - bx, ay - by, az - bz);
};

describe('distances on the ground', () => {
  it('lie between the bounds that the chord gives, anywhere on earth and at any scale', () => {
    const random = seededRandom(20261123);
    for (let pair = 0; pair < 10_000; pair += 1) {
      const scale = 10 ** (random() * 7 - 5);
      const from = { lat: random() * 170 - 85, lon: random() * 300 - 150 };
      const to = {
        lat: Math.max(-90, Math.min(90, from.lat + (random() - 0.5) * scale)),
        lon: from.lon + (random() - 0.5) * Math.min(scale, 30),
      };
      const chord = chordBetween(from, to);
      const metres = geodesicMetres(from, to);
      expect(shortestGeodesic(chord)).toBeLessThanOrEqual(metres);
      expect(longestGeodesic(chord)).toBeGreaterThanOrEqual(metres);
    }
  });

  it('agree with a published example: JFK to LHR is 5,551,759.4 m', () => {
    // C. F. F. Karney's documentation of GeographicLib, example of the inverse problem.
    expect(geodesicMetres({ lat: 40.6, lon: -73.8 }, { lat: 51.6, lon: -0.5 })).toBeCloseTo(5_551_759.4, 1);
  });

  it('are the same from tables of sines as one by one, to a hundredth of a micrometre', () => {
    const random = seededRandom(5);
    const places = Array.from({ length: 5000 }, () => roundPosition({ lat: random() * 180 - 90, lon: random() * 360 - 180 }));
    const steps = (degrees: readonly number[]): Int32Array => Int32Array.from(degrees, (value) => Math.round(value * 1e5));
    const rows = Uint32Array.from(places.keys());
    const lat = steps(places.map((place) => place.lat));
    const lon = steps(places.map((place) => place.lon));
    const points = new Float64Array(rows.length * 4);
    writeEarthPoints(lat, lon, rows, 1e5, { lat: spanOf(lat), lon: spanOf(lon) }, points, 4);
    const one = new Float64Array(3);
    for (const [row, { lat, lon }] of places.entries()) {
      writeEarthPoint(lat, lon, one, 0);
      for (const axis of [0, 1, 2]) expect(Math.abs((points[row * 4 + axis] ?? NaN) - (one[axis] ?? NaN))).toBeLessThan(1e-8);
    }
  });
});
