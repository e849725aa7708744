import type { Position } from '../core/position.ts';
import { fitsQuestion } from './eligibility.ts';
import type { Question } from './eligibility.ts';
import { writeEarthPoint } from './geodesic.ts';
import type { RoutingView } from './routing-view.ts';
import type { TeamSet } from './team-set.ts';

/**
 * Teams that fit a question, in order of chord. After `next` said true, `teams`, `place` and `chord` (metres) are those of
 * the next one. One stream per view at a time.
 */
export type TeamStream = {
  next(): boolean;
  teams: TeamSet;
  /** Its place in `teams`; −1 before the first. */
  place: number;
  chord: number;
};

/** Which profiles fit, by number, and the longest reach among them in kilometres. */
type Fitting = { readonly profiles: Uint8Array; readonly longestReachKm: number };

const fittingOfSet = new WeakMap<TeamSet, Map<string, Fitting>>();

/** Skills times languages that are remembered per set of teams: there are five skills and a few dozen languages. */
const MOST_FITTINGS = 400;

const fittingOf = (teams: TeamSet, question: Pick<Question, 'skill' | 'language'>): Fitting => {
  let known = fittingOfSet.get(teams);
  if (known === undefined || known.size >= MOST_FITTINGS) fittingOfSet.set(teams, (known = new Map()));
  const key = `${question.skill}\n${question.language}`;
  const fitting = known.get(key);
  if (fitting !== undefined) return fitting;
  const profiles = new Uint8Array(teams.columns.profiles.length);
  let longestReachKm = 0;
  for (const [number, profile] of teams.columns.profiles.entries()) {
    if (!fitsQuestion(profile, question)) continue;
    profiles[number] = 1;
    longestReachKm = Math.max(longestReachKm, profile.reachKm);
  }
  const made = { profiles, longestReachKm };
  known.set(key, made);
  return made;
};

export const fits = (teams: TeamSet, row: number, question: Pick<Question, 'skill' | 'language'>): boolean =>
  fittingOf(teams, question).profiles[teams.columns.profileOf[row] as number] === 1;

/** A chord is never longer than its geodesic, but rounding may make it seem so: by far less than a millimetre. */
const ROUNDING_METRES = 1e-3;

/** Says of a commune's code that none of its teams is wanted. */
export type PassesOver = (communeCode: string) => boolean;

export const streamOf = (view: RoutingView, question: Question, passesOver: PassesOver): TeamStream =>
  question.withinCommune === undefined
    ? new CountryStream(view, question, passesOver)
    : new CommuneStream(view, question, question.withinCommune);

/** Merges the parts of a view: the snapshot, and what changed since. */
class CountryStream implements TeamStream {
  teams: TeamSet;
  place = -1;
  chord = 0;
  readonly #heads: { readonly teams: TeamSet; place: number; squared: number }[] = [];
  #taken: CountryStream['teams'] | undefined;

  constructor(view: RoutingView, question: Question, passesOver: PassesOver) {
    this.teams = view.parts[0].teams;
    for (const { teams, hidden } of view.parts) {
      const { profiles, longestReachKm } = fittingOf(teams, question);
      const reachKm = Math.min(longestReachKm, question.reachKm ?? Infinity);
      const { communes } = teams.columns;
      const filter = { fitting: profiles, hidden, passesOver: (commune: number) => passesOver(communes[commune] as string) };
      teams.nearestFirst.start(question.at.lat, question.at.lon, reachKm * 1000 + ROUNDING_METRES, filter);
      const place = teams.nearestFirst.next();
      if (place >= 0) this.#heads.push({ teams, place, squared: teams.nearestFirst.chordSquared });
    }
  }

  next(): boolean {
    if (this.#taken !== undefined) this.#refill(this.#taken);
    let nearest = this.#heads[0];
    if (nearest === undefined) return false;
    for (const head of this.#heads) if (head.squared < nearest.squared) nearest = head;
    this.teams = nearest.teams;
    this.place = nearest.place;
    this.chord = Math.sqrt(nearest.squared);
    this.#taken = nearest.teams;
    return true;
  }

  #refill(teams: TeamSet): void {
    this.#taken = undefined;
    const at = this.#heads.findIndex((head) => head.teams === teams);
    const head = this.#heads[at];
    if (head === undefined) return;
    head.place = teams.nearestFirst.next();
    head.squared = teams.nearestFirst.chordSquared;
    if (head.place < 0) this.#heads.splice(at, 1);
  }
}

/** The few teams of one commune, sorted. */
class CommuneStream implements TeamStream {
  teams: TeamSet;
  place = -1;
  chord = 0;
  readonly #ordered: { readonly teams: TeamSet; readonly place: number; readonly chord: number }[] = [];
  #at = 0;

  constructor(view: RoutingView, question: Question, communeCode: string) {
    this.teams = view.parts[0].teams;
    for (const { teams, hidden } of view.parts) {
      const { first, end } = teams.placesOfCommune(communeCode);
      for (let place = first; place < end; place += 1) {
        const row = teams.rowAt(place);
        if (hidden?.[row] === 1 || !fits(teams, row, question)) continue;
        this.#ordered.push({ teams, place, chord: chordMetres(question.at, teams.positionAt(row)) });
      }
    }
    this.#ordered.sort((a, b) => a.chord - b.chord);
  }

  next(): boolean {
    const team = this.#ordered[this.#at];
    if (team === undefined) return false;
    this.#at += 1;
    this.teams = team.teams;
    this.place = team.place;
    this.chord = team.chord;
    return true;
  }
}

const ends = new Float64Array(6);

const chordMetres = (from: Position, to: Position): number => {
  writeEarthPoint(from.lat, from.lon, ends, 0);
  writeEarthPoint(to.lat, to.lon, ends, 3);
  const [ax = 0, ay = 0, az = 0, bx = 0, by = 0, bz = 0] = ends;
  return Math.hypot(bx - ax, by - ay, bz - az);
};
