import type { Position } from '../../functions/core/position.ts';
import { geodesicMetres } from '../../functions/routing/geodesic.ts';
import type { RoutableTeam } from '../../functions/routing/routable-team.ts';

type Measured = { readonly id: string; readonly metres: number };
type Search = (at: Position, first: number) => readonly string[];

/** Every team is measured exactly: the rule itself, a tenth of a second a question. */
export const bruteForceOver =
  (teams: readonly RoutableTeam[]): Search =>
  (at, first) =>
    nearestOf(teams.map(({ id, position }) => ({ id, metres: geodesicMetres(at, position) })), first);

/**
 * The same by a sweep from the latitude asked about to the north and the south, for ten thousand questions: no tree, no
 * chord and no bound from the decision's own code. It ends where the latitude alone puts every further team beyond the
 * k-th. The shortest degree of latitude on WGS84 is 110,574.3 m, at the equator, and no way is shorter than its latitudes.
 */
export const latitudeSweepOver = (teams: readonly RoutableTeam[]): Search => {
  const sorted = teams.toSorted((a, b) => a.position.lat - b.position.lat);
  return (at, first) => {
    let north = sorted.findIndex(({ position }) => position.lat >= at.lat);
    if (north < 0) north = sorted.length;
    let south = north - 1;
    let found: Measured[] = [];
    for (;;) {
      const above = sorted[north];
      const below = sorted[south];
      const toNorth = above === undefined ? Infinity : above.position.lat - at.lat;
      const toSouth = below === undefined ? Infinity : at.lat - below.position.lat;
      const team = toNorth <= toSouth ? above : below;
      const farthest = found.length < first ? Infinity : (found.at(-1)?.metres ?? Infinity);
      if (team === undefined || Math.min(toNorth, toSouth) * SHORTEST_DEGREE > farthest) break;
      if (team === above) north += 1;
      else south -= 1;
      if (found.length >= first && atLeastMetres(at, team.position) > farthest) continue;
      found.push({ id: team.id, metres: geodesicMetres(at, team.position) });
      if (found.length > first) found = found.toSorted(byDistance).slice(0, first);
      else found.sort(byDistance);
    }
    return found.map(({ id }) => id);
  };
};

const SHORTEST_DEGREE = 110_574;

const RADIANS = Math.PI / 180;

/**
 * A distance that no way over the ellipsoid undercuts: the haversine over a sphere of the smallest radius of curvature there
 * is, b²/a (6,335 km, north-south at the equator), and one in a hundred less, since a sphere of 6,371 km is off by at most
 * 0.56 % in either direction.
 */
const atLeastMetres = (from: Position, to: Position): number => {
  const lat = Math.sin(((to.lat - from.lat) * RADIANS) / 2);
  const lon = Math.sin(((to.lon - from.lon) * RADIANS) / 2);
  const half = lat * lat + Math.cos(from.lat * RADIANS) * Math.cos(to.lat * RADIANS) * lon * lon;
  return 0.99 * 2 * 6_335_000 * Math.asin(Math.sqrt(half));
};

const byDistance = (a: Measured, b: Measured): number => a.metres - b.metres || (a.id < b.id ? -1 : 1);

const nearestOf = (measured: Measured[], first: number): readonly string[] =>
  measured
    .sort(byDistance)
    .slice(0, first)
    .map(({ id }) => id);
