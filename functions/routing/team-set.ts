import type { Position } from '../core/position.ts';
import type { RoutableTeam } from './routable-team.ts';
import { columnsOf, DEGREE_STEPS } from './team-columns.ts';
import type { TeamColumns, TeamProfile } from './team-columns.ts';
import { NearestFirst } from './nearest-first.ts';
import { buildTeamIndex, COMMUNE, PLACE_WORDS, PROFILE } from './team-index.ts';
import type { TeamIndex } from './team-index.ts';

/** From `first`, up to but without `end`. */
export type Places = { readonly first: number; readonly end: number };

/** Teams that can be asked: by row, by id, by commune, and by distance; rows are in the order of ids, places as in TeamIndex. */
export class TeamSet {
  /** Tells this set from every other. */
  readonly mark = Symbol('team set');
  readonly columns: TeamColumns;
  readonly nearestFirst: NearestFirst;
  readonly #index: TeamIndex;
  readonly #reachKm: Float64Array;
  #placesByCommune: ReadonlyMap<string, Places> | undefined;

  constructor(columns: TeamColumns) {
    this.columns = columns;
    this.#index = buildTeamIndex(columns);
    this.nearestFirst = new NearestFirst(this.#index);
    this.#reachKm = Float64Array.from(columns.profiles, ({ reachKm }) => reachKm);
  }

  rowAt(place: number): number {
    return this.#index.rows[place] as number;
  }

  /** The same as that of the profile of its row, but found beside what a search has just read; as is the next. */
  reachKmAt(place: number): number {
    return this.#reachKm[this.#index.words[place * PLACE_WORDS + PROFILE] as number] as number;
  }

  /** The number of its commune in `columns.communes`. */
  communeNumberAt(place: number): number {
    return this.#index.words[place * PLACE_WORDS + COMMUNE] as number;
  }

  get count(): number {
    return this.columns.count;
  }

  idAt(row: number): string {
    return this.columns.ids.at(row);
  }

  communeAt(row: number): string {
    return this.columns.communes[this.columns.communeOf[row] as number] as string;
  }

  positionAt(row: number): Position {
    return { lat: (this.columns.lat[row] as number) / DEGREE_STEPS, lon: (this.columns.lon[row] as number) / DEGREE_STEPS };
  }

  profileAt(row: number): TeamProfile {
    return this.columns.profiles[this.columns.profileOf[row] as number] as TeamProfile;
  }

  communeAtPlace(place: number): string {
    return this.columns.communes[this.communeNumberAt(place)] as string;
  }

  placeOf(row: number): number {
    const { first, end } = this.placesOfCommune(this.communeAt(row));
    return first + this.#index.rows.subarray(first, end).indexOf(row);
  }

  teamAt(row: number): RoutableTeam {
    return { id: this.idAt(row), communeCode: this.communeAt(row), position: this.positionAt(row), ...this.profileAt(row) };
  }

  /** The row of this id, or −1. Rows are in the order of their ids. */
  rowOf(id: string): number {
    let low = 0;
    let high = this.count - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const there = this.idAt(middle);
      if (there === id) return middle;
      if (there < id) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  /** Where the teams of a commune are. Made at the first question, for a start has no time for it. */
  placesOfCommune(communeCode: string): Places {
    this.#placesByCommune ??= placesByCommune(this.#index, this.columns.communes);
    return this.#placesByCommune.get(communeCode) ?? NO_PLACES;
  }
}

const NO_PLACES: Places = { first: 0, end: 0 };

const placesByCommune = ({ communes, communeStarts, leafStarts }: TeamIndex, codes: readonly string[]): ReadonlyMap<string, Places> =>
  new Map(
    Array.from(communes, (number, at) => {
      const first = leafStarts[communeStarts[at] as number] as number;
      const end = leafStarts[communeStarts[at + 1] as number] as number;
      return [codes[number] as string, { first, end }];
    }),
  );

export const teamSetOf = (columns: TeamColumns): TeamSet => new TeamSet(columns);

export const teamSetFrom = (teams: readonly RoutableTeam[]): TeamSet => new TeamSet(columnsOf(teams));
