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

/** Teams share a few dozen forms of hours: each is parsed once. */
const parsedHours = new Map<string, WeeklyHours>();
const MOST_PARSED_HOURS = 1000;

/** Rows are checked when read, so unreadable hours here are a bug, and throw. */
export const weeklyHoursOf = (text: string): WeeklyHours => {
  const known = parsedHours.get(text);
  if (known !== undefined) return known;
  const parsed = parseServiceHours(text);
  if (!parsed.ok) throw new Error(`Service hours cannot be read at "${parsed.failure.part}" (${parsed.failure.reason}).`);
  if (parsedHours.size >= MOST_PARSED_HOURS) parsedHours.clear();
  parsedHours.set(text, parsed.value);
  return parsed.value;
};
