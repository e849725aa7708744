import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantAtVietnam, instantOf, millisecondsOf } from '../../functions/core/clock.ts';
import { publicHolidays } from '../../functions/core/public-holidays.ts';
import { addServiceMinutes, isOpenAt, parseServiceHours } from '../../functions/core/service-hours.ts';
import type { WeeklyHours } from '../../functions/core/service-hours.ts';

const readHours = (text: string): WeeklyHours => {
  const hours = parseServiceHours(text);
  if (!hours.ok) throw new Error(`${hours.failure.reason}: ${hours.failure.part}`);
  return hours.value;
};
const vietnam = (day: string, time: string): string => {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return instantAtVietnam(day, hour * 60 + minute);
};
const office = readHours('Mo-Fr 07:30-11:30,13:30-17:00; Sa 07:30-11:30');

describe('weekly service hours', () => {
  it('are open from the first minute of a span and closed from its last', () => {
    expect(isOpenAt(office, vietnam('2026-11-23', '07:30'), publicHolidays)).toBe(true);
    expect(isOpenAt(office, vietnam('2026-11-23', '11:29'), publicHolidays)).toBe(true);
    expect(isOpenAt(office, vietnam('2026-11-23', '11:30'), publicHolidays)).toBe(false);
    expect(isOpenAt(office, vietnam('2026-11-28', '09:00'), publicHolidays)).toBe(true);
    expect(isOpenAt(office, vietnam('2026-11-29', '09:00'), publicHolidays)).toBe(false);
  });

  it('rest on a public holiday, unless they are day and night', () => {
    expect(isOpenAt(office, vietnam('2026-02-17', '09:00'), publicHolidays)).toBe(false);
    expect(isOpenAt(readHours('24/7'), vietnam('2026-02-17', '03:00'), publicHolidays)).toBe(true);
  });

  it('run past midnight at a walking street', () => {
    const walkingStreet = readHours('Fr-Su 18:00-02:00');
    expect(isOpenAt(walkingStreet, vietnam('2026-11-28', '23:59'), publicHolidays)).toBe(true);
    expect(isOpenAt(walkingStreet, vietnam('2026-11-30', '01:59'), publicHolidays)).toBe(true);
    expect(isOpenAt(walkingStreet, vietnam('2026-11-30', '02:00'), publicHolidays)).toBe(false);
    expect(isOpenAt(walkingStreet, vietnam('2026-11-27', '01:00'), publicHolidays)).toBe(false);
  });

  it.each([
    ['', 'EMPTY'],
    ['Xx 07:30-11:30', 'UNKNOWN_DAY'],
    ['Mo-Tu-We 07:30-11:30', 'UNKNOWN_DAY'],
    ['Mo', 'UNKNOWN_TIME'],
    ['Mo 7:30-11:30', 'UNKNOWN_TIME'],
    ['Mo 07:60-11:30', 'UNKNOWN_TIME'],
    ['Mo 07:30-24:01', 'UNKNOWN_TIME'],
    ['Mo 07:30-11:30; Mo 13:00-14:00', 'DAY_NAMED_TWICE'],
    ['Mo 07:30-11:30,11:00-14:00', 'SPANS_OVERLAP'],
    ['Mo 18:00-02:00; Tu 01:00-05:00', 'SPANS_OVERLAP'],
  ] as const)('refuse %j and say why: %s', (text, reason) => {
    const hours = parseServiceHours(text);
    expect(hours.ok ? undefined : hours.failure).toMatchObject({ type: 'ServiceHoursUnreadable', reason });
  });
});

describe('service minutes', () => {
  it('skip lunch, the evening, Sunday and a holiday', () => {
    expect(addServiceMinutes(vietnam('2026-11-23', '11:00'), 60, office, publicHolidays)).toBe(vietnam('2026-11-23', '14:00'));
    expect(addServiceMinutes(vietnam('2026-11-23', '16:30'), 60, office, publicHolidays)).toBe(vietnam('2026-11-24', '08:00'));
    expect(addServiceMinutes(vietnam('2026-11-28', '11:00'), 60, office, publicHolidays)).toBe(vietnam('2026-11-30', '08:00'));
    // Hùng Kings' day falls on a Sunday in 2026, so Monday is off as well.
    expect(addServiceMinutes(vietnam('2026-04-25', '11:00'), 60, office, publicHolidays)).toBe(vietnam('2026-04-28', '08:00'));
  });

  it('wait over the whole of Tết', () => {
    expect(addServiceMinutes(vietnam('2026-02-14', '11:30'), 30, office, publicHolidays)).toBe(vietnam('2026-02-21', '08:00'));
    expect(addServiceMinutes(vietnam('2026-02-16', '09:00'), 10, readHours('24/7'), publicHolidays)).toBe(vietnam('2026-02-16', '09:10'));
  });

  const texts = ['24/7', 'Mo-Fr 07:30-11:30,13:30-17:00; Sa 07:30-11:30', 'Fr-Su 18:00-02:00', 'Mo-Su 00:00-24:00', 'We 09:00-09:40'];
  const anyHours = fc.constantFrom(...texts).map(readHours);
  const anyInstant = fc
    .integer({ min: Date.parse('2026-01-01T00:00:00Z'), max: Date.parse('2028-01-01T00:00:00Z') })
    .map((time) => instantOf(time));
  const anyMinutes = fc.integer({ min: 0, max: 3000 });

  it('never end before they begin, and more of them or a later start never end earlier', () => {
    fc.assert(
      fc.property(anyHours, anyInstant, anyInstant, anyMinutes, anyMinutes, (hours, one, other, fewer, more) => {
        const [early, late] = one < other ? [one, other] : [other, one];
        const [few, many] = fewer < more ? [fewer, more] : [more, fewer];
        const end = addServiceMinutes(early, few, hours, publicHolidays);
        expect(end >= early).toBe(true);
        expect(end <= addServiceMinutes(early, many, hours, publicHolidays)).toBe(true);
        expect(end <= addServiceMinutes(late, few, hours, publicHolidays)).toBe(true);
      }),
      { seed: 20261123, numRuns: 150 },
    );
  });

  it('end inside open time, the closing moment included', () => {
    fc.assert(
      fc.property(anyHours, anyInstant, fc.integer({ min: 1, max: 2000 }), (hours, from, count) => {
        const end = addServiceMinutes(from, count, hours, publicHolidays);
        expect(isOpenAt(hours, instantOf(millisecondsOf(end) - 1), publicHolidays)).toBe(true);
      }),
      { seed: 20261123, numRuns: 300 },
    );
  });

  it('add up: a part and then the rest end where the whole ends', () => {
    fc.assert(
      fc.property(anyHours, anyInstant, fc.integer({ min: 1, max: 900 }), fc.integer({ min: 1, max: 900 }), (hours, from, first, rest) => {
        const inTwo = addServiceMinutes(addServiceMinutes(from, first, hours, publicHolidays), rest, hours, publicHolidays);
        expect(inTwo).toBe(addServiceMinutes(from, first + rest, hours, publicHolidays));
      }),
      { seed: 20261123, numRuns: 200 },
    );
  });

  it('refuse hours that never open', () => {
    expect(() => addServiceMinutes('2026-11-23T00:00:00.000Z', 1, office, { has: () => true })).toThrow(RangeError);
  });
});
