import type { Instant } from '../core/clock.ts';
import { millisecondsOf, minutes, plusMilliseconds } from '../core/clock.ts';
import type { Holidays } from '../core/public-holidays.ts';
import { addServiceTime, serviceTimeBetween } from '../core/service-hours.ts';
import type { WeeklyHours } from '../core/service-hours.ts';
import { uniteHours } from '../core/unite-hours.ts';
import type { RoutingMode, ServicePromise } from '../topics/topic.ts';
import type { RequestPromise } from './help-request.ts';

/** Which time counts. */
export type Counting = {
  readonly mode: RoutingMode;
  readonly serviceHours: WeeklyHours;
  /** The opening hours of the booth where it was asked, when members are on shift there. */
  readonly boothHours?: WeeklyHours | undefined;
  readonly holidays: Holidays;
};

export type PromiseQuestion = Counting & {
  readonly askedAt: Instant;
  readonly appointmentAt?: Instant | undefined;
  readonly promise: ServicePromise;
};

/** By when what happens; see `countMinutes` for which minutes count. */
export const promiseFor = (question: PromiseQuestion): RequestPromise => {
  const { promise, appointmentAt } = question;
  const acceptBy = countMinutes(question, promise.acceptWithinMinutes);
  if (question.mode === 'APPOINTMENT' && appointmentAt !== undefined) {
    return {
      acceptBy: acceptBy < appointmentAt ? acceptBy : appointmentAt,
      contactBy: appointmentAt,
      doneBy: plusMilliseconds(appointmentAt, minutes(promise.doneWithinMinutes)),
    };
  }
  return {
    acceptBy,
    contactBy: countMinutes(question, promise.contactWithinMinutes),
    doneBy: countMinutes(question, promise.doneWithinMinutes),
  };
};

/** The part of a promise after which it warns (product.md, "The promise"). */
const WARN_AFTER = 0.8;

/** When 80 % of each promise has gone, counted like the promise itself. */
export const warningsFor = (question: PromiseQuestion): RequestPromise => {
  const { promise, askedAt, appointmentAt } = question;
  const counted = (minuteCount: number): Instant => countMinutes(question, minuteCount * WARN_AFTER);
  const { acceptBy, contactBy } = promiseFor(question);
  if (question.mode === 'APPOINTMENT' && appointmentAt !== undefined) {
    const accept = counted(promise.acceptWithinMinutes);
    return {
      // Shortened by an early appointment, the time to accept warns before that.
      acceptBy: accept < acceptBy ? accept : partOfClock(askedAt, acceptBy),
      contactBy: partOfClock(askedAt, contactBy),
      doneBy: plusMilliseconds(appointmentAt, Math.round(minutes(promise.doneWithinMinutes * WARN_AFTER))),
    };
  }
  return {
    acceptBy: counted(promise.acceptWithinMinutes),
    contactBy: counted(promise.contactWithinMinutes),
    doneBy: counted(promise.doneWithinMinutes),
  };
};

const partOfClock = (from: Instant, until: Instant): Instant =>
  plusMilliseconds(from, Math.round((millisecondsOf(until) - millisecondsOf(from)) * WARN_AFTER));

/**
 * The promises of which the time has not come at `since`, each later by the time between `since` and `now`, counted like
 * promises: what stood still because the resident was waited for. Those that were over stay as they are.
 */
export const movedPromise = (
  promise: RequestPromise,
  { since, now }: { readonly since: Instant; readonly now: Instant },
  counting: Counting,
): RequestPromise => {
  const paused = timeBetween(counting, since, now);
  const moved = (by: Instant): Instant => (by <= since ? by : addTime(counting, by, paused));
  return { acceptBy: moved(promise.acceptBy), contactBy: moved(promise.contactBy), doneBy: moved(promise.doneBy) };
};

/** When an offer runs out: by the clock for somebody who stands here, in service hours for the rest (product.md). */
export const offerExpiry = (question: PromiseQuestion, offerMinutes: number): Instant =>
  countMinutes(question, offerMinutes);

/**
 * Somebody who stands at the kiosk waits by the clock. Everything else counts service hours: evenings, Sundays, Tết and
 * public holidays don't count, a booth's opening hours do, on those days too (product.md, "The promise").
 */
const countMinutes = (question: PromiseQuestion, count: number): Instant =>
  addTime(question, question.askedAt, Math.round(minutes(count)));

const addTime = ({ mode, holidays, ...hours }: Counting, from: Instant, milliseconds: number): Instant =>
  mode === 'HERE_NOW' ? plusMilliseconds(from, milliseconds) : addServiceTime(from, milliseconds, countedHours(hours), holidays, hours.boothHours);

const timeBetween = ({ mode, holidays, ...hours }: Counting, from: Instant, until: Instant): number =>
  mode === 'HERE_NOW'
    ? Math.max(0, millisecondsOf(until) - millisecondsOf(from))
    : serviceTimeBetween(from, until, countedHours(hours), holidays, hours.boothHours);

const countedHours = ({ serviceHours, boothHours }: Pick<Counting, 'serviceHours' | 'boothHours'>): WeeklyHours =>
  boothHours === undefined ? serviceHours : uniteHours(serviceHours, boothHours);
