import type { Position } from '../core/position.ts';
import type { RoutableTeam } from './routable-team.ts';
import { columnsOf, DEGREE_STEPS } from './team-columns.ts';
import type { TeamColumns, TeamProfile } from './team-columns.ts';
import { NearestFirst } from './nearest-first.ts';
import { buildTeamIndex } from './team-index.ts';

/** Teams that can be asked: by row, by id, by commune, and by distance. */
export class TeamSet {
  readonly columns: TeamColumns;
  readonly nearestFirst: NearestFirst;
  #rowsByCommune: ReadonlyMap<string, readonly number[]> | undefined;

  constructor(columns: TeamColumns) {
    this.columns = columns;
    this.nearestFirst = new NearestFirst(buildTeamIndex(columns));
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

  /** Made at the first question about a commune, since most questions are not about one. */
  rowsOfCommune(communeCode: string): readonly number[] {
    this.#rowsByCommune ??= this.#groupByCommune();
    return this.#rowsByCommune.get(communeCode) ?? [];
  }

  #groupByCommune(): ReadonlyMap<string, readonly number[]> {
    const groups = this.columns.communes.map((): number[] => []);
    for (let row = 0; row < this.count; row += 1) groups[this.columns.communeOf[row] as number]?.push(row);
    return new Map(this.columns.communes.map((code, number) => [code, groups[number] ?? []]));
  }
}

export const teamSetOf = (columns: TeamColumns): TeamSet => new TeamSet(columns);

export const teamSetFrom = (teams: readonly RoutableTeam[]): TeamSet => new TeamSet(columnsOf(teams));
