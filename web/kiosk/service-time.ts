import { t } from './text/index.ts';

/** A service day at a commune's desk has seven and a half hours. */
const SERVICE_DAY_MINUTES = 450;

/** A promise's minutes in words: '10 phút', '4 giờ', '1 ngày làm việc'. Rounded up, so that it is never sooner than promised. */
export const serviceTime = (minutes: number): string => {
  if (minutes < 120) return t('time.minutes', { count: minutes });
  if (minutes < SERVICE_DAY_MINUTES) return t('time.hours', { count: Math.ceil(minutes / 60) });
  return t('time.days', { count: Math.ceil(minutes / SERVICE_DAY_MINUTES) });
};
