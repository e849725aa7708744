import { instantAtVietnam, instantOf, millisecondsOf, minutes as minutesLong, vietnamDayOf, vietnamTimeOf } from './clock.ts';
import type { Instant } from './clock.ts';
import type { Holidays } from './public-holidays.ts';
import { fail, succeed } from './result.ts';
import type { Result } from './result.ts';

/**
 * Weekly service hours as people write them, a small part of OpenStreetMap's `opening_hours`:
 *
 *     24/7
 *     Mo-Fr 07:30-11:30,13:30-17:00; Sa 07:30-11:30
 *     Fr-Su 18:00-02:00
 *
 * Rules are separated by `;`. A rule is days (`Mo`, `Mo-Fr`, `Mo,We,Fr`) and spans of the day, in the time of Vietnam. A
 * span that ends at or before its start ends on the next day. A day may be named by one rule only. Public holidays close
 * everything but `24/7`.
 */
export type WeeklyHours = {
  /** Open day and night, holidays included. */
  readonly always: boolean;
  /** Seven lists of spans, Monday first, each in order of time and free of overlaps. */
  readonly week: readonly (readonly OpenSpan[])[];
};

/** Minutes since midnight in Vietnam: `from` is open, `until` (at most 1,440) is not. */
export type OpenSpan = { readonly from: number; readonly until: number };

/** `part` is the piece that could not be read. */
export type ServiceHoursUnreadable = {
  readonly type: 'ServiceHoursUnreadable';
  readonly part: string;
  readonly reason: 'EMPTY' | 'UNKNOWN_DAY' | 'UNKNOWN_TIME' | 'DAY_NAMED_TWICE' | 'SPANS_OVERLAP';
};

const DAY_NAMES: readonly string[] = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'];
const MINUTES_OF_A_DAY = 1440;

export const parseServiceHours = (text: string): Result<WeeklyHours, ServiceHoursUnreadable> => {
  const tidy = text.trim();
  if (tidy === '24/7') return succeed({ always: true, week: DAY_NAMES.map(() => [{ from: 0, until: MINUTES_OF_A_DAY }]) });
  const week: OpenSpan[][] = DAY_NAMES.map(() => []);
  const named = new Set<number>();
  const rules = tidy.split(';').map((rule) => rule.trim());
  if (rules.at(-1) === '') rules.pop();
  if (rules.length === 0) return unreadable('EMPTY', text);
  for (const rule of rules) {
    const gap = rule.search(/\s/u);
    const days = parseDays(gap < 0 ? rule : rule.slice(0, gap));
    if (!days.ok) return days;
    const spans = parseSpans(gap < 0 ? '' : rule.slice(gap + 1));
    if (!spans.ok) return spans;
    for (const day of days.value) {
      if (named.has(day)) return unreadable('DAY_NAMED_TWICE', rule);
      named.add(day);
      for (const span of spans.value) addSpan(week, day, span);
    }
  }
  for (const spans of week) {
    spans.sort((a, b) => a.from - b.from);
    if (spans.some((span, at) => span.from < (spans[at - 1]?.until ?? 0))) return unreadable('SPANS_OVERLAP', text);
  }
  return succeed({ always: false, week });
};

const unreadable = (reason: ServiceHoursUnreadable['reason'], part: string): { ok: false; failure: ServiceHoursUnreadable } =>
  fail({ type: 'ServiceHoursUnreadable', part, reason });

const parseDays = (text: string): Result<readonly number[], ServiceHoursUnreadable> => {
  const days: number[] = [];
  for (const part of text.split(',')) {
    const [first = '', last = first, ...rest] = part.split('-');
    const from = DAY_NAMES.indexOf(first);
    const to = DAY_NAMES.indexOf(last);
    if (from < 0 || to < 0 || rest.length > 0) return unreadable('UNKNOWN_DAY', part);
    // Sa-Mo runs over the end of the week.
    for (let step = 0; step <= (to - from + 7) % 7; step += 1) days.push((from + step) % 7);
  }
  return succeed(days);
};

const parseSpans = (text: string): Result<readonly OpenSpan[], ServiceHoursUnreadable> => {
  const spans: OpenSpan[] = [];
  for (const part of text.split(',').map((piece) => piece.trim())) {
    const match = /^(\d\d):(\d\d)-(\d\d):(\d\d)$/u.exec(part);
    if (match === null) return unreadable('UNKNOWN_TIME', part);
    const [fromHour = 0, fromMinute = 0, untilHour = 0, untilMinute = 0] = match.slice(1).map(Number);
    const from = fromHour * 60 + fromMinute;
    const until = untilHour * 60 + untilMinute;
    if (fromMinute > 59 || untilMinute > 59 || from >= MINUTES_OF_A_DAY || until > MINUTES_OF_A_DAY) {
      return unreadable('UNKNOWN_TIME', part);
    }
    spans.push({ from, until });
  }
  return succeed(spans);
};

