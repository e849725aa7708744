import { describe, expect, test } from 'vitest';
import { hours, instantAtVietnam, minutes, plusMilliseconds } from '../../functions/core/clock.ts';
import { publicHolidays } from '../../functions/core/public-holidays.ts';
import { parseServiceHours, serviceTimeBetween } from '../../functions/core/service-hours.ts';
import type { WeeklyHours } from '../../functions/core/service-hours.ts';
import { dueNow, duesOf, dueShardOf, dueShards, nextDueAt, retryAfter } from '../../functions/help-requests/due.ts';
import { movedPromise, offerExpiry, promiseFor, warningsFor } from '../../functions/help-requests/promise.ts';
import { catalogue } from '../../functions/topics/catalogue.ts';
import { valueOf } from '../support/lane.ts';
import { anAcceptance, anOffer, aRequest, AT_A_QUARTER_TO_EIGHT } from './a-request.ts';

const hoursOf = (text: string): WeeklyHours => valueOf(parseServiceHours(text));
/** Half past seven to half past eleven, half past one to five; Saturday morning. */
const office = hoursOf(catalogue.serviceHours);
const at = (day: string, clock: string): string => {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  return instantAtVietnam(day, hour * 60 + minute);
};
const counting = { mode: 'CALL_ME', serviceHours: office, holidays: publicHolidays } as const;
const promise = { acceptWithinMinutes: 60, contactWithinMinutes: 120, doneWithinMinutes: 450 };

describe('the time that counts', () => {
  test.each([
    ['over lunch', '2026-11-23', '11:00', '2026-11-23', '14:00'],
    ['in the evening', '2026-11-23', '18:00', '2026-11-24', '08:30'],
    ['on Saturday at noon', '2026-11-28', '11:00', '2026-11-30', '08:00'],
    ['on a Sunday', '2026-11-29', '10:00', '2026-11-30', '08:30'],
    ['before National Day', '2026-08-31', '16:30', '2026-09-03', '08:00'],
    ['before Tết', '2026-02-14', '11:00', '2026-02-21', '08:00'],
  ])('%s: an hour from %s %s is over at %s %s', (_when, fromDay, fromClock, day, clock) => {
    expect(promiseFor({ ...counting, askedAt: at(fromDay, fromClock), promise }).acceptBy).toBe(at(day, clock));
  });

  test('includes the hours of the booth where it was asked; whoever stands there waits by the clock', () => {
    const atBooth = { ...counting, boothHours: hoursOf('Fr-Su 18:00-23:00'), askedAt: at('2026-11-21', '19:44'), promise };
    expect(promiseFor(atBooth).acceptBy).toBe(at('2026-11-21', '20:44'));
    expect(offerExpiry({ ...atBooth, mode: 'HERE_NOW' }, 3)).toBe(at('2026-11-21', '19:47'));
  });

  test('includes the hours of the booth on a public holiday, when the streets are full; the office rests', () => {
    // National Day 2026 is a Wednesday.
    const onNationalDay = { ...counting, askedAt: at('2026-09-02', '19:30'), promise };
    const boothHours = hoursOf('We 18:00-21:00');
    expect(promiseFor(onNationalDay).acceptBy).toBe(at('2026-09-03', '08:30'));
    const atBooth = promiseFor({ ...onNationalDay, boothHours });
    expect([atBooth.acceptBy, atBooth.contactBy]).toEqual([at('2026-09-02', '20:30'), at('2026-09-03', '08:00')]);
    const wait = { since: at('2026-09-02', '20:00'), now: at('2026-09-02', '20:20') };
    expect(movedPromise(atBooth, wait, { ...counting, boothHours }).acceptBy).toBe(at('2026-09-02', '20:50'));
  });

  test('warns when four fifths of it are gone, lunch not counted', () => {
    const { acceptBy, contactBy } = warningsFor({ ...counting, askedAt: at('2026-11-23', '11:00'), promise });
    expect(acceptBy).toBe(at('2026-11-23', '13:48'));
    expect(contactBy).toBe(at('2026-11-23', '14:36'));
  });

  test('of a wait is added to what is left of the promises, and to nothing that was over', () => {
    const promised = promiseFor({ ...counting, askedAt: at('2026-11-23', '08:00'), promise });
    // From ten in the morning to ten on the next day: an hour and a half, three and a half, and two and a half.
    const wait = { since: at('2026-11-23', '10:00'), now: at('2026-11-24', '10:00') };
    expect(serviceTimeBetween(wait.since, wait.now, office, publicHolidays)).toBe(hours(7.5));
    const moved = movedPromise({ ...promised, contactBy: wait.since }, wait, counting);
    expect(moved).toMatchObject({ acceptBy: promised.acceptBy, contactBy: wait.since });
    expect(serviceTimeBetween(promised.doneBy, moved.doneBy, office, publicHolidays)).toBe(hours(7.5));
  });
});

