import { describe, expect, it } from 'vitest';
import { appointmentDays } from '../../web/kiosk/appointment-times.ts';

/** Monday 23 November 2026, 09:20 in Vietnam. */
const monday = new Date('2026-11-23T02:20:00.000Z');
const hoursOf = (times: readonly { at: string }[] | undefined): number[] => (times ?? []).map(({ at }) => (new Date(at).getUTCHours() + 7) % 24);

describe('Somebody who makes an appointment', () => {
  it('is offered the desk hours of the next days, none within the hour', () => {
    const days = appointmentDays('Mo-Fr 07:30-11:30,13:30-17:00; Sa 07:30-11:30', monday);
    expect(days.map(({ day }) => day.slice(0, 10))).toEqual(['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27', '2026-11-28']);
    expect(hoursOf(days[0]?.times)).toEqual([11, 14, 15, 16]);
    expect(hoursOf(days[1]?.times)).toEqual([8, 9, 10, 11, 14, 15, 16]);
    expect(days[1]?.times.map(({ part }) => part)).toEqual(['MORNING', 'MORNING', 'MORNING', 'MORNING', 'AFTERNOON', 'AFTERNOON', 'AFTERNOON']);
    expect(hoursOf(days[5]?.times)).toEqual([8, 9, 10, 11]);
  });

  it('is offered the evenings of a walking street, past midnight not at all', () => {
    const [friday, saturday] = appointmentDays('Fr-Su 18:00-02:00', monday);
    expect(friday?.day.slice(0, 10)).toBe('2026-11-27');
    expect(hoursOf(friday?.times)).toEqual([18, 19, 20, 21]);
    expect(friday?.times.every(({ part }) => part === 'EVENING')).toBe(true);
    expect(saturday?.day.slice(0, 10)).toBe('2026-11-28');
  });

  it('finds waking hours on every day where the doors never close', () => {
    const days = appointmentDays('24/7', monday);
    expect(days).toHaveLength(6);
    expect(hoursOf(days[3]?.times)).toEqual([7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21]);
  });

  it('stays within the 30 days that the service takes', () => {
    const last = appointmentDays('Mo 08:00-10:00', monday, 20).at(-1);
    expect(new Date(last?.day ?? '').getTime() - monday.getTime()).toBeLessThan(30 * 86_400_000);
  });

  it('is told that there is no hour where none can be read', () => {
    expect(appointmentDays('sometimes', monday)).toEqual([]);
  });
});
