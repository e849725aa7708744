import { describe, expect, it } from 'vitest';
import { dutyOf, onDutyUntil, onLeave, withoutLeave } from '../../functions/teams/duty.ts';
import type { Period } from '../../functions/core/period.ts';

const at = (hour: number): string => new Date(Date.UTC(2026, 10, 23, hour)).toISOString();
const period = (from: number, until: number): Period => ({ from: at(from), until: at(until) });
const NOW = at(8);
const team = { serviceHours: 'Mo-Fr 17:30-21:00', leaves: [] as readonly Period[] };
const member = (leaves: readonly Period[] = [], dutyUntil?: string) => ({ leaves, dutyUntil });

describe("a team's duty", () => {
  it('is its hours, while nobody says anything', () => {
    expect(dutyOf(team, [member(), member()], NOW)).toEqual({ hours: team.serviceHours });
    expect(dutyOf(team, [], NOW)).toEqual({ hours: team.serviceHours });
  });

  it('goes on until the last member who said so', () => {
    expect(dutyOf(team, [member([], at(12)), member([], at(15)), member([], at(7))], NOW)).toEqual({ hours: team.serviceHours, until: at(15) });
  });

  it('ends while all members are on leave, and only then', () => {
    expect(dutyOf(team, [member([period(9, 20)]), member()], NOW)).toEqual({ hours: team.serviceHours });
    expect(dutyOf(team, [member([period(6, 20)]), member([period(12, 30)])], NOW)).toEqual({ hours: team.serviceHours, off: [period(12, 20)] });
  });

  it("ends during the team's own leave, beside that of everyone", () => {
    const away = { ...team, leaves: [period(30, 40)] };
    expect(dutyOf(away, [member([period(6, 12)])], NOW).off).toEqual([period(8, 12), period(30, 40)]);
  });
});

describe("a member's own word", () => {
  it('that they are on duty ends the leave that they are on', () => {
    expect(onDutyUntil(member([period(6, 20), period(40, 50)]), at(12), NOW)).toEqual(member([period(12, 20), period(40, 50)], at(12)));
  });

  it('that they go on leave takes back that they are on duty', () => {
    expect(onLeave(member([], at(20)), period(8, 30), NOW)).toEqual(member([period(8, 30)]));
    expect(onLeave(member([], at(20)), period(12, 30), NOW)).toEqual(member([period(12, 30)], at(12)));
    expect(onLeave(member([], at(10)), period(12, 30), NOW)).toEqual(member([period(12, 30)], at(10)));
  });

  it('that they are back takes the rest of the leave away', () => {
    expect(withoutLeave([period(6, 20)], period(8, 20), NOW)).toEqual([]);
  });
});
