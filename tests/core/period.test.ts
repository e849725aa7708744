import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commonPeriods, isWithin, joinPeriods, periodsFrom, withoutPeriod } from '../../functions/core/period.ts';
import type { Period } from '../../functions/core/period.ts';

const hour = (at: number): string => new Date(Date.UTC(2026, 10, 23, at)).toISOString();
const period = (from: number, until: number): Period => ({ from: hour(from), until: hour(until) });
const some = fc.array(
  fc.tuple(fc.nat(30), fc.integer({ min: 1, max: 8 })).map(([from, long]) => period(from, from + long)),
  { maxLength: 6 },
);
const everyHalfHour = Array.from({ length: 84 }, (_, at) => new Date(Date.UTC(2026, 10, 23) + at * 1_800_000).toISOString());
/** At each half hour, whether it lies within. */
const seen = (periods: readonly Period[]) => everyHalfHour.map((at) => isWithin(periods, at));

describe('periods of leave', () => {
  it('that overlap or touch become one, and say the same', () => {
    expect(joinPeriods([period(4, 6), period(1, 3), period(2, 4)])).toEqual([period(1, 6)]);
    fc.assert(fc.property(some, (periods) => {
        expect(seen(joinPeriods(periods))).toEqual(seen(periods));
      }));
  });

  it('of two people have in common exactly when both are away', () => {
    fc.assert(
      fc.property(some, some, (one, other) => {
        const both = everyHalfHour.map((at) => isWithin(one, at) && isWithin(other, at));
        expect(seen(commonPeriods(one, other))).toEqual(both);
      }),
    );
  });

  it('begin no earlier than asked once the past is cut off', () => {
    expect(periodsFrom([period(1, 3), period(5, 9)], hour(6))).toEqual([period(6, 9)]);
  });

  it('lose exactly what is taken back', () => {
    fc.assert(
      fc.property(some, fc.nat(30), (periods, from) => {
        const taken = period(from, from + 3);
        const left = everyHalfHour.map((at) => isWithin(periods, at) && !isWithin([taken], at));
        expect(seen(withoutPeriod(periods, taken))).toEqual(left);
      }),
    );
  });
});
