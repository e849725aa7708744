import type { Place } from '../map/map-points.ts';

/** A unit of the list in force where something may belong, and where its teams are, as far as it has some. */
export type Candidate = {
  readonly version: string;
  readonly code: string;
  readonly name: string;
  /** Its province, said where another one is possible too. */
  readonly province: string;
  readonly teams: readonly Place[];
};

/** How far its nearest team is, in metres; undefined when it has none. */
export type Weighed = Candidate & { readonly metres: number | undefined };

/**
 * The candidates, the nearest first, those without teams last; and the one that is proposed: that whose team is nearest. None is
 * proposed while one of them has no team: then the others would win only because somebody was quicker there.
 */
export const weigh = (at: Place, candidates: readonly Candidate[]): { readonly weighed: readonly Weighed[]; readonly proposed: Weighed | undefined } => {
  const weighed = candidates
    .map((candidate): Weighed => ({ ...candidate, metres: candidate.teams.length === 0 ? undefined : Math.min(...candidate.teams.map((team) => metresBetween(at, team))) }))
    .sort((one, other) => (one.metres ?? Infinity) - (other.metres ?? Infinity));
  return { weighed, proposed: weighed.length > 1 && weighed.every(({ metres }) => metres !== undefined) ? weighed[0] : undefined };
};

/** Mean radius of the earth (IUGG). */
const EARTH_METRES = 6_371_009;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** On a sphere, and flat over the few kilometres between neighbours: for a proposal, not for routing. */
const metresBetween = (one: Place, other: Place): number => {
  const east = radians(other.lon - one.lon) * Math.cos(radians((one.lat + other.lat) / 2));
  return EARTH_METRES * Math.hypot(east, radians(other.lat - one.lat));
};

/** Where a unit is written on the map: the middle of its teams. */
export const middleOf = (teams: readonly Place[]): Place | undefined => {
  if (teams.length === 0) return undefined;
  const sum = (part: (place: Place) => number): number => teams.reduce((total, place) => total + part(place), 0) / teams.length;
  return { lat: sum(({ lat }) => lat), lon: sum(({ lon }) => lon) };
};
