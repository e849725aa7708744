import { describe, expect, it } from 'vitest';
import { isChatUrl } from '../../functions/teams/team-fields.ts';
import { readMember, readTeam, rowOfTeam, rowsOfMember } from '../../functions/teams/team-rows.ts';
import { aMember, aTeam } from '../support/lane.ts';

const teamOfLastYear = {
  pk: 'team#00004-001',
  sk: 'team',
  v: 1,
  revision: 3,
  code: '00004-001',
  name: 'Thôn Tả Phìn',
  unitVersion: '2025-07-01',
  communeCode: '00004',
  position: { lat: 21, lon: 105 },
  skills: ['public-services'],
  languages: ['vi'],
  reachKm: 5,
  capacity: 2,
  serviceHours: '24/7',
  status: 'ACTIVE',
  demonstration: false,
};

describe('rows of teams and members', () => {
  it('written before kinds, decisions and leave were known are still read', () => {
    expect(readTeam(teamOfLastYear)).toMatchObject({ code: '00004-001', revision: 3, kind: 'VILLAGE', leaves: [] });
    const member = { v: 1, revision: 2, id: 'm-1', displayName: 'Lan', memberships: [{ teamCode: '00004-001', role: 'LEAD' }], demonstration: false };
    expect(readMember(member)).toMatchObject({ revision: 2, organisation: 'OTHER', languages: ['vi'], trainings: [], hasPhone: false, leaves: [] });
  });

  it('give back what was written', () => {
    const team = aTeam(1, {
      kind: 'COMMUNE',
      decision: { number: '12/QĐ-UBND', date: '2022-05-04' },
      chatUrl: 'https://zalo.me/g/abc',
      leaves: [{ from: '2026-12-01T00:00:00.000Z', until: '2026-12-02T00:00:00.000Z' }],
    });
    expect(readTeam(rowOfTeam(team, 4))).toEqual({ ...team, revision: 4 });
    const member = { ...aMember(team.code, 'Lan'), organisation: 'WOMENS_UNION' as const, trainings: [{ code: 'online-payment', on: '2026-05-01' }] };
    for (const row of rowsOfMember(member)) expect(readMember(row)).toEqual({ ...member, revision: 1 });
  });

  it('refuse a chat link that is not https or carries a password', () => {
    expect(['https://zalo.me/g/abc', 'https://chat.example.vn/nhóm'].every(isChatUrl)).toBe(true);
    expect(['http://zalo.me/g/abc', 'javascript:alert(1)', 'https://lan:1234@zalo.me/g', 'https://localhost/', 'zalo.me', ''].filter(isChatUrl)).toEqual([]);
  });
});
