import { language } from '../../shared/text/text.ts';
import { dayWord } from '../../shared/text/times.ts';
import { t } from '../text/index.ts';
import { dayAfter, dayOf, instantAt, timeOf, type Day, type Stretch } from './week.ts';

/** '18:00–22:00', and that the end lies on the next day. */
export const hoursWords = ({ from, until }: Stretch): string => {
  const times = { from: timeOf(from), until: timeOf(until) };
  return dayOf(from) === dayOf(until) ? t('shifts.hours', times) : t('shifts.hoursNext', times);
};

/** 'thứ Bảy 28/11', 'Saturday 28 Nov': with its date also when it is near, since weeks are paged. */
export const longDay = (day: Day): string => dayWord(instantAt(day, '12:00'), instantAt(dayAfter(day, -3), '12:00'), language.value);

/** The same at the head of a line. */
export const headOfDay = (day: Day): string => {
  const words = longDay(day);
  return words.charAt(0).toLocaleUpperCase(language.value) + words.slice(1);
};
