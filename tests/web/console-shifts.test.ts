import { describe, expect, it } from 'vitest';
import { axisOf, dayOf, daysOfPage, draftOf, hoursOn, instantAt, marksOf, placeOn, plannedWith, shiftsOn, stretchesOf, timeOf } from '../../web/console/shifts/week.ts';

/** A quarter past midnight on Saturday in Vietnam; still Friday in UTC. */
const NIGHT = new Date('2026-11-27T17:15:00.000Z');
const shift = (from: string, until: string, team = '7') => ({ team: { code: team }, from, until });
const tonight = shift(instantAt('2026-11-28', '18:00'), instantAt('2026-11-28', '22:00'));
const pastMidnight = shift(instantAt('2026-11-28', '20:00'), instantAt('2026-11-29', '01:30'), '3');

describe('A week of shifts, read on a wall in Vietnam,', () => {
  it('begins with the day that it is there, whatever zone the desk stands in', () => {
    expect(daysOfPage(NIGHT, 0)).toEqual(['2026-11-28', '2026-11-29', '2026-11-30', '2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04']);
    expect(daysOfPage(NIGHT, 1)[0]).toBe('2026-12-05');
    expect([dayOf(NIGHT), timeOf(NIGHT)]).toEqual(['2026-11-28', '00:15']);
  });

  it('shows a shift on the day on which it begins, and one that lasts from before on the first', () => {
    expect(shiftsOn([tonight, pastMidnight], '2026-11-28', true)).toEqual([tonight, pastMidnight]);
    expect(shiftsOn([tonight, pastMidnight], '2026-11-29', false)).toEqual([]);
    expect(shiftsOn([tonight, pastMidnight], '2026-11-29', true)).toEqual([pastMidnight]);
    expect(hoursOn(pastMidnight, '2026-11-28')).toEqual({ from: 20, until: 25.5 });
    expect(hoursOn(pastMidnight, '2026-11-29')).toEqual({ from: 0, until: 1.5 });
  });

  it('has one scale for all of its days, with room on both sides and few marks', () => {
    const axis = axisOf([hoursOn(tonight, '2026-11-28'), hoursOn(pastMidnight, '2026-11-28')]);
    expect(axis).toEqual({ from: 17, until: 27 });
    expect(marksOf(axis)).toEqual([18, 20, 22, 24, 26]);
    expect([17, 22, 27, 40].map((hour) => placeOn(axis, hour))).toEqual([0, 50, 100, 100]);
    expect(axisOf([])).toEqual({ from: 7, until: 23 });
    for (let until = 1; until <= 48; until += 1) expect(marksOf({ from: 0, until }).length).toBeLessThanOrEqual(8);
  });
});

describe('Somebody who types a shift', () => {
  it('means the next day when its end is not after its beginning', () => {
    expect(stretchesOf({ day: '2026-11-28', from: '20:00', until: '01:30', weeks: 1 })).toEqual([{ from: pastMidnight.from, until: pastMidnight.until }]);
    expect(draftOf(pastMidnight)).toEqual({ day: '2026-11-28', from: '20:00', until: '01:30', weeks: 1 });
  });

  it('has it on the same day of each week, over the turn of a year too', () => {
    const days = stretchesOf({ day: '2026-12-19', from: '18:00', until: '22:00', weeks: 3 }).map(({ from }) => dayOf(from));
    expect(days).toEqual(['2026-12-19', '2026-12-26', '2027-01-02']);
  });

  it('keeps what the team has, without the one that is changed and those that are over', () => {
    const over = shift(instantAt('2026-11-27', '18:00'), instantAt('2026-11-27', '22:00'));
    const all = [over, tonight, pastMidnight];
    const added = stretchesOf({ day: '2026-11-29', from: '18:00', until: '21:00', weeks: 1 });
    expect(plannedWith(all, '7', { added }, NIGHT)).toEqual([{ from: tonight.from, until: tonight.until }, ...added]);
    expect(plannedWith(all, '7', { without: tonight, added }, NIGHT)).toEqual(added);
    expect(plannedWith(all, '7', { without: tonight }, NIGHT)).toEqual([]);
  });
});
