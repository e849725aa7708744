import type { Instant } from '../core/clock.ts';
import { isOpenAtMoment } from '../core/service-hours.ts';
import type { ServiceMoment, WeeklyHours } from '../core/service-hours.ts';
import { hasRoom, isOnDuty, weeklyHoursOf } from './live-page.ts';
import type { LivePage, LiveTeam } from './live-page.ts';

/**
 * A live page laid out for a decision, which asks about a dozen teams in as many microseconds: most of that time is waiting for
 * memory, and what lies in fewer places is found in less of it. Full teams are on none of its lists.
 */
export type PageAtHand = {
  readonly page: LivePage;
  /** Teams that are on duty by their weekly hours and nothing else: most of them. */
  readonly byHours: ReadonlyMap<string, WeeklyHours>;
  /** Teams with a word of their own: on duty until an instant, or on leave. */
  readonly byWord: ReadonlyMap<string, LiveTeam>;
  /** The forms of hours that occur on either list, and the latest instant until which a team stays on duty. */
  readonly forms: readonly WeeklyHours[];
  readonly latestUntil: Instant | undefined;
};

export const atHand = (page: LivePage): PageAtHand => {
  const byHours = new Map<string, WeeklyHours>();
  const byWord = new Map<string, LiveTeam>();
  const forms = new Set<WeeklyHours>();
  let latestUntil: Instant | undefined;
  for (const [id, live] of page.teams) {
    if (!hasRoom(live)) continue;
    const { hours, until, off } = live.duty;
    const weekly = weeklyHoursOf(hours);
    forms.add(weekly);
    if (until === undefined && off === undefined) byHours.set(id, weekly);
    else byWord.set(id, live);
    if (until !== undefined && (latestUntil === undefined || until > latestUntil)) latestUntil = until;
  }
  return { page, byHours, byWord, forms: [...forms], latestUntil };
};

/** On duty now and below its capacity. */
export const mayTake = ({ byHours, byWord }: PageAtHand, teamId: string, now: Instant, moment: ServiceMoment): boolean => {
  const hours = byHours.get(teamId);
  if (hours !== undefined) return isOpenAtMoment(hours, moment);
  const live = byWord.get(teamId);
  return live !== undefined && isOnDuty(live.duty, now, moment);
};

/** The same for a team with members on shift at the booth that asks: it is on duty unless it is on leave. */
export const mayTakeAtBooth = ({ byHours, byWord }: PageAtHand, teamId: string, now: Instant, moment: ServiceMoment): boolean => {
  if (byHours.has(teamId)) return true;
  const live = byWord.get(teamId);
  return live !== undefined && isOnDuty(live.duty, now, moment, true);
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
