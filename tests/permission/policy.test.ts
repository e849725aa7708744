import { describe, expect, it } from 'vitest';
import type { Actor } from '../../functions/permission/actor.ts';
import type { Area } from '../../functions/permission/area.ts';
import { acts, may, mayOverAny } from '../../functions/permission/policy.ts';

const V = '2025-07-01';
const haNoi = { unitVersion: V, provinceCode: '01' };
const baDinh = { ...haNoi, communeCode: '00004' };
const ngocHa = { ...haNoi, communeCode: '00008' };
const ofTeam = (teamCode: string, place: Area = baDinh): Area => ({ ...place, teamCode });

const office = (role: 'COMMUNE' | 'PROVINCE' | 'NATIONAL' | 'OPERATOR', unitCode?: string, unitVersion = V): Actor => ({
  kind: 'official',
  officialId: 'office-1',
  role,
  unitVersion,
  unitCode,
});
const memberOf = (teamCode: string, role: 'MEMBER' | 'LEAD' = 'MEMBER'): Actor => ({
  kind: 'member',
  memberId: 'lan',
  teams: [{ teamCode, role, unitVersion: V, communeCode: '00004', provinceCode: '01' }],
});

describe('the office of a commune', () => {
  it('changes teams of its own commune and of no other', () => {
    expect(may(office('COMMUNE', '00004'), 'changeTeam', ofTeam('00004-001'))).toBe(true);
    expect(may(office('COMMUNE', '00004'), 'changeTeam', ofTeam('00008-001', ngocHa))).toBe(false);
  });

  it('does not answer for a unit that had its code in another list', () => {
    expect(may(office('COMMUNE', '00004', '2024-01-01'), 'changeTeam', ofTeam('00004-001'))).toBe(false);
  });

  it('has no say over its province', () => {
    expect(may(office('COMMUNE', '00004'), 'exportTeams', haNoi)).toBe(false);
  });
});

describe('the office of a province', () => {
  it('answers for each of its communes, and for itself', () => {
    expect(may(office('PROVINCE', '01'), 'mergeTeams', ofTeam('00008-001', ngocHa))).toBe(true);
    expect(may(office('PROVINCE', '01'), 'exportTeams', haNoi)).toBe(true);
    expect(may(office('PROVINCE', '79'), 'mergeTeams', ofTeam('00008-001', ngocHa))).toBe(false);
  });

  it('imports no list of units', () => {
    expect(may(office('PROVINCE', '01'), 'importUnits', {})).toBe(false);
    expect(may(office('OPERATOR'), 'importUnits', {})).toBe(true);
  });
});

describe('a member', () => {
  it('who leads a team invites into it, and into no other', () => {
    expect(may(memberOf('00004-001', 'LEAD'), 'inviteMember', ofTeam('00004-001'))).toBe(true);
    expect(may(memberOf('00004-001', 'LEAD'), 'inviteMember', ofTeam('00004-002'))).toBe(false);
    expect(may(memberOf('00004-001'), 'inviteMember', ofTeam('00004-001'))).toBe(false);
  });

  it('changes what concerns themselves in any of their teams', () => {
    const areas = [ofTeam('00004-009'), ofTeam('00004-001')].map((area) => ({ ...area, memberId: 'lan' }));
    expect(mayOverAny(memberOf('00004-001'), 'changeMember', areas)).toBe(true);
    expect(mayOverAny(memberOf('00004-001'), 'changeMember', areas.map((area) => ({ ...area, memberId: 'hoa' })))).toBe(false);
  });

  it('makes no leads, not even as one', () => {
    expect(may(memberOf('00004-001', 'LEAD'), 'changeRole', ofTeam('00004-001'))).toBe(false);
  });
});

/** Anyone may ask for help; whether at this kiosk, now, is the kiosk's to say. */
const kept = acts.filter((act) => act !== 'askForHelp');

it('gives nobody anything without signing in, but help', () => {
  expect(may({ kind: 'anonymous' }, 'askForHelp', {})).toBe(true);
  for (const act of kept) expect(may({ kind: 'anonymous' }, act, ofTeam('00004-001')), act).toBe(false);
});

it('gives nobody their own where nothing is known of the place', () => {
  const everyone: Actor[] = [
    memberOf('00004-001', 'LEAD'),
    office('COMMUNE', '00004'),
    office('PROVINCE', '01'),
    office('COMMUNE'),
    { kind: 'resident', requestId: 'r' },
    { kind: 'kiosk', kioskCode: 'k', unitVersion: V, communeCode: '00004', provinceCode: '01' },
    { kind: 'teamPhone', phoneId: 'p', teamCode: '00004-001' },
  ];
  for (const actor of everyone) for (const act of kept) expect(may(actor, act, {}), `${actor.kind} ${act}`).toBe(false);
});
