import type { Instant } from '../core/clock.ts';
import { minutes, plusMilliseconds } from '../core/clock.ts';
import type { Holidays } from '../core/public-holidays.ts';
import { addServiceMinutes } from '../core/service-hours.ts';
import type { WeeklyHours } from '../core/service-hours.ts';
import { uniteHours } from '../core/unite-hours.ts';
import type { RoutingMode, ServicePromise } from '../topics/topic.ts';
import type { RequestPromise } from './help-request.ts';

export type PromiseQuestion = {
  readonly mode: RoutingMode;
  readonly askedAt: Instant;
  readonly appointmentAt?: Instant | undefined;
  readonly promise: ServicePromise;
  readonly serviceHours: WeeklyHours;
  /** The opening hours of the booth where it was asked, when members are on shift there. */
  readonly boothHours?: WeeklyHours | undefined;
  readonly holidays: Holidays;
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

/** When an offer runs out: by the clock for somebody who stands here, in service hours for the rest (product.md). */
export const offerExpiry = (question: PromiseQuestion, offerMinutes: number): Instant =>
  countMinutes(question, offerMinutes);

/**
 * Somebody who stands at the kiosk waits by the clock. Everything else counts service hours: evenings, Sundays, Tết and
 * public holidays don't count, a booth's opening hours do (product.md, "The promise").
 */
const countMinutes = ({ mode, askedAt, serviceHours, boothHours, holidays }: PromiseQuestion, count: number): Instant => {
  if (mode === 'HERE_NOW') return plusMilliseconds(askedAt, minutes(count));
  const counted = boothHours === undefined ? serviceHours : uniteHours(serviceHours, boothHours);
  return addServiceMinutes(askedAt, count, counted, holidays);
};
