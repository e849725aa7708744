import type { Position } from '../core/position.ts';
import { geodesicMetres, likelyGeodesic, longestChord, longestGeodesic, shortestGeodesic } from './geodesic.ts';
import type { TeamSet } from './team-set.ts';
import type { TeamStream } from './team-stream.ts';

/** UNKNOWN: what decides about this team has not been read yet. */
export type Verdict = 'ELIGIBLE' | 'NOT_ELIGIBLE' | 'UNKNOWN';

export type FoundTeam = {
  readonly teams: TeamSet;
  readonly place: number;
  /** Metres straight through the earth; 0 at a booth. */
  readonly chord: number;
  readonly boothShift: boolean;
};

/** A team that can take the request now. Whoever offers it takes the place in `communeCode`'s live page. */
export type Candidate = {
  readonly teamId: string;
  readonly communeCode: string;
  /** Good to a centimetre up to 100 km. */
  readonly distanceMetres: number;
  readonly boothShift: boolean;
};

/**
 * The `k` nearest eligible teams by geodesic, ties by id: exactly what a brute-force search over all teams gives.
 *
 * The stream yields teams by chord. A chord c bounds its geodesic from both sides (`shortestGeodesic`,
 * `longestGeodesic`), and both bounds grow with c. Once k teams are found, the k-th geodesic is at most the longest that
 * the k-th chord allows; so the search goes on as long as a chord may belong to a geodesic of at most that (an equal one may
 * win by its id). Teams whose bounds overlap are then measured exactly; the others are in order already.
 *
 * `boothTeams` are eligible and at distance 0. Undefined: a team came up that `judge` does not know about; it is the
 * stream's current one.
 */
export const nearestEligible = (
  stream: TeamStream,
  at: Position,
  k: number,
  judge: (stream: TeamStream) => Verdict,
  boothTeams: readonly FoundTeam[],
): readonly Candidate[] | undefined => {
  const found: FoundTeam[] = [...boothTeams];
  let within = found.length >= k ? longestChord(longestGeodesic(0)) : Infinity;
  while (stream.next(within)) {
    const verdict = judge(stream);
    if (verdict === 'UNKNOWN') return undefined;
    if (verdict === 'NOT_ELIGIBLE') continue;
    found.push({ teams: stream.teams, place: stream.place, chord: stream.chord, boothShift: false });
    if (found.length === k) within = longestChord(longestGeodesic(stream.chord));
  }
  return rank(found, at, k);
};

/** Found teams come by chord. Runs of them whose bounds overlap are put into order by what they really measure. */
const rank = (found: readonly FoundTeam[], at: Position, k: number): readonly Candidate[] => {
  const ranked: Candidate[] = [];
  for (let start = 0; start < found.length && ranked.length < k; ) {
    const first = found[start] as FoundTeam;
    let end = start + 1;
    let longest = longestGeodesic(first.chord);
    for (let next = found[end]; next !== undefined && shortestGeodesic(next.chord) <= longest; next = found[end]) {
      longest = longestGeodesic(next.chord);
      end += 1;
    }
    if (end === start + 1) ranked.push(candidateOf(first, likelyGeodesic(first.chord)));
    else ranked.push(...found.slice(start, end).map((team) => measured(team, at)).sort(nearestThenById));
    start = end;
  }
  return ranked.length > k ? ranked.slice(0, k) : ranked;
};

const measured = (team: FoundTeam, at: Position): Candidate =>
  candidateOf(team, team.boothShift ? 0 : geodesicMetres(at, team.teams.positionAt(team.teams.rowAt(team.place))));

/** The number stands before the texts: behind them it made a decision for five teams take half as long again (Node 24.21). */
const candidateOf = ({ teams, place, boothShift }: FoundTeam, distanceMetres: number): Candidate => ({
  distanceMetres,
  teamId: teams.idAt(teams.rowAt(place)),
  communeCode: teams.communeAtPlace(place),
  boothShift,
});

const nearestThenById = (a: Candidate, b: Candidate): number => {
  if (a.distanceMetres !== b.distanceMetres) return a.distanceMetres - b.distanceMetres;
  return a.teamId < b.teamId ? -1 : 1;
};
