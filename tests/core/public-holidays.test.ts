import { describe, expect, it } from 'vitest';
import { publicHolidayList, publicHolidays, YEARS_WITH_HOLIDAYS } from '../../functions/core/public-holidays.ts';

describe('the calendar of public holidays', () => {
  it.each(YEARS_WITH_HOLIDAYS)('lists the eleven days of article 112 in %s, in order and once', (year) => {
    const ofYear = publicHolidayList.filter(({ day }) => day.startsWith(year));
    expect(ofYear.filter(({ basis }) => basis !== 'SUBSTITUTE')).toHaveLength(11);
    const days = ofYear.map(({ day }) => day);
    expect(days).toEqual([...new Set(days)].sort());
  });

  it('knows the first day of each lunar year and the Hùng Kings', () => {
    for (const day of ['2026-02-17', '2027-02-06', '2026-04-26', '2027-04-16']) expect(publicHolidays.has(day)).toBe(true);
    expect(publicHolidays.has('2026-02-21')).toBe(false);
  });

  it('still knows the solar holidays of a year that is not listed yet', () => {
    expect(publicHolidays.has('2028-05-01')).toBe(true);
    expect(publicHolidays.has('2028-01-26')).toBe(false);
  });
});
