import { describe, expect, it } from 'vitest';
import { geodesicMetres } from '../../functions/routing/geodesic.ts';
import { clusteredTeams, seededRandom } from '../support/clustered-teams.ts';
import { bruteForceOver } from './routing-brute-force.ts';
import { geohashOf, rangesAround } from './s2-cover.ts';
import { geoRowOf, memoryReader, nearestByCircles } from './s2-search.ts';

describe('the contestant that searches by S2 cells', () => {
  const { teams } = clusteredTeams(1500, 7);
  const random = seededRandom(8);
  const places = Array.from({ length: 20 }, () => {
    const { lat, lon } = (teams[Math.floor(random() * teams.length)] ?? { position: { lat: 21, lon: 105 } }).position;
    return { lat: lat + (random() - 0.5) * 0.2, lon: lon + (random() - 0.5) * 0.2 };
  });

  it('covers every team of a circle with at most eight cells, however they are split by their first digits', () => {
    for (const at of places) {
      const ranges = rangesAround(at, 20_000, 3);
      expect(ranges.length).toBeLessThan(16);
      for (const { hashKey, min, max } of ranges) expect([min / 10n ** 16n, max / 10n ** 16n]).toEqual([hashKey, hashKey]);
      for (const { position } of teams.filter((team) => geodesicMetres(at, team.position) < 19_800)) {
        expect(ranges.filter(({ min, max }) => min <= geohashOf(position) && geohashOf(position) <= max)).toHaveLength(1);
      }
    }
  });

  it('finds the nearest exactly, and pays for each circle that was too small', async () => {
    const read = memoryReader(teams.map((team) => geoRowOf(team, ['Mo'])));
    const nearest = bruteForceOver(teams);
    for (const at of places) {
      const wide = await nearestByCircles(read, at, 5, 64_000, () => true);
      const narrow = await nearestByCircles(read, at, 5, 500, () => true);
      expect(wide.ids).toEqual(nearest(at, 5));
      expect(narrow.ids).toEqual(wide.ids);
      expect(narrow.requests).toBeGreaterThan(wide.requests);
      expect(wide.units).toBeGreaterThanOrEqual(wide.requests / 2);
    }
  });
});
