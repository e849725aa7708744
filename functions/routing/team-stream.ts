import type { Position } from '../core/position.ts';
import { fitsQuestion } from './eligibility.ts';
import type { Question } from './eligibility.ts';
import { writeEarthPoint } from './geodesic.ts';
import type { RoutingView } from './routing-view.ts';
import type { TeamSet } from './team-set.ts';

/**
 * Teams that fit a question, in order of chord. After `next` said true, `teams`, `place` and `chord` (metres) are those of
 * the next one; false: there is none within `withinMetres` of chord, and none is asked for farther away. One stream per view at a time.
 */
export type TeamStream = {
  next(withinMetres?: number): boolean;
  teams: TeamSet;
  /** Its place in `teams`; −1 before the first. */
  place: number;
  chord: number;
};

/** Which profiles fit, by number, and the longest reach among them in kilometres. */
type Fitting = { readonly profiles: Uint8Array; readonly longestReachKm: number };

/** By skill, then by language. */
const fittingOfSet = new WeakMap<TeamSet, Map<string, Map<string, Fitting>>>();

/** Skills, and languages of each, that are remembered per set of teams: there are five skills and a few dozen languages. */
const MOST_KNOWN = 100;

const fittingOf = (teams: TeamSet, question: Pick<Question, 'skill' | 'language'>): Fitting => {
  let bySkill = fittingOfSet.get(teams);
  if (bySkill === undefined || bySkill.size >= MOST_KNOWN) fittingOfSet.set(teams, (bySkill = new Map()));
  let byLanguage = bySkill.get(question.skill);
  if (byLanguage === undefined || byLanguage.size >= MOST_KNOWN) bySkill.set(question.skill, (byLanguage = new Map()));
  const known = byLanguage.get(question.language);
  if (known !== undefined) return known;
  const made = makeFitting(teams, question);
  byLanguage.set(question.language, made);
  return made;
};

const makeFitting = (teams: TeamSet, question: Pick<Question, 'skill' | 'language'>): Fitting => {
  const profiles = new Uint8Array(teams.columns.profiles.length);
  let longestReachKm = 0;
  for (const [number, profile] of teams.columns.profiles.entries()) {
    if (!fitsQuestion(profile, question)) continue;
    profiles[number] = 1;
    longestReachKm = Math.max(longestReachKm, profile.reachKm);
  }
  return { profiles, longestReachKm };
};

export const fits = (teams: TeamSet, row: number, question: Pick<Question, 'skill' | 'language'>): boolean =>
  fittingOf(teams, question).profiles[teams.columns.profileOf[row] as number] === 1;

/** A chord is never longer than its geodesic, but rounding may make it seem so: by far less than a millimetre. */
const ROUNDING_METRES = 1e-3;

/** Says of a commune, by its number among these teams, that none of its teams is wanted. */
export type PassesOver = (teams: TeamSet, commune: number) => boolean;

export const streamOf = (view: RoutingView, question: Question, passesOver: PassesOver): TeamStream =>
  question.withinCommune === undefined
    ? new CountryStream(view, question, passesOver)
    : new CommuneStream(view, question, question.withinCommune);

/** Merges the parts of a view: the snapshot, and what changed since. */
class CountryStream implements TeamStream {
  teams: TeamSet;
  place = -1;
  chord = 0;
  readonly #heads: readonly Head[];
  #taken: Head | undefined;

  constructor(view: RoutingView, question: Question, passesOver: PassesOver) {
    this.teams = view.parts[0].teams;
    this.#heads = view.parts.map(({ teams, hidden }) => {
      const { profiles, longestReachKm } = fittingOf(teams, question);
      const reachKm = Math.min(longestReachKm, question.reachKm ?? Infinity);
      const filter = { fitting: profiles, hidden, passesOver: (commune: number) => passesOver(teams, commune) };
      teams.nearestFirst.start(question.at.lat, question.at.lon, reachKm * 1000 + ROUNDING_METRES, filter);
      return advance({ teams, place: -1, chord: 0 }, Infinity);
    });
  }

  next(withinMetres = Infinity): boolean {
    if (this.#taken !== undefined) advance(this.#taken, withinMetres);
    let nearest = this.#heads[0] as Head;
    for (const head of this.#heads) if (head.chord < nearest.chord) nearest = head;
    this.#taken = undefined;
    if (nearest.place < 0 || nearest.chord > withinMetres) return false;
    this.#taken = nearest;
    this.teams = nearest.teams;
    this.place = nearest.place;
    this.chord = nearest.chord;
    return true;
  }
}

/** The next team of a part; with none, place −1 and a chord without end. */
type Head = { readonly teams: TeamSet; place: number; chord: number };

const advance = (head: Head, withinMetres: number): Head => {
  const { nearestFirst } = head.teams;
  head.place = nearestFirst.next(withinMetres);
  head.chord = head.place < 0 ? Infinity : Math.sqrt(nearestFirst.chordSquared);
  return head;
};

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

  next(withinMetres = Infinity): boolean {
    const team = this.#ordered[this.#at];
    if (team === undefined || team.chord > withinMetres) return false;
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
