import { describe, expect, it } from 'vitest';
import { clockMoment, clockTime, dayWord, distance, minutesUntil, secondsUntil, spokenMoment, spokenTime, walkingMinutes } from '../../web/shared/text/times.ts';
import { hoursWords, readWeekHours, writeWeekHours } from '../../web/shared/text/week-hours.ts';

// Monday 23 November 2026, 19:44 in Vietnam.
const now = '2026-11-23T12:44:00Z';

describe('A promise, read on a wall in Vietnam', () => {
  it('is said as a neighbour says it', () => {
    expect(spokenTime('2026-11-23T12:52:00Z', 'vi')).toBe('19 giờ 52');
    expect(spokenTime('2026-11-23T01:00:00Z', 'vi')).toBe('8 giờ');
    expect(spokenTime('2026-11-23T01:05:00Z', 'vi')).toBe('8 giờ 05');
    expect(spokenTime('2026-11-23T12:52:00Z', 'en')).toBe('7:52 pm');
    expect(spokenTime('2026-11-23T17:00:00Z', 'en')).toBe('12:00 am');
    expect(spokenTime('2026-11-23T05:00:00Z', 'en')).toBe('12:00 pm');
  });

  it('is written as a clock shows it, whatever zone the device is in', () => {
    expect(clockTime('2026-11-23T12:52:00Z')).toBe('19:52');
    expect(clockTime('2026-11-23T22:07:00+00:00')).toBe('05:07');
    expect(clockTime(new Date('2026-11-23T17:00:00Z'))).toBe('00:00');
  });

  it('names the day by the Vietnamese midnight', () => {
    expect(dayWord('2026-11-23T16:59:59Z', now, 'vi')).toBe('hôm nay');
    expect(dayWord('2026-11-23T17:00:00Z', now, 'vi')).toBe('mai');
    expect(dayWord('2026-11-22T16:59:59Z', now, 'vi')).toBe('hôm qua');
    expect(dayWord('2026-11-25T02:00:00Z', now, 'vi')).toBe('thứ Tư 25/11');
    expect(dayWord('2026-11-29T02:00:00Z', now, 'vi')).toBe('Chủ Nhật 29/11');
    expect(dayWord('2026-11-25T02:00:00Z', now, 'en')).toBe('Wednesday 25 Nov');
    expect(dayWord('2027-01-04T02:00:00Z', now, 'vi')).toBe('thứ Hai 4/1/2027');
    expect(dayWord('2027-01-04T02:00:00Z', now, 'en')).toBe('Monday 4 Jan 2027');
  });

  it('leaves the day out when it is today', () => {
    expect(spokenMoment('2026-11-23T12:52:00Z', now, 'vi')).toBe('19 giờ 52');
    expect(spokenMoment('2026-11-24T01:00:00Z', now, 'vi')).toBe('8 giờ mai');
    expect(clockMoment('2026-11-24T01:00:00Z', now, 'en')).toBe('08:00 tomorrow');
  });

  it('counts what is left upwards, and never below nothing', () => {
    expect(minutesUntil('2026-11-23T12:52:00Z', now)).toBe(8);
    expect(minutesUntil('2026-11-23T12:51:10Z', now)).toBe(8);
    expect(minutesUntil('2026-11-23T12:00:00Z', now)).toBe(0);
    expect(secondsUntil('2026-11-23T12:44:44.200Z', now)).toBe(45);
  });

  it('refuses what is no instant', () => {
    expect(() => clockTime('soon')).toThrow(RangeError);
  });
});

describe('A way to go', () => {
  it.each([
    [0, '0 m', '0 m'],
    [7, '7 m', '7 m'],
    [347, '350 m', '350 m'],
    [994, '990 m', '990 m'],
    [996, '1 km', '1 km'],
    [1240, '1,2 km', '1.2 km'],
    [9940, '9,9 km', '9.9 km'],
    [9990, '10 km', '10 km'],
    [12_400, '12 km', '12 km'],
  ])('of %d m reads %s, in English %s', (metres, vi, en) => {
    expect(distance(metres, 'vi')).toBe(vi);
    expect(distance(metres, 'en')).toBe(en);
  });

  it('takes a walker at 4.8 km/h the minutes that are said, rounded up', () => {
    expect(walkingMinutes(350)).toBe(5);
    expect(walkingMinutes(400)).toBe(5);
    expect(walkingMinutes(401)).toBe(6);
    expect(walkingMinutes(0)).toBe(1);
  });

  it('is never made up from a number that is none', () => {
    expect(() => distance(Number.NaN, 'vi')).toThrow(RangeError);
    expect(() => distance(-1, 'vi')).toThrow(RangeError);
  });
});

describe('Weekly hours, read by somebody who is no computer', () => {
  it('are days and times in words, short ones in a table', () => {
    const hours = 'Mo-Fr 17:30-21:00; Sa,Su 08:00-11:00,14:00-21:00';
    expect(hoursWords(hours, 'vi')).toBe('Thứ Hai tới thứ Sáu 17:30–21:00; thứ Bảy, Chủ Nhật 08:00–11:00, 14:00–21:00');
    expect(hoursWords(hours, 'vi', true)).toBe('T2–T6 17:30–21:00; T7, CN 08:00–11:00, 14:00–21:00');
    expect(hoursWords('24/7', 'en')).toBe('Day and night, holidays too');
    expect(hoursWords('Mo-Su 07:30-21:00', 'vi')).toBe('Hằng ngày 07:30–21:00');
    expect(hoursWords('Sa-Mo 18:00-02:00', 'en')).toBe('Monday, Saturday, Sunday 18:00–02:00');
    expect(hoursWords('whenever', 'vi')).toBe('whenever');
  });

  it('go into lines of a form and back without a change', () => {
    for (const hours of ['Mo-Fr 17:30-21:00; Sa,Su 08:00-11:00,14:00-21:00', '24/7', 'Mo,We,Fr 08:00-11:00', 'Fr-Su 18:00-02:00']) {
      const read = readWeekHours(hours);
      expect(read && writeWeekHours(read)).toBe(hours);
    }
  });

  it('leave out a line that is half filled in', () => {
    expect(writeWeekHours({ always: false, lines: [{ days: ['Mo'], from: '08:00', until: '' }, { days: [], from: '08:00', until: '11:00' }] })).toBe('');
  });
});
