/** Seven days of a booth's shifts. Pure; days and times are those of a wall in Vietnam (UTC+7, no daylight saving). */

import { instantOnWall } from '../../shared/wall-time.ts';

/** A day on the calendar in Vietnam, '2026-11-28'. */
export type Day = string;
export type Stretch = { readonly from: string; readonly until: string };
/** A shift as somebody types it: an end at or before the beginning is on the next day. `weeks`: for how many weeks in a row. */
export type Draft = { readonly day: Day; readonly from: string; readonly until: string; readonly weeks: number };
/** Hours of a day from its midnight: an end after 24 lies in the next. */
export type Axis = { readonly from: number; readonly until: number };

const OFFSET_MS = 7 * 3_600_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
export const DAYS = 7;
/** Half a year: more than fifty shifts lie at no kiosk (the API's limit). */
export const MOST_WEEKS = 26;

const wall = (instant: string | Date): string => new Date(new Date(instant).getTime() + OFFSET_MS).toISOString();
export const dayOf = (instant: string | Date): Day => wall(instant).slice(0, 10);
/** '18:05'. */
export const timeOf = (instant: string | Date): string => wall(instant).slice(11, 16);
export const dayAfter = (day: Day, days: number): Day => new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
/** The instant at which a clock on a wall there shows this. */
export const instantAt = (day: Day, time: string): string => instantOnWall(`${day}T${time}`);
const midnight = (day: Day): number => Date.parse(instantAt(day, '00:00'));

/** The days of a page; page 0 begins today, since what is over is not kept. */
export const daysOfPage = (now: Date, page: number): readonly Day[] => Array.from({ length: DAYS }, (_, at) => dayAfter(dayOf(now), page * DAYS + at));

/** The shifts that begin on this day; those that began before the first day and still last stand on it. */
export const shiftsOn = <Shift extends Stretch>(shifts: readonly Shift[], day: Day, isFirst: boolean): readonly Shift[] =>
  shifts.filter(({ from, until }) => dayOf(from) === day || (isFirst && dayOf(from) < day && Date.parse(until) > midnight(day)));

/** Hours of this day from its midnight, cut at it. */
export const hoursOn = ({ from, until }: Stretch, day: Day): Axis => ({
  from: Math.max(0, (Date.parse(from) - midnight(day)) / HOUR_MS),
  until: (Date.parse(until) - midnight(day)) / HOUR_MS,
});

/** An empty week shows the day as people live it. */
const USUAL: Axis = { from: 7, until: 23 };

/** One scale for all days of a page: from the earliest to the latest, with an hour of air, in whole hours. */
export const axisOf = (stretches: readonly Axis[]): Axis => {
  if (stretches.length === 0) return USUAL;
  const from = Math.min(...stretches.map((one) => one.from));
  const until = Math.max(...stretches.map((one) => one.until));
  return { from: Math.max(0, Math.floor(from) - 1), until: Math.ceil(until) + 1 };
};

/** At most eight marks, on whole hours, so that their words do not touch. */
export const marksOf = ({ from, until }: Axis): readonly number[] => {
  const step = [1, 2, 3, 4, 6, 12].find((hours) => (until - from) / hours <= 7) ?? 12;
  const first = Math.ceil(from / step) * step;
  return Array.from({ length: Math.floor((until - first) / step) + 1 }, (_, at) => first + at * step);
};

/** Where on the axis, in percent. */
export const placeOn = ({ from, until }: Axis, hour: number): number => (100 * (Math.min(until, Math.max(from, hour)) - from)) / (until - from);

/** What was typed, as stretches: one for each week. */
export const stretchesOf = ({ day, from, until, weeks }: Draft): readonly Stretch[] =>
  Array.from({ length: weeks }, (_, at) => {
    const begins = dayAfter(day, at * DAYS);
    return { from: instantAt(begins, from), until: instantAt(until > from ? begins : dayAfter(begins, 1), until) };
  });

export const draftOf = ({ from, until }: Stretch): Draft => ({ day: dayOf(from), from: timeOf(from), until: timeOf(until), weeks: 1 });

type TeamShift = Stretch & { readonly team: { readonly code: string } };

/** All that a team is to have ahead of it: what it has, without what is over or goes, and with what comes. */
export const plannedWith = (shifts: readonly TeamShift[], team: string, { without, added = [] }: { readonly without?: Stretch | undefined; readonly added?: readonly Stretch[] }, now: Date): readonly Stretch[] => [
  ...shifts
    .filter((shift) => shift.team.code === team && shift.from !== without?.from && Date.parse(shift.until) > now.getTime())
    .map(({ from, until }) => ({ from, until })),
  ...added,
];
