import type { Instant } from '../core/clock.ts';
import { isOpenAtMoment } from '../core/service-hours.ts';
import type { ServiceMoment, WeeklyHours } from '../core/service-hours.ts';
import { hasRoom, isOnDuty, weeklyHoursOf } from './live-page.ts';
import type { LivePage, LiveTeam } from './live-page.ts';
import type { TeamSet } from './team-set.ts';

/**
 * A live page laid out for decisions over one set of teams. A decision asks about a dozen teams in as many microseconds, most of
 * which is waiting for memory: so what decides about all teams of a commune lies in a few bytes beside each other. Teams of
 * another set, those that changed since the snapshot, are looked up by their ids.
 */
export type PageAtHand = {
  readonly page: LivePage;
  /** The set that it is laid out for, by its mark: a page that is kept must not keep a whole snapshot in memory. */
  readonly laidOutFor: TeamSet['mark'];
  /** Of each place of the commune: `CANNOT`, the number of a form of hours, or `ASK_BY_ID`. */
  readonly duties: Uint8Array;
  /** The first place of the commune. */
  readonly firstPlace: number;
  /** The forms of hours of all teams that have room, and the latest instant until which one of them stays on duty. */
  readonly forms: readonly WeeklyHours[];
  readonly latestUntil: Instant | undefined;
};

/** Not on the page, or full. */
const CANNOT = 0;

/** A team with a word of its own: on duty until an instant, or on leave. (Or with one form of hours more than there are numbers.) */
const ASK_BY_ID = 255;

export const atHand = (page: LivePage, teams: TeamSet): PageAtHand => {
  const forms: WeeklyHours[] = [];
  let latestUntil: Instant | undefined;
  for (const live of page.teams.values()) {
    if (!hasRoom(live)) continue;
    const { until, hours } = live.duty;
    if (until !== undefined && (latestUntil === undefined || until > latestUntil)) latestUntil = until;
    const weekly = weeklyHoursOf(hours);
    if (!forms.includes(weekly)) forms.push(weekly);
  }
  const { first, end } = teams.placesOfCommune(page.communeCode);
  const duties = new Uint8Array(end - first);
  for (let place = first; place < end; place += 1) {
    const live = page.teams.get(teams.idAt(teams.rowAt(place)));
    if (live !== undefined) duties[place - first] = dutyOf(live, forms);
  }
  return { page, laidOutFor: teams.mark, duties, firstPlace: first, forms, latestUntil };
};

const dutyOf = (live: LiveTeam, forms: readonly WeeklyHours[]): number => {
  if (!hasRoom(live)) return CANNOT;
  if (live.duty.until !== undefined || live.duty.off !== undefined) return ASK_BY_ID;
  return Math.min(ASK_BY_ID, 1 + forms.indexOf(weeklyHoursOf(live.duty.hours)));
};

/** Live pages by the codes of their communes, and by the numbers that communes have in one set of teams: no text need be compared. */
export class PagesAtHand {
  readonly #teams: TeamSet;
  readonly #byCode = new Map<string, PageAtHand>();
  readonly #byNumber: (PageAtHand | undefined)[];

  constructor(teams: TeamSet, pages: Iterable<PageAtHand> = []) {
    this.#teams = teams;
    this.#byNumber = new Array<PageAtHand | undefined>(teams.columns.communes.length);
    for (const page of pages) this.add(page);
  }

  /** In place of the one of its commune, if there was one. */
  add(known: PageAtHand): void {
    const { communeCode } = known.page;
    this.#byCode.set(communeCode, known);
    const { first, end } = this.#teams.placesOfCommune(communeCode);
    if (first < end) this.#byNumber[this.#teams.communeNumberAt(first)] = known;
  }

  get(communeCode: string): PageAtHand | undefined {
    return this.#byCode.get(communeCode);
  }

  /** The page of the commune that has this number among `teams`. */
  of(teams: TeamSet, commune: number): PageAtHand | undefined {
    return teams === this.#teams ? this.#byNumber[commune] : this.#byCode.get(teams.columns.communes[commune] as string);
  }

  all(): Iterable<PageAtHand> {
    return this.#byCode.values();
  }
}

/** The team at `place` of `teams`, of this page's commune, is on duty now and below its capacity. */
export const mayTake = (known: PageAtHand, teams: TeamSet, place: number, now: Instant, moment: ServiceMoment): boolean => {
  const duty = known.laidOutFor === teams.mark ? (known.duties[place - known.firstPlace] as number) : ASK_BY_ID;
  if (duty === CANNOT) return false;
  if (duty !== ASK_BY_ID) return isOpenAtMoment(known.forms[duty - 1] as WeeklyHours, moment);
  const live = known.page.teams.get(teams.idAt(teams.rowAt(place)));
  return live !== undefined && hasRoom(live) && isOnDuty(live.duty, now, moment);
};

/** The same for a team with members on shift at the booth that asks: it is on duty unless it is on leave. */
export const mayTakeAtBooth = ({ page }: PageAtHand, teamId: string, now: Instant, moment: ServiceMoment): boolean => {
  const live = page.teams.get(teamId);
  return live !== undefined && hasRoom(live) && isOnDuty(live.duty, now, moment, true);
};

/**
 * False when no team on this page is on duty and has room: a few comparisons for two dozen teams. It says true too when those
 * that are open have leave.
 */
export const anyoneMayTake = ({ forms, latestUntil }: PageAtHand, now: Instant, moment: ServiceMoment): boolean => {
  if (latestUntil !== undefined && latestUntil > now) return true;
  for (const hours of forms) if (isOpenAtMoment(hours, moment)) return true;
  return false;
};
