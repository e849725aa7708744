import { minutesUntil } from '../../shared/text/times.ts';
import type { Card } from './sort-queue.ts';

/** The part of a promise after which it warns (product.md, "The promise"). */
const WARN_AFTER = 0.8;
/** A promise within this many minutes is counted down; a longer one is told as a moment. */
const COUNTED_MINUTES = 90;

export type PromiseState =
  | { readonly kind: 'counted'; readonly minutes: number; readonly late: 'no' | 'soon' }
  | { readonly kind: 'moment' }
  | { readonly kind: 'passed' };

/** How the promise stands. `from`: since when it has been running. Times are ISO 8601. */
export const promiseState = (from: string, by: string, now: Date): PromiseState => {
  const end = Date.parse(by);
  if (now.getTime() > end) return { kind: 'passed' };
  const minutes = minutesUntil(by, now);
  if (minutes > COUNTED_MINUTES) return { kind: 'moment' };
  const whole = end - Date.parse(from);
  const gone = now.getTime() - Date.parse(from);
  return { kind: 'counted', minutes, late: gone >= whole * WARN_AFTER ? 'soon' : 'no' };
};

/** The part of the time that is left, 0 to 1, for the row of lamps. */
export const partLeft = (from: string, by: string, now: Date): number => {
  const whole = Date.parse(by) - Date.parse(from);
  return whole <= 0 ? 0 : Math.min(1, Math.max(0, (Date.parse(by) - now.getTime()) / whole));
};

/** What the member has to keep next: contact until the resident is reached, then the end of the work. */
export const nextDue = ({ state, promise }: Pick<Card, 'state' | 'promise'>): string =>
  state === 'IN_PROGRESS' ? promise.doneBy : promise.contactBy;

/** Whole minutes gone since then; never below 0, since the two clocks may differ a little. */
export const minutesSince = (then: string, now: Date): number => Math.max(0, Math.floor((now.getTime() - Date.parse(then)) / 60_000));
