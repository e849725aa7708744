import type { Position } from '../../functions/core/position.ts';
import { roundPosition } from '../../functions/core/position.ts';
import type { RoutableTeam } from '../../functions/routing/routable-team.ts';

/** A seeded source of numbers in [0, 1): the mulberry32 recurrence. The same seed gives the same country. */
export const seededRandom = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/** Where many people live, roughly: latitude, longitude, spread in degrees, share of the teams. */
const REGIONS: readonly (readonly [number, number, number, number])[] = [
  [20.9, 105.9, 0.55, 0.24],
  [21.8, 105.0, 0.8, 0.12],
  [19.3, 105.5, 0.5, 0.12],
  [16.3, 107.9, 0.5, 0.1],
  [13.9, 109.0, 0.45, 0.08],
  [12.7, 108.1, 0.6, 0.07],
  [10.8, 106.7, 0.35, 0.12],
  [10.0, 105.6, 0.55, 0.15],
];

/** Special zones at sea, so that the edge of the country is in every set: Hoàng Sa, Trường Sa, Côn Đảo, Phú Quốc. */
const ISLANDS: readonly Position[] = [
  { lat: 16.53, lon: 111.61 },
  { lat: 8.64, lon: 111.92 },
  { lat: 8.68, lon: 106.6 },
  { lat: 10.22, lon: 103.96 },
];

const SKILLS = ['online-public-services', 'online-shopping', 'online-payment', 'online-safety', 'local-platforms'];
const SKILL_SETS: readonly (readonly string[])[] = [
  SKILLS,
  SKILLS,
  SKILLS,
  ...SKILLS.map((missing) => SKILLS.filter((skill) => skill !== missing)),
];
const LANGUAGE_SETS: readonly (readonly string[])[] = [['vi'], ['vi'], ['vi'], ['en', 'vi'], ['km', 'vi'], ['hmn', 'vi']];

export type ClusteredCountry = {
  readonly teams: readonly RoutableTeam[];
  /** Centre of each commune, by its code. */
  readonly centres: ReadonlyMap<string, Position>;
};

/**
 * `count` teams in as many communes as the country would have for that number (about 22 teams in each), clustered as
 * people live: communes gather in regions, teams gather in communes.
 */
export const clusteredTeams = (count: number, seed: number): ClusteredCountry => {
  const random = seededRandom(seed);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const communes = Math.max(ISLANDS.length, Math.round((count * 3321) / 74_422));
  const centres = new Map<string, Position>();
  const teams: RoutableTeam[] = [];
  for (let commune = 0; commune < communes; commune += 1) {
    const code = String(commune * 9 + 4).padStart(5, '0');
    const centre = ISLANDS[commune] ?? centreIn(REGIONS, random, normal);
    centres.set(code, centre);
    const share = Math.floor(((commune + 1) * count) / communes) - Math.floor((commune * count) / communes);
    const spread = 0.008 + random() * 0.03;
    for (let number = 1; number <= share; number += 1) {
      teams.push({
        id: `${code}-${String(number).padStart(3, '0')}`,
        communeCode: code,
        position: roundPosition({ lat: centre.lat + normal() * spread, lon: centre.lon + normal() * spread }),
        skills: pick(SKILL_SETS, random),
        languages: pick(LANGUAGE_SETS, random),
        reachKm: pick([5, 10, 15, 30], random),
        status: 'ACTIVE',
      });
    }
  }
  return { teams, centres };
};

const centreIn = (regions: typeof REGIONS, random: () => number, normal: () => number): Position => {
  let left = random();
  const [lat, lon, spread] = regions.find(([, , , share]) => (left -= share) < 0) ?? [16, 108, 0.5];
  return { lat: lat + normal() * spread, lon: lon + normal() * spread * 0.8 };
};

const pick = <Item>(items: readonly Item[], random: () => number): Item => items[Math.floor(random() * items.length)] as Item;
