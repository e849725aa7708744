import type { Instant } from '../core/clock.ts';
import { publicHolidays, type Holidays } from '../core/public-holidays.ts';
import { serviceMomentOf } from '../core/service-hours.ts';
import { isOnDuty, type LivePage } from './live-page.ts';

/** What changes by the minute about a team, as routing sees it. */
export type TeamNow = { readonly onDuty: boolean; readonly openRequests: number };

/** A team that is on no live page takes no requests: it is off duty and holds none. */
export const teamNow = (
  page: LivePage | undefined,
  teamCode: string,
  now: Instant,
  holidays: Holidays = publicHolidays,
): TeamNow => {
  const live = page?.teams.get(teamCode);
  return live === undefined
    ? { onDuty: false, openRequests: 0 }
    : { onDuty: isOnDuty(live.duty, now, serviceMomentOf(now, holidays)), openRequests: live.open };
};
