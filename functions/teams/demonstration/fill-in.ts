import type { Day, Decision, Organisation, Training } from '../team.ts';
import { pick, pickByShare, seededRandom, seedFor, wholeBetween } from './random.ts';

/** Decisions of the demonstration are from the years in which real teams were set up (decision 411/QĐ-TTg is of 31 March 2022). */
const FIRST_YEAR = 2022;
const LAST_YEAR = 2025;

const dayIn = (year: number, month: number, dayOfMonth: number): Day =>
  `${year}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`;

/** No office gave this number: it says so. */
export const decisionOf = (teamCode: string, seed: number): Decision => {
  const random = seededRandom(seedFor(seed, `decision of ${teamCode}`));
  const number = wholeBetween(random, 10, 480);
  return {
    number: `MINH HOẠ-${number}/QĐ-UBND`,
    date: dayIn(wholeBetween(random, FIRST_YEAR, LAST_YEAR), wholeBetween(random, 1, 12), wholeBetween(random, 1, 28)),
  };
};

/** Whom members come from after the lead, who heads the residential group (product.md). */
const others: readonly (readonly [number, Organisation])[] = [
  [0.24, 'YOUTH_UNION'],
  [0.22, 'WOMENS_UNION'],
  [0.14, 'POLICE'],
  [0.12, 'FARMERS_UNION'],
  [0.1, 'VETERANS'],
  [0.09, 'COMPANY'],
  [0.06, 'SCHOOL'],
  [0.03, 'OTHER'],
];

export type MemberDetails = {
  readonly organisation: Organisation;
  readonly joinedOn: Day;
  readonly languages: readonly string[];
  readonly trainings: readonly Training[];
};

/** `at` counts the team's members from 0, the lead; nobody joins before the team's decision, or takes a training before joining. */
export const detailsOf = (
  team: { readonly code: string; readonly languages: readonly string[]; readonly skills: readonly string[]; readonly decision?: Decision | undefined },
  at: number,
  seed: number,
): MemberDetails => {
  const random = seededRandom(seedFor(seed, `details of ${team.code} ${at}`));
  const joinedOn = at === 0 ? (team.decision?.date ?? dayIn(LAST_YEAR, 6, 1)) : dayIn(LAST_YEAR + 1, wholeBetween(random, 1, 6), wholeBetween(random, 1, 28));
  const organisation = at === 0 ? 'RESIDENTIAL_HEAD' : pickByShare(random, others);
  const trained = random() < 0.6;
  const training = { code: pick(random, team.skills), on: dayIn(LAST_YEAR + 1, wholeBetween(random, 7, 10), wholeBetween(random, 1, 28)) };
  const speaksAll = random() < 0.4;
  return { organisation, joinedOn, languages: at === 0 || speaksAll ? team.languages : ['vi'], trainings: trained ? [training] : [] };
};
