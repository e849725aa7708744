/**
 * Days on which services rest, by the calendar of Vietnam: `2026-02-17`. A `Set` of such days fits.
 */
export type Holidays = { readonly has: (day: string) => boolean };

export type PublicHoliday = {
  readonly day: string;
  readonly name: string;
  /**
   * `STATUTORY`: named by article 112 of the Labour Code (45/2019/QH14). `SUBSTITUTE`: the next working day, where a
   * statutory day falls on a Saturday or Sunday (article 111.3). `EXPECTED`: article 112 leaves the day to a yearly
   * decision of the Prime Minister that was not yet known; correct it here when it is.
   */
  readonly basis: 'STATUTORY' | 'SUBSTITUTE' | 'EXPECTED';
};

/**
 * Article 112.1: New Year 1 day, Tết 5 days, Victory Day 30 April, Labour Day 1 May, National Day 2 days (2 September and
 * the day before or after), Hùng Kings' commemoration (10th of the 3rd lunar month). First day of the lunar year:
 * 17 February 2026 and 6 February 2027. Working days that the Government swaps with a Saturday are not listed: the swap
 * binds offices only, and volunteers keep their own hours. Vietnam Culture Day, 24 November, is to become a day off
 * (Resolution 80-NQ/TW of the Politburo, 7 January 2026): list it once article 112 names it.
 */
export const publicHolidayList: readonly PublicHoliday[] = [
  { day: '2026-01-01', name: 'Tết Dương lịch', basis: 'STATUTORY' },
  { day: '2026-02-16', name: 'Tết Nguyên đán', basis: 'STATUTORY' },
  { day: '2026-02-17', name: 'Tết Nguyên đán', basis: 'STATUTORY' },
  { day: '2026-02-18', name: 'Tết Nguyên đán', basis: 'STATUTORY' },
  { day: '2026-02-19', name: 'Tết Nguyên đán', basis: 'STATUTORY' },
  { day: '2026-02-20', name: 'Tết Nguyên đán', basis: 'STATUTORY' },
  { day: '2026-04-26', name: 'Giỗ Tổ Hùng Vương', basis: 'STATUTORY' },
  { day: '2026-04-27', name: 'Giỗ Tổ Hùng Vương', basis: 'SUBSTITUTE' },
  { day: '2026-04-30', name: 'Ngày Chiến thắng', basis: 'STATUTORY' },
  { day: '2026-05-01', name: 'Ngày Quốc tế lao động', basis: 'STATUTORY' },
  { day: '2026-09-01', name: 'Quốc khánh', basis: 'STATUTORY' },
  { day: '2026-09-02', name: 'Quốc khánh', basis: 'STATUTORY' },
  { day: '2027-01-01', name: 'Tết Dương lịch', basis: 'STATUTORY' },
  { day: '2027-02-05', name: 'Tết Nguyên đán', basis: 'EXPECTED' },
  { day: '2027-02-06', name: 'Tết Nguyên đán', basis: 'STATUTORY' },
  { day: '2027-02-07', name: 'Tết Nguyên đán', basis: 'STATUTORY' },
  { day: '2027-02-08', name: 'Tết Nguyên đán', basis: 'STATUTORY' },
  { day: '2027-02-09', name: 'Tết Nguyên đán', basis: 'EXPECTED' },
  { day: '2027-02-10', name: 'Tết Nguyên đán', basis: 'SUBSTITUTE' },
  { day: '2027-02-11', name: 'Tết Nguyên đán', basis: 'SUBSTITUTE' },
  { day: '2027-04-16', name: 'Giỗ Tổ Hùng Vương', basis: 'STATUTORY' },
  { day: '2027-04-30', name: 'Ngày Chiến thắng', basis: 'STATUTORY' },
  { day: '2027-05-01', name: 'Ngày Quốc tế lao động', basis: 'STATUTORY' },
  { day: '2027-05-03', name: 'Ngày Quốc tế lao động', basis: 'SUBSTITUTE' },
  { day: '2027-09-02', name: 'Quốc khánh', basis: 'STATUTORY' },
  { day: '2027-09-03', name: 'Quốc khánh', basis: 'EXPECTED' },
];

const listedDays: ReadonlySet<string> = new Set(publicHolidayList.map(({ day }) => day));

/** The years whose lunar holidays are listed. In another year only the days that the solar calendar fixes are known. */
export const YEARS_WITH_HOLIDAYS: readonly string[] = ['2026', '2027'];

const SOLAR_HOLIDAYS: ReadonlySet<string> = new Set(['01-01', '04-30', '05-01', '09-02']);

export const publicHolidays: Holidays = {
  has: (day) => listedDays.has(day) || (!YEARS_WITH_HOLIDAYS.includes(day.slice(0, 4)) && SOLAR_HOLIDAYS.has(day.slice(5))),
};
