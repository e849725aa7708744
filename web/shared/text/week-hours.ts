/**
 * Weekly hours in words, and as lines that a form can hold. The API writes them as a small part of OpenStreetMap's
 * `opening_hours` ('Mo-Fr 17:30-21:00; Sa,Su 08:00-11:00', '24/7'), which nobody outside of a computer reads.
 */
import type { Language } from './messages.ts';

export const DAYS = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'] as const;
export type DayOfWeek = (typeof DAYS)[number];

/** Some days, Monday first, with one span of each: 'HH:MM', empty while nobody chose a time. Until before from: the next day. */
export type HoursLine = { readonly days: readonly DayOfWeek[]; readonly from: string; readonly until: string };
export type WeekHours = { readonly always: boolean; readonly lines: readonly HoursLine[] };

const DAY_WORDS = {
  vi: { Mo: 'thứ Hai', Tu: 'thứ Ba', We: 'thứ Tư', Th: 'thứ Năm', Fr: 'thứ Sáu', Sa: 'thứ Bảy', Su: 'Chủ Nhật' },
  en: { Mo: 'Monday', Tu: 'Tuesday', We: 'Wednesday', Th: 'Thursday', Fr: 'Friday', Sa: 'Saturday', Su: 'Sunday' },
} as const;
const SHORT_DAYS = {
  vi: { Mo: 'T2', Tu: 'T3', We: 'T4', Th: 'T5', Fr: 'T6', Sa: 'T7', Su: 'CN' },
  en: { Mo: 'Mon', Tu: 'Tue', We: 'Wed', Th: 'Thu', Fr: 'Fri', Sa: 'Sat', Su: 'Sun' },
} as const;
const ALWAYS = { vi: 'cả ngày đêm, kể cả ngày lễ', en: 'day and night, holidays too' } as const;
const EVERY_DAY = { vi: 'hằng ngày', en: 'every day' } as const;

export const dayName = (day: DayOfWeek, language: Language): string => DAY_WORDS[language][day];
export const shortDayName = (day: DayOfWeek, language: Language): string => SHORT_DAYS[language][day];

const daysIn = (text: string): readonly DayOfWeek[] | undefined => {
  const named = new Set<DayOfWeek>();
  for (const part of text.split(',')) {
    const [first = '', last = first, ...rest] = part.split('-');
    const from = DAYS.findIndex((day) => day === first);
    const to = DAYS.findIndex((day) => day === last);
    if (from < 0 || to < 0 || rest.length > 0) return undefined;
    // Sa-Mo runs over the end of the week.
    for (let step = 0; step <= (to - from + 7) % 7; step += 1) {
      const day = DAYS[(from + step) % 7];
      if (day !== undefined) named.add(day);
    }
  }
  return DAYS.filter((day) => named.has(day));
};

/** Undefined for what is not of this notation. */
export const readWeekHours = (text: string): WeekHours | undefined => {
  if (text.trim() === '24/7') return { always: true, lines: [] };
  const lines: HoursLine[] = [];
  for (const rule of text.split(';').map((piece) => piece.trim()).filter((piece) => piece !== '')) {
    const [, dayPart = '', spanPart = ''] = /^(\S+)\s+(.+)$/u.exec(rule) ?? [];
    const days = daysIn(dayPart);
    if (days === undefined) return undefined;
    for (const span of spanPart.split(',')) {
      const [, from, until] = /^(\d\d:\d\d)-(\d\d:\d\d)$/u.exec(span.trim()) ?? [];
      if (from === undefined || until === undefined) return undefined;
      lines.push({ days, from, until });
    }
  }
  return { always: false, lines };
};

type DaysAlike = { readonly days: readonly DayOfWeek[]; readonly spans: readonly string[] };

/** Days that share the same spans, in the order of the week. What is half filled in is left out. */
const groupsOf = (lines: readonly HoursLine[]): readonly DaysAlike[] => {
  const groups = new Map<string, { days: DayOfWeek[]; spans: readonly string[] }>();
  for (const day of DAYS) {
    const spans = [...new Set(lines.filter((line) => line.days.includes(day) && line.from !== '' && line.until !== '').map(({ from, until }) => `${from}-${until}`))].sort();
    if (spans.length === 0) continue;
    const alike = groups.get(spans.join()) ?? { days: [], spans };
    alike.days.push(day);
    groups.set(spans.join(), alike);
  }
  return [...groups.values()];
};

/** 'Mo-We,Sa' of days in order: neighbours become a stretch, written with `join`. */
const stretches = (days: readonly DayOfWeek[], name: (day: DayOfWeek) => string, join: string): readonly string[] => {
  const found: DayOfWeek[][] = [];
  for (const day of days) {
    const last = found.at(-1);
    const before = last?.at(-1);
    if (last !== undefined && before !== undefined && DAYS.indexOf(day) === DAYS.indexOf(before) + 1) last.push(day);
    else found.push([day]);
  }
  return found.flatMap((stretch) => {
    const [first, ...rest] = stretch;
    const last = rest.at(-1);
    if (first === undefined) return [];
    // Two days in a row are named, more become a stretch.
    return last === undefined || rest.length === 1 ? stretch.map(name) : [`${name(first)}${join}${name(last)}`];
  });
};

/** As the API takes them; empty when no line is whole. */
export const writeWeekHours = ({ always, lines }: WeekHours): string =>
  always
    ? '24/7'
    : groupsOf(lines)
        .map(({ days, spans }) => `${stretches(days, (day) => day, '-').join(',')} ${spans.join(',')}`)
        .join('; ');

const capital = (words: string): string => words.charAt(0).toLocaleUpperCase() + words.slice(1);

/**
 * 'Thứ Hai tới thứ Sáu 17:30–21:00; thứ Bảy, Chủ Nhật 08:00–11:00, 14:00–21:00'. With `short`, for a table: 'T2–T6 17:30–21:00'.
 * What cannot be read stays as it is.
 */
export const hoursWords = (text: string, language: Language, short = false): string => {
  const hours = readWeekHours(text);
  if (hours === undefined || (!hours.always && hours.lines.length === 0)) return text;
  if (hours.always) return capital(ALWAYS[language]);
  const name = (day: DayOfWeek): string => (short ? shortDayName : dayName)(day, language);
  const join = short ? '–' : language === 'vi' ? ' tới ' : ' to ';
  const groups = groupsOf(hours.lines).map(({ days, spans }) => {
    const when = days.length === DAYS.length ? EVERY_DAY[language] : stretches(days, name, join).join(', ');
    return `${when} ${spans.map((span) => span.replace('-', '–')).join(', ')}`;
  });
  return capital(groups.join('; '));
};
