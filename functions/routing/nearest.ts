import type { Position } from '../core/position.ts';
import { geodesicMetres, longestGeodesic, shortestGeodesic } from './geodesic.ts';
import type { TeamSet } from './team-set.ts';
import type { TeamStream } from './team-stream.ts';

/** UNKNOWN: what decides about this team has not been read yet. */
export type Verdict = 'ELIGIBLE' | 'NOT_ELIGIBLE' | 'UNKNOWN';

export type RankedTeam = {
  readonly teams: TeamSet;
  readonly row: number;
  readonly distanceMetres: number;
  readonly boothShift: boolean;
};

/**
 * The `k` nearest eligible teams by geodesic, ties by id: exactly what a brute-force search over all teams gives.
 *
 * The stream yields teams by chord. A chord c bounds its geodesic from both sides (`shortestGeodesic`,
 * `longestGeodesic`), and both bounds grow with c. Once k teams are found, the k-th geodesic is at most the longest that
 * the k-th chord allows; so the search goes on until the shortest geodesic of the next chord is beyond (`>`, not `≥`: an
 * equal one may win by its id). Only what was found by then, k teams and seldom one more, is measured exactly.
 *
 * `boothTeams` are eligible and at distance 0. Undefined: a team came up that `judge` does not know about; it is the
 * stream's current one.
 */
export const nearestEligible = (
  stream: TeamStream,
  at: Position,
  k: number,
  judge: (stream: TeamStream) => Verdict,
  boothTeams: readonly RankedTeam[],
): readonly RankedTeam[] | undefined => {
  const found: RankedTeam[] = [...boothTeams];
  let farthest = found.length >= k ? longestGeodesic(0) : Infinity;
  while (stream.next()) {
    if (shortestGeodesic(stream.chord) > farthest) break;
    const verdict = judge(stream);
    if (verdict === 'UNKNOWN') return undefined;
    if (verdict === 'NOT_ELIGIBLE') continue;
    const { teams, row } = stream;
    found.push({ teams, row, distanceMetres: geodesicMetres(at, teams.positionAt(row)), boothShift: false });
    if (found.length === k) farthest = longestGeodesic(stream.chord);
  }
  found.sort(nearestThenById);
  return found.length > k ? found.slice(0, k) : found;
};

export const nearestThenById = (a: RankedTeam, b: RankedTeam): number => {
  if (a.distanceMetres !== b.distanceMetres) return a.distanceMetres - b.distanceMetres;
  return a.teams.idAt(a.row) < b.teams.idAt(b.row) ? -1 : 1;
};
