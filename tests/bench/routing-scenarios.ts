import { roundPosition } from '../../functions/core/position.ts';
import type { Instant } from '../../functions/core/clock.ts';
import type { Position } from '../../functions/core/position.ts';
import type { Question } from '../../functions/routing/eligibility.ts';
import type { LivePage } from '../../functions/routing/live-page.ts';
import type { RoutableTeam } from '../../functions/routing/routable-team.ts';
import { clusteredTeams, seededRandom } from '../support/clustered-teams.ts';
import { ask, onDuty, pagesOf } from '../support/routing-country.ts';

/** Teams in the country (product.md). */
export const COUNTRY = 74_422;

/** How many teams are asked for. */
export const FIRSTS = [1, 5] as const;

/** Who is on duty depends on the day asked about: so one set of live pages serves all scenarios. */
export type Scenario = {
  readonly name: string;
  readonly now: Instant;
  readonly day: string;
};

export const scenarios: readonly Scenario[] = [
  { name: 'all on duty', now: '2026-11-23T03:00:00.000Z', day: 'Mo' },
  { name: '40 % on duty', now: '2026-11-25T03:00:00.000Z', day: 'We' },
  { name: '40 % on duty, communes as a whole', now: '2026-11-26T03:00:00.000Z', day: 'Th' },
  { name: '40 % on duty, regions of 55 km as a whole', now: '2026-11-27T03:00:00.000Z', day: 'Fr' },
  { name: '0.5 % on duty', now: '2026-11-28T03:00:00.000Z', day: 'Sa' },
];

export type BenchCountry = {
  readonly teams: readonly RoutableTeam[];
  /** The days on which each team is on duty. */
  readonly days: ReadonlyMap<string, readonly string[]>;
  readonly pages: ReadonlyMap<string, LivePage>;
  /** Where people ask: around teams, one in fifty far from any. */
  readonly places: readonly Position[];
};

/**
 * The whole country from one seed. Teams reach as far as `reachKm`; null leaves them the 5 to 30 km of the generator.
 */
export const benchCountry = (reachKm: number | null): BenchCountry => {
  const teams = clusteredTeams(COUNTRY, 20261123).teams.map((team) => (reachKm === null ? team : { ...team, reachKm }));
  const random = seededRandom(74_422);
  const awake = new Map<string, boolean>();
  const isAwake = (place: string): boolean => {
    const known = awake.get(place) ?? random() < 0.4;
    awake.set(place, known);
    return known;
  };
  const regionOf = ({ position: { lat, lon } }: RoutableTeam): string => `${Math.floor(lat * 2)},${Math.floor(lon * 2)}`;
  const days = new Map(
    teams.map((team) => {
      const on = ['Mo'];
      if (random() < 0.4) on.push('We');
      if (isAwake(team.communeCode)) on.push('Th');
      if (isAwake(regionOf(team))) on.push('Fr');
      if (random() < 0.005) on.push('Sa');
      return [team.id, on];
    }),
  );
  const pages = pagesOf(teams, ({ id }) => ({ ...onDuty, duty: { hours: `${(days.get(id) ?? []).join()} 07:30-17:00` } }));
  const places = Array.from({ length: 10_000 }, () => {
    const { position } = teams[Math.floor(random() * teams.length)] as RoutableTeam;
    const spread = random() < 0.02 ? 1.5 : 0.04;
    return roundPosition({ lat: position.lat + (random() - 0.5) * spread, lon: position.lon + (random() - 0.5) * spread });
  });
  return { teams, days, pages, places };
};

export const asking = (at: Position, first: number, { now }: Scenario): Question => ask({ at, first, now });
