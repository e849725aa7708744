import type { Instant } from './clock.ts';

/** A stretch of time: `from` belongs to it, `until` no longer does. */
export type Period = { readonly from: Instant; readonly until: Instant };

/** Whether this instant lies in any of the periods. */
export const isWithin = (periods: readonly Period[], at: Instant): boolean =>
  periods.some(({ from, until }) => from <= at && at < until);

/** The same time in the fewest periods, in order: what overlaps or touches becomes one, and what is empty goes. */
export const joinPeriods = (periods: readonly Period[]): readonly Period[] => {
  const joined: Period[] = [];
  const inOrder = periods.filter(({ from, until }) => from < until).sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  for (const period of inOrder) {
    const last = joined.at(-1);
    if (last === undefined || last.until < period.from) joined.push(period);
    else if (last.until < period.until) joined[joined.length - 1] = { from: last.from, until: period.until };
  }
  return joined;
};

/** The time that lies in both. */
export const commonPeriods = (one: readonly Period[], other: readonly Period[]): readonly Period[] =>
  joinPeriods(
    one.flatMap((a) =>
      other.map((b) => ({ from: a.from > b.from ? a.from : b.from, until: a.until < b.until ? a.until : b.until })),
    ),
  );

/** What of the periods is left from this instant on. */
export const periodsFrom = (periods: readonly Period[], at: Instant): readonly Period[] =>
  joinPeriods(periods.map(({ from, until }) => ({ from: from < at ? at : from, until })));

/** The periods without what lies in one of them: a leave that is taken back. */
export const withoutPeriod = (periods: readonly Period[], taken: Period): readonly Period[] =>
  joinPeriods(
    periods.flatMap(({ from, until }) => [
      { from, until: until < taken.from ? until : taken.from },
      { from: from > taken.until ? from : taken.until, until },
    ]),
  );