const addSpan = (week: readonly OpenSpan[][], day: number, { from, until }: OpenSpan): void => {
  if (until > from) {
    week[day]?.push({ from, until });
    return;
  }
  week[day]?.push({ from, until: MINUTES_OF_A_DAY });
  if (until > 0) week[(day + 1) % 7]?.push({ from: 0, until });
};

/** What weekly hours need to know of an instant: worked out once when many teams are asked about the same moment. */
export type ServiceMoment = {
  /** 0 is Monday. */
  readonly weekday: number;
  /** Minutes since midnight in Vietnam. */
  readonly minute: number;
  readonly holiday: boolean;
};

export const serviceMomentOf = (instant: Instant, holidays: Holidays): ServiceMoment => {
  const { day, weekday, minute } = vietnamTimeOf(instant);
  return { weekday, minute, holiday: holidays.has(day) };
};

export const isOpenAtMoment = (hours: WeeklyHours, { weekday, minute, holiday }: ServiceMoment): boolean => {
  if (hours.always) return true;
  if (holiday) return false;
  const spans = hours.week[weekday];
  if (spans !== undefined) for (const { from, until } of spans) if (minute >= from && minute < until) return true;
  return false;
};

export const isOpenAt = (hours: WeeklyHours, instant: Instant, holidays: Holidays): boolean =>
  isOpenAtMoment(hours, serviceMomentOf(instant, holidays));

/**
 * The first instant by which `count` minutes of service time have passed since `from`; only open time counts. Zero gives
 * `from` itself; more lands inside an open span or exactly at its end. Throws RangeError when a whole year has no open
 * day, which no real calendar does.
 */
export const addServiceMinutes = (from: Instant, count: number, hours: WeeklyHours, holidays: Holidays): Instant =>
  addServiceTime(from, minutesLong(count), hours, holidays);

/** Hours that count on public holidays too, as a booth's at a festival do; none: everything rests. */
type OnHolidays = WeeklyHours | undefined;

/** The same, counted in milliseconds. `onHolidays`: what is open on public holidays, by the day of the week. */
export const addServiceTime = (from: Instant, milliseconds: number, hours: WeeklyHours, holidays: Holidays, onHolidays?: OnHolidays): Instant => {
  const start = millisecondsOf(from);
  let left = milliseconds;
  if (hours.always || left <= 0) return instantOf(start + Math.max(0, left));
  let idleDays = 0;
  for (let day = vietnamDayOf(from); idleDays <= 366; day = dayAfter(day)) {
    idleDays += 1;
    for (const { opens, closes } of openTimes(day, hours, holidays, onHolidays)) {
      const begins = Math.max(start, opens);
      if (closes <= begins) continue;
      if (left <= closes - begins) return instantOf(begins + left);
      left -= closes - begins;
      idleDays = 0;
    }
  }
  throw new RangeError('These service hours have no open day within a year.');
};

/** How many milliseconds of service time lie between the two instants; 0 when `until` is not after `from`. */
export const serviceTimeBetween = (from: Instant, until: Instant, hours: WeeklyHours, holidays: Holidays, onHolidays?: OnHolidays): number => {
  const start = millisecondsOf(from);
  const end = millisecondsOf(until);
  if (hours.always || end <= start) return Math.max(0, end - start);
  let passed = 0;
  const lastDay = vietnamDayOf(until);
  for (let day = vietnamDayOf(from); day <= lastDay; day = dayAfter(day)) {
    for (const { opens, closes } of openTimes(day, hours, holidays, onHolidays)) {
      passed += Math.max(0, Math.min(end, closes) - Math.max(start, opens));
    }
  }
  return passed;
};

/** The spans of one Vietnamese day in which it is open, in epoch milliseconds. */
const openTimes = (
  day: string,
  hours: WeeklyHours,
  holidays: Holidays,
  onHolidays: OnHolidays,
): readonly { readonly opens: number; readonly closes: number }[] =>
  ((holidays.has(day) ? onHolidays : hours)?.week[weekdayOf(day)] ?? []).map(({ from, until }) => ({
    opens: millisecondsOf(instantAtVietnam(day, from)),
    closes: millisecondsOf(instantAtVietnam(day, until)),
  }));

const weekdayOf = (day: string): number => (new Date(`${day}T00:00:00.000Z`).getUTCDay() + 6) % 7;

const dayAfter = (day: string): string => instantOf(Date.parse(`${day}T00:00:00.000Z`) + minutesLong(MINUTES_OF_A_DAY)).slice(0, 10);
