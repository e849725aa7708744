import type { Position } from '../../core/position.ts';
import { roundPosition } from '../../core/position.ts';
import type { Team } from '../team.ts';
import { isWard, moved } from './commune-centres.ts';
import type { CommunePlace } from './commune-centres.ts';
import { decisionOf } from './fill-in.ts';
import { normal, pick, pickByShare, seededRandom, seedFor, wholeBetween } from './random.ts';
import type { Random } from './random.ts';
import { regionalLanguages, streets, villageKinds, villagesOf } from './words.ts';

/**
 * A newcomer tries the system at any hour, so four teams in ten are always on duty; real teams keep evenings and weekends.
 */
const serviceHours: readonly (readonly [number, string])[] = [
  [0.4, '24/7'],
  [0.25, 'Mo-Fr 07:30-11:30,13:30-17:00; Sa 07:30-11:30'],
  [0.12, 'Mo-Su 18:00-21:30'],
  [0.13, 'Mo-Fr 17:30-21:00; Sa-Su 08:00-11:00,14:00-21:00'],
  [0.1, 'Sa-Su 07:00-22:00'],
];

const statuses: readonly (readonly [number, Team['status']])[] = [
  [0.97, 'ACTIVE'],
  [0.02, 'PAUSED'],
  [0.01, 'FORMING'],
];

/** Where the teams beside a kiosk stand, in metres from it and in degrees: all within the 3 km of HERE_NOW. */
const besideKiosk: readonly (readonly [metres: number, bearing: number])[] = [
  [180, 70],
  [520, 200],
  [1100, 310],
  [1900, 130],
];
export const TEAMS_AT_KIOSK = besideKiosk.length;

export type CommuneTeams = {
  readonly place: CommunePlace;
  readonly count: number;
  /** Kiosks of the commune: its first teams stand around them. */
  readonly kiosks: readonly Position[];
  /** Codes of the five skills. */
  readonly skills: readonly string[];
  readonly seed: number;
};

/** The teams of one commune, by code. A larger `count` only adds teams; it changes none. */
export const generateTeams = (wanted: CommuneTeams): Team[] => placeTeams(wanted).map((team) => withDecision(team, wanted.seed));

const placeTeams = ({ place, count, kiosks, skills, seed }: CommuneTeams): Team[] => {
  const random = seededRandom(seedFor(seed, `teams of ${place.unit.code}`));
  const settlements = Array.from({ length: isWard(place.unit) ? wholeBetween(random, 2, 4) : wholeBetween(random, 3, 6) }, () =>
    somewhereWithin(random, place),
  );
  return Array.from({ length: count }, (_, at): Team => {
    const kiosk = kiosks[Math.floor(at / TEAMS_AT_KIOSK)];
    const drawn = drawTeam(random, place, at, settlements, skills);
    if (kiosk === undefined) return drawn;
    // Two of the four beside a kiosk are on duty at any hour and help with everything.
    const rank = at % TEAMS_AT_KIOSK;
    const [metres, bearing] = besideKiosk[rank] ?? [0, 0];
    const angle = (bearing * Math.PI) / 180;
    const position = roundPosition(moved(kiosk, (metres / 1000) * Math.sin(angle), (metres / 1000) * Math.cos(angle)));
    return rank < 2
      ? { ...drawn, position, skills, languages: ['vi', 'en', 'hmn'], reachKm: 8, capacity: 6, serviceHours: '24/7', status: 'ACTIVE' }
      : { ...drawn, position, status: 'ACTIVE' };
  });
};

/** A team that is still forming has no decision yet. */
const withDecision = (team: Team, seed: number): Team =>
  team.status === 'FORMING' ? team : { ...team, decision: decisionOf(team.code, seed) };

/** Always draws the same number of times, so that a team does not depend on what came of the one before. */
const drawTeam = (random: Random, place: CommunePlace, at: number, settlements: readonly Position[], skills: readonly string[]): Team => {
  const { unit } = place;
  const number = at + 1;
  return {
    code: `${unit.code}-${String(number).padStart(3, '0')}`,
    name: teamName(random, place, number),
    kind: number === COMMUNE_TEAM ? 'COMMUNE' : 'VILLAGE',
    unitVersion: unit.version,
    communeCode: unit.code,
    position: nearSettlement(random, place, pick(random, settlements)),
    skills: someSkills(random, skills),
    languages: someLanguages(random, unit.parentCode ?? ''),
    reachKm: wholeBetween(random, 2, 10),
    capacity: wholeBetween(random, 2, 6),
    serviceHours: pickByShare(random, serviceHours),
    status: pickByShare(random, statuses),
    leaves: [],
    demonstration: true,
  };
};

const somewhereWithin = (random: Random, { centre, spreadKm }: CommunePlace): Position => {
  const outKm = spreadKm * Math.sqrt(random());
  const angle = 2 * Math.PI * random();
  return moved(centre, outKm * Math.cos(angle), outKm * Math.sin(angle));
};

/** Houses stand together: within some hundred metres in a village, closer in a ward. */
const nearSettlement = (random: Random, { unit, spreadKm }: CommunePlace, settlement: Position): Position => {
  const widthKm = Math.min(isWard(unit) ? 0.25 : 0.45, spreadKm / 2);
  return roundPosition(moved(settlement, widthKm * normal(random), widthKm * normal(random)));
};

/** Eight teams in ten help with all five skills, the rest with four. */
const someSkills = (random: Random, skills: readonly string[]): readonly string[] => {
  const missing = pick(random, skills);
  return random() < 0.8 ? skills : skills.filter((skill) => skill !== missing);
};

const someLanguages = (random: Random, provinceCode: string): readonly string[] => {
  const regional = pick(random, regionalLanguages[provinceCode] ?? ['']);
  const speaksRegional = random() < 0.4;
  const speaksEnglish = random() < 0.2;
  return ['vi', ...(speaksEnglish ? ['en'] : []), ...(speaksRegional && regional !== '' ? [regional] : [])];
};

/** One name in 25 is as long as the longest real ones: screens must wrap 60 characters and more (design checklist). */
const LONG_NAME_EVERY = 25;

/** The team of the whole commune: with five teams or more there is one, after those that stand at a first kiosk. */
const COMMUNE_TEAM = 5;

/** Shares no factor with the lengths of the lists of villages, so that a round meets every village once. */
const VILLAGE_STEP = 7;

const teamName = (random: Random, { unit }: CommunePlace, number: number): string => {
  const street = pick(random, streets);
  // Names differ within a commune: the words are gone through in order, and numbered when they begin again.
  const villages = villagesOf(unit.parentCode ?? '');
  const village = villages[(number * VILLAGE_STEP + Number(unit.code)) % villages.length] ?? '';
  const round = Math.floor((number - 1) / villages.length);
  const short = isWard(unit)
    ? `Tổ dân phố số ${number} ${street}`
    : `${villageKinds[unit.parentCode ?? ''] ?? 'Thôn'} ${village}${round === 0 ? '' : ` ${round + 1}`}`;
  if (number === COMMUNE_TEAM) return `Tổ công nghệ số cộng đồng ${unit.name}`;
  return number % LONG_NAME_EVERY === 9 ? `Tổ công nghệ số cộng đồng khu dân cư liên gia ${short}, ${unit.name}` : short;
};