describe('what is due', () => {
  const waiting = aRequest({
    warnAt: { acceptBy: '2026-11-21T12:46:24.000Z', contactBy: '2026-11-21T12:50:24.000Z', doneBy: '2026-11-21T13:32:00.000Z' },
  });

  test('is in the order of time, and the offer comes before the promise of the same moment', () => {
    expect(duesOf(waiting).map(({ kind }) => kind)).toEqual([
      'PROMISE_WARNED',
      'OFFER_EXPIRED',
      'PROMISE_MISSED',
      'PROMISE_WARNED',
      'PROMISE_MISSED',
      'PROMISE_WARNED',
      'PROMISE_MISSED',
    ]);
    expect(nextDueAt(waiting)).toBe(waiting.warnAt?.acceptBy);
  });

  test('is nothing before its instant, and at its instant it is', () => {
    const accepted = aRequest({ state: 'ACCEPTED', offer: undefined, acceptance: anAcceptance });
    const { contactBy } = accepted.promise;
    expect(dueNow(accepted, plusMilliseconds(contactBy, -1))).toBeUndefined();
    expect(dueNow(accepted, contactBy)).toEqual({ kind: 'PROMISE_MISSED', promise: 'CONTACT', at: contactBy });
  });

  test('is no warning of what is missed already', () => {
    const late = plusMilliseconds(waiting.promise.doneBy, hours(24));
    const kinds = new Set<string>();
    let request = { ...waiting, offer: undefined, escalatedAt: AT_A_QUARTER_TO_EIGHT };
    for (let due = dueNow(request, late); due !== undefined; due = dueNow(request, late)) {
      kinds.add(due.kind);
      if (!('promise' in due)) throw new Error(`unexpected ${due.kind}`);
      request = { ...request, missed: [...(request.missed ?? []), due.promise] };
    }
    expect([...kinds]).toEqual(['PROMISE_MISSED']);
  });

  test.each(['CLOSED', 'CANCELLED', 'FORWARDED'] as const)('is nothing for what is %s', (state) => {
    expect(duesOf(aRequest({ state, offer: state === 'CANCELLED' ? anOffer('00004-007') : undefined }))).toEqual([]);
  });

  test('while the work waits for the resident is only the end of the longest wait', () => {
    const waits = aRequest({ state: 'ACCEPTED', offer: undefined, acceptance: anAcceptance, waitingForResident: { since: AT_A_QUARTER_TO_EIGHT, reason: 'PAPERS_NEEDED' } });
    expect(duesOf(waits)).toEqual([{ kind: 'RESUMED', at: '2026-12-05T12:44:00.000Z' }]);
  });
});

describe('a question to routing that found nobody', () => {
  const escalated = aRequest({ escalatedAt: AT_A_QUARTER_TO_EIGHT, offer: undefined });

  test('is asked again after a minute, later less often, at least every half hour', () => {
    const after = (passed: number): number => {
      const now = plusMilliseconds(AT_A_QUARTER_TO_EIGHT, passed);
      return Date.parse(retryAfter({ ...escalated, mode: 'CALL_ME' }, now) ?? '') - Date.parse(now);
    };
    expect([0, 2, 20, 600].map((passed) => after(minutes(passed)))).toEqual([1, 1, 5, 30].map(minutes));
  });

  test('is asked no more for somebody who stood at a kiosk when their promise was over', () => {
    expect(retryAfter(escalated, escalated.promise.doneBy)).toBeUndefined();
    expect(retryAfter({ ...escalated, mode: 'VISIT' }, escalated.promise.doneBy)).toBeDefined();
  });
});

describe('the due index', () => {
  test('spreads requests over its parts, whatever ids their clients make', () => {
    const counts = Map.groupBy(
      Array.from({ length: 4000 }, (_, number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`),
      dueShardOf,
    );
    expect([...counts.keys()].sort()).toEqual([...dueShards].sort());
    for (const ids of counts.values()) expect(ids.length).toBeGreaterThan(800);
  });
});
