import type { Instant } from '../core/clock.ts';
import { isWithin } from '../core/period.ts';
import type { Period } from '../core/period.ts';
import { isOpenAtMoment, parseServiceHours } from '../core/service-hours.ts';
import type { ServiceMoment, WeeklyHours } from '../core/service-hours.ts';

/**
 * When a team is on duty: in its weekly service hours (see core/service-hours.ts) and, whatever they say, until `until`; never
 * while it is `off`: then the team, or each of its members, is on leave.
 */
export type Duty = { readonly hours: string; readonly until?: Instant | undefined; readonly off?: readonly Period[] | undefined };

/** What changes by the minute. `open` counts the help requests that hold a place now, at most `capacity` by routing. */
export type LiveTeam = { readonly open: number; readonly capacity: number; readonly duty: Duty };

/**
 * The teams of one commune as they are now: one small item, so that routing reads a few and not one per team. `version`
 * grows with every write.
 */
export type LivePage = {
  readonly communeCode: string;
  readonly version: number;
  readonly teams: ReadonlyMap<string, LiveTeam>;
};

const NO_TEAMS: LivePage['teams'] = new Map();

/** The page of a commune that has none: no team of it is on duty. */
export const emptyLivePage = (communeCode: string): LivePage => ({ communeCode, version: 0, teams: NO_TEAMS });

/** `boothShift`: members of the team are on shift at the booth that asks. Nobody who is on leave is on shift either. */
export const isOnDuty = (duty: Duty, now: Instant, moment: ServiceMoment, boothShift = false): boolean => {
  if (duty.off !== undefined && isWithin(duty.off, now)) return false;
  return boothShift || (duty.until !== undefined && duty.until > now) || isOpenAtMoment(weeklyHoursOf(duty.hours), moment);
};

export const hasRoom = ({ open, capacity }: LiveTeam): boolean => open < capacity;

/** What the teams of a page that have room are on duty by: the forms of hours that occur, and the latest `until`. */
type Readiness = { readonly hours: readonly WeeklyHours[]; readonly until: Instant | undefined };

/** A page as it was read does not change, and neither does this. */
const readinessOfPage = new WeakMap<LivePage, Readiness>();

const readinessOf = (page: LivePage): Readiness => {
  const known = readinessOfPage.get(page);
  if (known !== undefined) return known;
  const hours = new Set<WeeklyHours>();
  let until: Instant | undefined;
  for (const live of page.teams.values()) {
    if (!hasRoom(live)) continue;
    hours.add(weeklyHoursOf(live.duty.hours));
    if (live.duty.until !== undefined && (until === undefined || live.duty.until > until)) until = live.duty.until;
  }
  const made = { hours: [...hours], until };
  readinessOfPage.set(page, made);
  return made;
};

/**
 * False when no team on this page is on duty and has room: a few comparisons for two dozen teams. It says true too when those
 * that are open have leave.
 */
export const anyoneMayTake = (page: LivePage, now: Instant, moment: ServiceMoment): boolean => {
  const { hours, until } = readinessOf(page);
  if (until !== undefined && until > now) return true;
  for (const weekly of hours) if (isOpenAtMoment(weekly, moment)) return true;
  return false;
};

/** Teams share a few dozen forms of hours: each is parsed once. */
const parsedHours = new Map<string, WeeklyHours>();
const MOST_PARSED_HOURS = 1000;

/** Rows are checked when read, so unreadable hours here are a bug, and throw. */
const weeklyHoursOf = (text: string): WeeklyHours => {
  const known = parsedHours.get(text);
  if (known !== undefined) return known;
  const parsed = parseServiceHours(text);
  if (!parsed.ok) throw new Error(`Service hours cannot be read at "${parsed.failure.part}" (${parsed.failure.reason}).`);
  if (parsedHours.size >= MOST_PARSED_HOURS) parsedHours.clear();
  parsedHours.set(text, parsed.value);
  return parsed.value;
};
