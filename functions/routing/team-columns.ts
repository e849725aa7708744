import { POSITION_DECIMALS } from '../core/position.ts';
import { byId } from './routable-team.ts';
import type { RoutableTeam } from './routable-team.ts';
import { teamIdsOf } from './team-ids.ts';
import type { TeamIds } from './team-ids.ts';

/** What many teams have in common, kept once. Skills and languages are sorted. */
export type TeamProfile = Pick<RoutableTeam, 'skills' | 'languages' | 'reachKm' | 'status'>;

/**
 * Teams as columns, in the order of their ids: 74,422 objects would cost a cold start tens of milliseconds and every
 * search its cache. A team is known by its row, 0 to count − 1; rows and ids sort alike.
 */
export type TeamColumns = {
  readonly count: number;
  readonly ids: TeamIds;
  readonly communes: readonly string[];
  readonly communeOf: Uint32Array;
  /** Hundred-thousandths of a degree. */
  readonly lat: Int32Array;
  readonly lon: Int32Array;
  readonly profiles: readonly TeamProfile[];
  readonly profileOf: Uint32Array;
};

export const DEGREE_STEPS = 10 ** POSITION_DECIMALS;

/** Throws when two teams have the same id: that is a bug of whoever made the list. */
export const columnsOf = (teams: readonly RoutableTeam[]): TeamColumns => {
  const sorted = teams.toSorted(byId);
  const count = sorted.length;
  const lat = new Int32Array(count);
  const lon = new Int32Array(count);
  const communes = new Numbering<string>();
  const communeOf = new Uint32Array(count);
  const profiles = new Numbering<TeamProfile>();
  const profileOf = new Uint32Array(count);
  const ids: string[] = [];
  for (const [row, team] of sorted.entries()) {
    if (ids.at(-1) === team.id) throw new Error(`Two teams have the id ${team.id}.`);
    ids.push(team.id);
    lat[row] = Math.round(team.position.lat * DEGREE_STEPS);
    lon[row] = Math.round(team.position.lon * DEGREE_STEPS);
    communeOf[row] = communes.numberOf(team.communeCode, team.communeCode);
    const profile = profileOfTeam(team);
    profileOf[row] = profiles.numberOf(JSON.stringify(profile), profile);
  }
  return {
    count,
    ids: teamIdsOf(ids),
    communes: communes.values,
    communeOf,
    lat,
    lon,
    profiles: profiles.values,
    profileOf,
  };
};

const profileOfTeam = ({ skills, languages, reachKm, status }: RoutableTeam): TeamProfile => ({
  skills: skills.toSorted(),
  languages: languages.toSorted(),
  reachKm,
  status,
});

/** Numbers values in the order in which they first appear. */
class Numbering<Value> {
  readonly values: Value[] = [];
  readonly #numbers = new Map<string, number>();

  numberOf(key: string, value: Value): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.values.push(value) - 1;
    this.#numbers.set(key, number);
    return number;
  }
}
