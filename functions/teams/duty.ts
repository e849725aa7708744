import type { Instant } from '../core/clock.ts';
import { days } from '../core/clock.ts';
import { commonPeriods, joinPeriods, periodsFrom, withoutPeriod } from '../core/period.ts';
import type { Period } from '../core/period.ts';
import type { Duty } from '../routing/live-page.ts';
import type { Member, Team } from './team.ts';

/** A day: whoever forgets to say that they went home is not called for ever. */
export const LONGEST_DUTY = days(1);
/** How far ahead a leave may reach. */
export const LEAVE_AHEAD = days(366);

/**
 * A team's duty as its live page says it: its hours; longer while any member said so; never on the team's own leave, nor while
 * every member is on leave. A team of which no member is known is on duty by its hours.
 */
export const dutyOf = (team: Pick<Team, 'serviceHours' | 'leaves'>, members: readonly Pick<Member, 'leaves' | 'dutyUntil'>[], now: Instant): Duty => {
  const [first, ...others] = members.map(({ leaves }) => leaves);
  const everyone = first === undefined ? [] : others.reduce(commonPeriods, first);
  const off = periodsFrom([...team.leaves, ...everyone], now);
  const until = members.flatMap(({ dutyUntil }) => (dutyUntil !== undefined && dutyUntil > now ? [dutyUntil] : [])).sort().at(-1);
  return { hours: team.serviceHours, ...(until === undefined ? {} : { until }), ...(off.length === 0 ? {} : { off }) };
};

/** Whether two duties say the same. */
export const sameDuty = (one: Duty, other: Duty): boolean => JSON.stringify(inOrder(one)) === JSON.stringify(inOrder(other));
const inOrder = ({ hours, until, off = [] }: Duty) => [hours, until ?? null, off.map((period) => [period.from, period.until])];

type OwnDuty = Pick<Member, 'leaves' | 'dutyUntil'>;

/** "I am on duty until then": a leave that has begun ends with it. Undefined takes the word back. */
export const onDutyUntil = <Person extends OwnDuty>(member: Person, until: Instant | undefined, now: Instant): Person =>
  until === undefined
    ? { ...member, dutyUntil: undefined }
    : { ...member, dutyUntil: until, leaves: withoutPeriod(periodsFrom(member.leaves, now), { from: now, until }) };

/** A leave, joined with those that were taken before. Who goes on leave is no longer on duty by their own word. */
export const onLeave = <Person extends OwnDuty>(member: Person, leave: Period, now: Instant): Person => {
  const until = member.dutyUntil;
  const shortened = until !== undefined && until > leave.from && until > now ? (leave.from > now ? leave.from : undefined) : until;
  return { ...member, dutyUntil: shortened, leaves: withLeave(member.leaves, leave, now) };
};

export const withLeave = (leaves: readonly Period[], leave: Period, now: Instant): readonly Period[] =>
  joinPeriods(periodsFrom([...leaves, leave], now));

/** Back earlier, or never gone: what lies within the period is taken back. */
export const withoutLeave = (leaves: readonly Period[], taken: Period, now: Instant): readonly Period[] =>
  withoutPeriod(periodsFrom(leaves, now), taken);
