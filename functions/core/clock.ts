/** An ISO 8601 instant in UTC with milliseconds, such as `2026-11-21T12:44:00.000Z`. Strings of this form sort by time. */
export type Instant = string;

/** Where "now" comes from. Use cases take it as data, so that a test can say what time it is. */
export type Clock = () => Instant;

export const systemClock: Clock = () => new Date().toISOString();

export const instantOf = (epochMilliseconds: number): Instant => new Date(epochMilliseconds).toISOString();

export const millisecondsOf = (instant: Instant): number => Date.parse(instant);

/** Epoch seconds: the unit of DynamoDB's time to live. */
export const epochSecondsOf = (instant: Instant): number => Math.floor(millisecondsOf(instant) / 1000);

export const plusMilliseconds = (instant: Instant, milliseconds: number): Instant =>
  instantOf(millisecondsOf(instant) + milliseconds);

export const minutes = (count: number): number => count * 60_000;
export const hours = (count: number): number => count * 3_600_000;
export const days = (count: number): number => count * 86_400_000;

/** Asia/Ho_Chi_Minh is UTC+7 all year round: Vietnam keeps no daylight saving time. */
const VIETNAM_OFFSET = hours(7);

/** The calendar day in Vietnam, `2026-11-21`, at this instant. */
export const vietnamDayOf = (instant: Instant): string => plusMilliseconds(instant, VIETNAM_OFFSET).slice(0, 10);

/** What a clock and a calendar in Vietnam show: the day, the weekday (0 is Monday), minutes since midnight (0 to 1439). */
export type VietnamTime = { readonly day: string; readonly weekday: number; readonly minute: number };

export const vietnamTimeOf = (instant: Instant): VietnamTime => {
  const shifted = millisecondsOf(instant) + VIETNAM_OFFSET;
  const dayNumber = Math.floor(shifted / days(1));
  return {
    day: dayOfNumber(dayNumber),
    // 1 January 1970 was a Thursday.
    weekday: (((dayNumber + 3) % 7) + 7) % 7,
    minute: Math.floor((shifted - dayNumber * days(1)) / minutes(1)),
  };
};

/** The day asked about last: writing one out takes longer than all the rest, and most questions are about today. */
let lastDay = { number: 0, day: '1970-01-01' };

const dayOfNumber = (number: number): string => {
  if (lastDay.number !== number) lastDay = { number, day: instantOf(number * days(1)).slice(0, 10) };
  return lastDay.day;
};

/** The instant at which this minute of this Vietnamese calendar day begins. */
export const instantAtVietnam = (day: string, minuteOfDay: number): Instant =>
  instantOf(Date.parse(`${day}T00:00:00.000Z`) - VIETNAM_OFFSET + minutes(minuteOfDay));
