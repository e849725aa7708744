/** When somebody may be met at the kiosk: whole hours within its opening hours. Pure; times of Vietnam (UTC+7 all year). */

const OFFSET_MS = 7 * 3_600_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const DAYS = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'];

/** Minutes since midnight; `until` may lie behind 1440, on the next day. */
type Span = { readonly from: number; readonly until: number };

export type DayPart = 'MORNING' | 'AFTERNOON' | 'EVENING';
/** `at` is an instant in UTC, ISO 8601. */
export type AppointmentTime = { readonly at: string; readonly part: DayPart };
/** `day` is an instant at noon of that day in Vietnam. */
export type AppointmentDay = { readonly day: string; readonly times: readonly AppointmentTime[] };

const minutesOf = (clock: string): number => {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  return hour * 60 + minute;
};

const daysOf = (text: string): number[] =>
  text.split(',').flatMap((part) => {
    const [first = '', last = first] = part.split('-');
    const from = DAYS.indexOf(first);
    const to = DAYS.indexOf(last);
    return from < 0 || to < 0 ? [] : Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, step) => (from + step) % 7);
  });

/** The week of a kiosk, Monday first, out of the API's `openingHours` (a small part of OpenStreetMap's notation). */
const weekOf = (openingHours: string): readonly (readonly Span[])[] => {
  const week: Span[][] = DAYS.map(() => []);
  if (openingHours.trim() === '24/7') return week.map(() => [{ from: 0, until: 1440 }]);
  for (const rule of openingHours.split(';')) {
    const [days = '', ...times] = rule.trim().split(/\s+/);
    for (const text of times.join('').split(',')) {
      const match = /^(\d\d:\d\d)-(\d\d:\d\d)$/.exec(text);
      if (match === null) continue;
      const from = minutesOf(match[1] ?? '');
      const until = minutesOf(match[2] ?? '');
      for (const day of daysOf(days)) week[day]?.push({ from, until: until <= from ? until + 1440 : until });
    }
  }
  return week;
};

const partOf = (minute: number): DayPart => (minute < 12 * 60 ? 'MORNING' : minute < 18 * 60 ? 'AFTERNOON' : 'EVENING');

/** Whole hours that begin within a span, leave half an hour of it, and are no earlier than 7 and no later than 21 o'clock. */
const hoursIn = (spans: readonly Span[]): number[] =>
  Array.from({ length: 15 }, (_, i) => (i + 7) * 60).filter((minute) => spans.some(({ from, until }) => minute >= from && minute + 30 <= until));

/**
 * The next `count` days on which somebody can be met, with their times: at least an hour from now, at most 21 days ahead
 * (the API takes 30). Days without a time are left out.
 */
export const appointmentDays = (openingHours: string, now: Date, count = 6): readonly AppointmentDay[] => {
  const week = weekOf(openingHours);
  const midnight = Math.floor((now.getTime() + OFFSET_MS) / DAY_MS) * DAY_MS - OFFSET_MS;
  const days: AppointmentDay[] = [];
  for (let ahead = 0; ahead <= 21 && days.length < count; ahead += 1) {
    const start = midnight + ahead * DAY_MS;
    const weekday = (new Date(start + OFFSET_MS).getUTCDay() + 6) % 7;
    const times = hoursIn(week[weekday] ?? [])
      .map((minute) => ({ at: start + minute * 60_000, part: partOf(minute) }))
      .filter(({ at }) => at >= now.getTime() + HOUR_MS)
      .map(({ at, part }) => ({ at: new Date(at).toISOString(), part }));
    if (times.length > 0) days.push({ day: new Date(start + DAY_MS / 2).toISOString(), times });
  }
  return days;
};
