import { hours, instantOf, millisecondsOf, type Instant } from '../core/clock.ts';
import { joinPeriods, type Period } from '../core/period.ts';
import { fail, succeed, type Result } from '../core/result.ts';
import { invalid, type InvalidInput } from './failures.ts';
import type { Kiosk } from './kiosk.ts';

export type BoothShift = Kiosk['shifts'][number];

/** Nobody stands longer at a booth; more is a slip of the keyboard. */
export const LONGEST_SHIFT = hours(24);

/** Of all teams at one kiosk: a team on each night of a weekend for half a year. They lie in the kiosk's own row. */
export const MOST_SHIFTS = 50;

/** Shifts as they are kept, in order. One that has begun may stand among them; one that is over may not. */
export const checkShifts = (planned: readonly Period[], now: Instant): Result<readonly Period[], InvalidInput> => {
  if (planned.length > MOST_SHIFTS) return fail(invalid('TOO_MANY_SHIFTS', 'shifts'));
  const kept = planned.map(({ from, until }) => ({ from: asKept(from), until: asKept(until) }));
  for (const [at, { from, until }] of kept.entries()) {
    const field = (name: string): string[] => ['shifts', String(at), name];
    if (until <= from) return fail(invalid('SHIFT_ENDS_BEFORE_IT_BEGINS', ...field('until')));
    if (millisecondsOf(until) - millisecondsOf(from) > LONGEST_SHIFT) return fail(invalid('SHIFT_TOO_LONG', ...field('until')));
    if (until <= now) return fail(invalid('SHIFT_OVER', ...field('until')));
  }
  const inOrder = kept.sort(byBeginning);
  const overlapAt = inOrder.findIndex(({ from }, at) => from < (inOrder[at - 1]?.until ?? ''));
  return overlapAt === -1 ? succeed(inOrder) : fail(invalid('SHIFTS_OVERLAP', 'shifts'));
};

/** What is not over yet, in order. */
export const shiftsAhead = (shifts: readonly BoothShift[], now: Instant): readonly BoothShift[] => shifts.filter(({ until }) => until > now).sort(byBeginning);

/** What is not over yet, with these shifts instead of those that the team had. */
export const withShiftsOf = (shifts: readonly BoothShift[], teamCode: string, planned: readonly Period[], now: Instant): readonly BoothShift[] =>
  [...shiftsAhead(shifts, now).filter((shift) => shift.teamCode !== teamCode), ...planned.map(({ from, until }) => ({ teamCode, from, until }))].sort(byBeginning);

/** The shifts of a team that was merged are those of the team that it lives on in, which may have had some at the same time. */
export const shiftsAfterMerge = (shifts: readonly BoothShift[], from: string, into: string, now: Instant): readonly BoothShift[] => {
  const ofBoth = shifts.filter(({ teamCode }) => teamCode === from || teamCode === into);
  return withShiftsOf(withShiftsOf(shifts, from, [], now), into, joinPeriods(shiftsAhead(ofBoth, now)), now);
};

const byBeginning = (one: Period, other: Period): number => (one.from < other.from ? -1 : one.from > other.from ? 1 : 0);

/** As a client may write it in another zone or precision, so as all instants are kept. */
const asKept = (instant: Instant): Instant => instantOf(millisecondsOf(instant));
