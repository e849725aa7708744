/** Times, days, distances in words. Pure; instants are ISO 8601 strings or Dates, shown in Asia/Ho_Chi_Minh. */
import type { Language } from './messages.ts';

export type Instant = string | Date;

/** UTC+7 all year: Vietnam has had no daylight saving since 1975. */
const OFFSET_MS = 7 * 3_600_000;
const DAY_MS = 86_400_000;

const milliseconds = (instant: Instant): number => {
  const ms = new Date(instant).getTime();
  if (Number.isNaN(ms)) throw new RangeError('not an instant');
  return ms;
};
/** A Date whose UTC fields read as the clock on a wall in Vietnam. */
const wall = (instant: Instant): Date => new Date(milliseconds(instant) + OFFSET_MS);
const dayNumber = (instant: Instant): number => Math.floor((milliseconds(instant) + OFFSET_MS) / DAY_MS);
const two = (n: number): string => String(n).padStart(2, '0');

/** '19:52', both languages. */
export const clockTime = (instant: Instant): string => {
  const at = wall(instant);
  return `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
};

/** As a neighbour says it: '19 giờ 52', '8 giờ', '8 giờ 05'; English '7:52 pm'. */
export const spokenTime = (instant: Instant, language: Language): string => {
  const at = wall(instant);
  const hour = at.getUTCHours();
  const minute = at.getUTCMinutes();
  if (language === 'en') return `${hour % 12 === 0 ? 12 : hour % 12}:${two(minute)} ${hour < 12 ? 'am' : 'pm'}`;
  return minute === 0 ? `${hour} giờ` : `${hour} giờ ${two(minute)}`;
};

const WEEKDAYS = {
  vi: ['Chủ Nhật', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
} as const;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const NEAR_DAYS = {
  vi: new Map([[-1, 'hôm qua'], [0, 'hôm nay'], [1, 'mai']]),
  en: new Map([[-1, 'yesterday'], [0, 'today'], [1, 'tomorrow']]),
} as const;

/** 'hôm nay', 'mai', 'thứ Hai 24/11'; 'today', 'tomorrow', 'Monday 24 Nov'. Another year is written out. */
export const dayWord = (instant: Instant, now: Instant, language: Language): string => {
  const near = NEAR_DAYS[language].get(dayNumber(instant) - dayNumber(now));
  if (near !== undefined) return near;
  const at = wall(instant);
  const weekday = WEEKDAYS[language][at.getUTCDay()] ?? '';
  const day = at.getUTCDate();
  const otherYear = at.getUTCFullYear() === wall(now).getUTCFullYear() ? '' : String(at.getUTCFullYear());
  if (language === 'en') return `${weekday} ${day} ${MONTHS[at.getUTCMonth()] ?? ''}${otherYear && ` ${otherYear}`}`;
  return `${weekday} ${day}/${at.getUTCMonth() + 1}${otherYear && `/${otherYear}`}`;
};

/** The spoken time, with the day only when it is not today: '19 giờ 52', '8 giờ mai', '8 giờ thứ Hai 24/11'. */
export const spokenMoment = (instant: Instant, now: Instant, language: Language): string => {
  const time = spokenTime(instant, language);
  return dayNumber(instant) === dayNumber(now) ? time : `${time} ${dayWord(instant, now, language)}`;
};

/** '19:52', with the day when it is not today: '8:00 mai' is written '08:00 mai'. */
export const clockMoment = (instant: Instant, now: Instant, language: Language): string => {
  const time = clockTime(instant);
  return dayNumber(instant) === dayNumber(now) ? time : `${time} ${dayWord(instant, now, language)}`;
};

/** Whole minutes from now until then, rounded up, never below 0: seven and a half minutes read "Còn 8 phút". */
export const minutesUntil = (instant: Instant, now: Instant): number =>
  Math.max(0, Math.ceil((milliseconds(instant) - milliseconds(now)) / 60_000));

/** Whole seconds until then, rounded up, never below 0. */
export const secondsUntil = (instant: Instant, now: Instant): number =>
  Math.max(0, Math.ceil((milliseconds(instant) - milliseconds(now)) / 1000));

/** Metres in words: '350 m' (to 10 m), '1,2 km' ('1.2 km' in English), from 10 km on whole kilometres. */
export const distance = (metres: number, language: Language): string => {
  if (!Number.isFinite(metres) || metres < 0) throw new RangeError('not a distance');
  const tens = metres < 10 ? Math.round(metres) : Math.round(metres / 10) * 10;
  if (tens < 1000) return `${tens} m`;
  const km = tens < 9950 ? Math.round(tens / 100) / 10 : Math.round(tens / 1000);
  return `${language === 'vi' ? String(km).replace('.', ',') : String(km)} km`;
};

/** 4.8 km/h, the usual planning speed of an adult on foot in a street. */
const WALKING_METRES_PER_MINUTE = 80;

/** Minutes on foot, rounded up, at least 1. The distance is the straight line: say "chừng". */
export const walkingMinutes = (metres: number): number => Math.max(1, Math.ceil(metres / WALKING_METRES_PER_MINUTE));
