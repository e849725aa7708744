import type { Holidays } from '../../functions/core/public-holidays.ts';
import type { Candidate } from '../../functions/routing/nearest.ts';
import { reachMetres } from '../../functions/routing/eligibility.ts';
import type { Question } from '../../functions/routing/eligibility.ts';
import { geodesicMetres } from '../../functions/routing/geodesic.ts';
import type { LivePage, LiveTeam } from '../../functions/routing/live-page.ts';
import { atHand, PagesAtHand } from '../../functions/routing/page-at-hand.ts';
import type { RoutableTeam } from '../../functions/routing/routable-team.ts';
import type { RoutingView } from '../../functions/routing/routing-view.ts';
import { isOpenAt, parseServiceHours } from '../../functions/core/service-hours.ts';

/** 23 November 2026, a Monday, 10:00 in Vietnam. */
export const MONDAY_MORNING = '2026-11-23T03:00:00.000Z';

export const OFFICE_HOURS = 'Mo-Fr 07:30-11:30,13:30-17:00; Sa 07:30-11:30';
export const SUNDAYS_ONLY = 'Su 08:00-10:00';

export const onDuty: LiveTeam = { open: 0, capacity: 4, duty: { hours: OFFICE_HOURS } };
export const offDuty: LiveTeam = { open: 0, capacity: 4, duty: { hours: SUNDAYS_ONLY } };
export const full: LiveTeam = { open: 4, capacity: 4, duty: { hours: OFFICE_HOURS } };

export const ask = (question: Partial<Question> & Pick<Question, 'at'>): Question => ({
  skill: 'online-payment',
  language: 'vi',
  reachKm: null,
  now: MONDAY_MORNING,
  exclude: [],
  boothTeamIds: [],
  first: 1,
  ...question,
});

export const aTeam = (team: Partial<RoutableTeam> & Pick<RoutableTeam, 'id' | 'position'>): RoutableTeam => ({
  communeCode: team.id.slice(0, 5),
  skills: ['online-payment', 'online-public-services'],
  languages: ['vi'],
  reachKm: 30,
  status: 'ACTIVE',
  ...team,
});

/** By the codes of their communes. */
export type LivePages = ReadonlyMap<string, LivePage>;

/** Laid out for the first part of the view: the snapshot's teams. */
export const allAtHand = (pages: LivePages, { parts: [{ teams }] }: RoutingView): PagesAtHand =>
  new PagesAtHand(teams, [...pages.values()].map((page) => atHand(page, teams)));

/** The live pages of these teams, each as `liveOf` says. */
export const pagesOf = (teams: readonly RoutableTeam[], liveOf: (team: RoutableTeam) => LiveTeam): Map<string, LivePage> => {
  const byCommune = Map.groupBy(teams, ({ communeCode }) => communeCode);
  return new Map(
    [...byCommune].map(([communeCode, ofCommune]) => [
      communeCode,
      { communeCode, version: 1, teams: new Map(ofCommune.map((team) => [team.id, liveOf(team)])) },
    ]),
  );
};

/**
 * What routing must answer, by the rule and nothing else: every team is measured and judged. Written apart from the
 * decision's own code, except for the geodesic itself.
 */
export const bruteForce = (
  teams: readonly RoutableTeam[],
  pages: LivePages,
  question: Question,
  holidays: Holidays,
): readonly Candidate[] => {
  const candidates: Candidate[] = [];
  for (const team of teams) {
    const live = pages.get(team.communeCode)?.teams.get(team.id);
    if (live === undefined || question.exclude.includes(team.id) || team.status !== 'ACTIVE') continue;
    if (!team.skills.includes(question.skill) || !team.languages.includes(question.language)) continue;
    const boothShift = question.boothTeamIds.includes(team.id);
    const untilLater = live.duty.until !== undefined && Date.parse(live.duty.until) > Date.parse(question.now);
    const away = (live.duty.off ?? []).some(({ from, until }) => Date.parse(from) <= Date.parse(question.now) && Date.parse(question.now) < Date.parse(until));
    if (away || live.open >= live.capacity || !(boothShift || untilLater || openAt(live.duty.hours, question.now, holidays))) continue;
    if (!boothShift && question.withinCommune !== undefined && question.withinCommune !== team.communeCode) continue;
    const distanceMetres = boothShift ? 0 : geodesicMetres(question.at, team.position);
    if (!boothShift && distanceMetres > reachMetres(team.reachKm, question.reachKm)) continue;
    candidates.push({ teamId: team.id, communeCode: team.communeCode, distanceMetres, boothShift });
  }
  candidates.sort((a, b) => a.distanceMetres - b.distanceMetres || (a.teamId < b.teamId ? -1 : 1));
  return candidates.slice(0, question.first);
};

const answers = new Map<string, boolean>();

const openAt = (text: string, now: string, holidays: Holidays): boolean => {
  const known = answers.get(`${text}|${now}`);
  if (known !== undefined) return known;
  const hours = parseServiceHours(text);
  if (!hours.ok) throw new Error(`Unreadable hours: ${text}`);
  const open = isOpenAt(hours.value, now, holidays);
  answers.set(`${text}|${now}`, open);
  return open;
};

/** The same teams in the same order. A distance may differ by what a chord hides: a centimetre up to 100 km. */
export const sameCandidates = (given: readonly Candidate[], expected: readonly Candidate[]): boolean =>
  given.length === expected.length &&
  given.every((candidate, place) => {
    const other = expected[place];
    if (other === undefined) return false;
    const tolerance = Math.max(0.01, 1e-3 * (other.distanceMetres / 1e6) ** 2 * other.distanceMetres);
    return (
      candidate.teamId === other.teamId &&
      candidate.communeCode === other.communeCode &&
      candidate.boothShift === other.boothShift &&
      Math.abs(candidate.distanceMetres - other.distanceMetres) <= tolerance
    );
  });
