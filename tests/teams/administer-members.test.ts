import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AddMember } from '../../functions/teams/administer-members.ts';
import type { Kept, Member, Team } from '../../functions/teams/team.ts';
import { hours, plusMilliseconds } from '../../functions/core/clock.ts';
import { aMember, asMember, aTeam, valueOf } from '../support/lane.ts';
import { asOffice, BA_DINH, NGOC_HA, openOffice, SAI_GON } from '../support/organisation.ts';
import type { Office } from '../support/organisation.ts';

/** A number that no network gives out. */
const PHONE = '+84900000427';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.stop());

const baDinh = asOffice('COMMUNE', BA_DINH);
let number = 0;
let team: Team;
let other: Team;
let lead: Member;
let ask: AddMember;
beforeEach(async () => {
  number += 1;
  office.clock.advance(1000);
  const position = { lat: 10 + number * 0.1, lon: 105 };
  team = aTeam(1, { code: `T-${number}`, communeCode: BA_DINH, position });
  other = aTeam(1, { code: `U-${number}`, communeCode: NGOC_HA, position: { ...position, lon: 106 } });
  lead = aMember(team.code, 'Lan', 'LEAD');
  await office.teams.changeTeam(team);
  await office.teams.changeTeam(other);
  await office.teams.saveMember(lead);
  ask = { id: randomUUID(), teamCode: team.code, role: 'MEMBER', displayName: 'Trần Văn Tuấn', organisation: 'YOUTH_UNION', joinedOn: '2026-01-05', languages: ['vi'], trainings: [] };
});
const add = async (changes: Partial<AddMember> = {}): Promise<Kept<Member>> => valueOf(await office.organisation.addMember(asMember(lead), { ...ask, ...changes }));
const phoneOf = async (id: string) => office.openContact({ kind: 'MEMBER', id });

describe('a lead', () => {
  it('takes a neighbour in, whose number is sealed and not with the rest', async () => {
    const member = await add({ phone: office.seal({ phone: PHONE }) });
    expect(member).toMatchObject({ displayName: 'Trần Văn Tuấn', organisation: 'YOUTH_UNION', hasPhone: true, memberships: [{ teamCode: team.code, role: 'MEMBER' }], revision: 1 });
    expect(await office.teams.membersOf(team.code)).toContainEqual(member);
    expect(JSON.stringify(member)).not.toContain(PHONE);
    expect(await phoneOf(member.id)).toEqual({ ok: true, value: { phone: PHONE } });
  });

  it('who taps twice has taken one in', async () => {
    const member = await add();
    expect(await add()).toEqual(member);
    expect(await office.teams.membersOf(team.code)).toHaveLength(2);
    expect(await office.organisation.addMember(asMember(lead), { ...ask, displayName: 'Somebody Else' })).toMatchObject({ failure: { type: 'IdAlreadyUsed' } });
  });

  it('leaves a line with the person, one with the team and one with the office', async () => {
    const { id } = await add();
    expect(await office.trail({ kind: 'MEMBER', id })).toMatchObject([{ act: 'addMember', by: { kind: 'MEMBER', id: lead.id }, detail: { team: team.code } }]);
    expect(await office.trail({ kind: 'TEAM', id: team.code })).toMatchObject([{ act: 'addMember', detail: { member: id } }]);
    expect((await office.trailOfOffice(BA_DINH)).filter(({ subject }) => subject.id === id)).toHaveLength(1);
    expect(JSON.stringify(await office.trail({ kind: 'MEMBER', id }))).not.toContain('Tuấn');
  });

  it('makes no leads and takes nobody into another team', async () => {
    expect(await office.organisation.addMember(asMember(lead), { ...ask, role: 'LEAD' })).toMatchObject({ failure: { type: 'NotPermitted' } });
    expect(await office.organisation.addMember(asMember(lead), { ...ask, teamCode: other.code })).toMatchObject({ failure: { type: 'NotPermitted' } });
    const { id } = await add();
    expect(await office.organisation.setRole(asMember(lead), { id, revision: 1, teamCode: team.code, role: 'LEAD' })).toMatchObject({ failure: { type: 'NotPermitted' } });
    expect(valueOf(await office.organisation.setRole(baDinh, { id, revision: 1, teamCode: team.code, role: 'LEAD' })).memberships).toEqual([{ teamCode: team.code, role: 'LEAD' }]);
  });

  it('does not take a stranger in by an id that they came upon', async () => {
    const stranger = aMember(other.code, `Hoa-${number}`);
    await office.teams.saveMember(stranger);
    const take = { id: stranger.id, revision: 1, teamCode: team.code };
    expect(await office.organisation.addToTeam(asMember(lead), take)).toMatchObject({ failure: { type: 'NotPermitted' } });
    const both = valueOf(await office.organisation.addToTeam(asOffice('PROVINCE', '01'), take));
    expect(both.memberships.map(({ teamCode }) => teamCode)).toEqual([other.code, team.code]);
    expect((await office.teams.membersOf(team.code)).map(({ id }) => id)).toContain(stranger.id);
  });

  it.each<[string, Partial<AddMember>, string]>([
    ['an id that is none', { id: 'tuan' }, 'NOT_A_UUID'],
    ['no name', { displayName: '' }, 'EMPTY'],
    ['a huge name', { displayName: 'a'.repeat(99_000) }, 'TOO_LONG'],
    ['a day to come', { joinedOn: '2027-01-01' }, 'NOT_A_PAST_DAY'],
    ['a language that nobody speaks', { languages: ['xx'] }, 'UNKNOWN_LANGUAGE'],
    ['a training with a sentence for a code', { trainings: [{ code: 'How to?', on: '2026-01-01' }] }, 'NOT_A_TRAINING'],
    ['a number that is not sealed', { phone: PHONE }, 'NOT_SEALED'],
  ])('is told what is wrong with %s', async (_what, changes, reason) => {
    expect(await office.organisation.addMember(asMember(lead), { ...ask, ...changes })).toMatchObject({ failure: { type: 'InvalidInput', reason } });
  });
});

describe('a member', () => {
  it('corrects their own name, and nobody of another team or commune does', async () => {
    const member = await add();
    const change = { id: member.id, revision: 1, displayName: 'Trần Tuấn' };
    for (const stranger of [asOffice('COMMUNE', NGOC_HA), asOffice('PROVINCE', '79'), asOffice('COMMUNE', SAI_GON)]) {
      expect(await office.organisation.changeMember(stranger, change)).toMatchObject({ failure: { type: 'NotPermitted' } });
    }
    expect(valueOf(await office.organisation.changeMember(asMember(member), change))).toMatchObject({ displayName: 'Trần Tuấn', joinedOn: '2026-01-05', revision: 2 });
    expect(await office.organisation.changeMember(asMember(member), { ...change, displayName: 'T' })).toMatchObject({ failure: { type: 'MemberChangedMeanwhile', member: { revision: 2 } } });
  });

  it('who leaves their last team leaves no number behind', async () => {
    const member = await add({ phone: office.seal({ phone: PHONE }) });
    const leave = { id: member.id, revision: 1, teamCode: team.code };
    const left = valueOf(await office.organisation.removeFromTeam(asMember(member), leave));
    expect(left).toMatchObject({ memberships: [], hasPhone: false });
    expect(await phoneOf(member.id)).toMatchObject({ ok: false });
    expect((await office.teams.membersOf(team.code)).map(({ id }) => id)).toEqual([lead.id]);
    expect((await office.organisation.removeFromTeam(baDinh, leave)).ok).toBe(true);
  });

  it('erases their own number', async () => {
    const member = await add({ phone: office.seal({ phone: PHONE }) });
    expect(valueOf(await office.organisation.setMemberPhone(asMember(member), { id: member.id, phone: null }))).toMatchObject({ hasPhone: false });
    expect(await phoneOf(member.id)).toMatchObject({ failure: { type: 'ContactGone' } });
    expect(await office.organisation.setMemberPhone(asOffice('COMMUNE', NGOC_HA), { id: member.id, phone: null })).toMatchObject({ failure: { type: 'NotPermitted' } });
  });
});

describe('duty', () => {
  const inHours = (count: number): string => plusMilliseconds(office.clock.now(), hours(count));

  it('that a member takes shows in the next question to routing, and ends by itself', async () => {
    await office.teams.changeTeam({ ...team, serviceHours: 'Mo-Fr 08:00-17:00' });
    expect(await office.askedAt(team.position)).toEqual([]);
    valueOf(await office.organisation.setDutyUntil(asMember(lead), { until: inHours(2) }));
    expect(await office.askedAt(team.position)).toEqual([team.code]);
    office.clock.advance(hours(2));
    expect(await office.askedAt(team.position)).toEqual([]);
  });

  it('that is taken back is over at once', async () => {
    await office.teams.changeTeam({ ...team, serviceHours: 'Mo-Fr 08:00-17:00' });
    await office.organisation.setDutyUntil(asMember(lead), { until: inHours(2) });
    await office.organisation.setDutyUntil(asMember(lead), { until: null });
    expect(await office.live(team)).toMatchObject({ duty: { hours: 'Mo-Fr 08:00-17:00' } });
    expect(await office.askedAt(team.position)).toEqual([]);
  });

  it('of a team ends when the last of its members goes on leave, and begins again with a new one', async () => {
    const member = await add();
    const leave = { from: inHours(-1), until: inHours(48) };
    await office.organisation.takeLeave(asMember(lead), leave);
    expect(await office.askedAt(team.position)).toEqual([team.code]);
    await office.organisation.takeLeave(asMember(member), leave);
    expect(await office.askedAt(team.position)).toEqual([]);
    await office.organisation.addMember(baDinh, { ...ask, id: randomUUID(), displayName: 'Hoa' });
    expect(await office.askedAt(team.position)).toEqual([team.code]);
  });

  it('ends once, also when all members go on leave in the same moment', async () => {
    const members = [lead, ...(await Promise.all([1, 2, 3].map((at) => office.organisation.addMember(baDinh, { ...ask, id: randomUUID(), displayName: `Bạn ${at}` })))).map(valueOf)];
    await Promise.all(members.map((member) => office.organisation.takeLeave(asMember(member), { from: inHours(0), until: inHours(5) })));
    expect(await office.askedAt(team.position)).toEqual([]);
    await Promise.all(members.slice(2).map((member) => office.organisation.endLeave(asMember(member), { from: inHours(0), until: inHours(5) })));
    expect(await office.askedAt(team.position)).toEqual([team.code]);
  });

  it('ends for the leave of the whole team, which any member may say and take back', async () => {
    const ofTeam = { code: team.code, from: inHours(0), until: inHours(24) };
    expect(await office.organisation.takeTeamLeave(asOffice('COMMUNE', NGOC_HA), ofTeam)).toMatchObject({ failure: { type: 'NotPermitted' } });
    valueOf(await office.organisation.takeTeamLeave(asMember(lead), ofTeam));
    expect(await office.askedAt(team.position)).toEqual([]);
    valueOf(await office.organisation.changeTeam(baDinh, { code: team.code, revision: 2, serviceHours: 'Mo-Su 00:00-24:00' }));
    expect(await office.askedAt(team.position)).toEqual([]);
    valueOf(await office.organisation.endTeamLeave(baDinh, ofTeam));
    expect(await office.askedAt(team.position)).toEqual([team.code]);
  });

  it('is nobody else\'s to say, and no longer than a day', async () => {
    expect(await office.organisation.setDutyUntil(baDinh, { until: inHours(1) })).toMatchObject({ failure: { type: 'NotPermitted' } });
    for (const until of [inHours(-1), inHours(25)]) {
      expect(await office.organisation.setDutyUntil(asMember(lead), { until })).toMatchObject({ failure: { type: 'InvalidInput', reason: 'DUTY_NOT_AHEAD' } });
    }
    expect(await office.organisation.takeLeave(asMember(lead), { from: inHours(5), until: inHours(1) })).toMatchObject({ failure: { reason: 'LEAVE_NOT_AHEAD' } });
    expect(await office.organisation.takeLeave(asMember(lead), { from: inHours(0), until: inHours(24 * 400) })).toMatchObject({ failure: { reason: 'LEAVE_NOT_AHEAD' } });
  });

  it('said of oneself counts in each of one\'s teams, in two communes or in one', async () => {
    const third = aTeam(1, { code: `V-${number}`, communeCode: BA_DINH, position: { ...team.position, lon: 107 }, serviceHours: 'Mo-Fr 08:00-17:00' });
    for (const one of [{ ...team, serviceHours: 'Mo-Fr 08:00-17:00' }, { ...other, serviceHours: 'Mo-Fr 08:00-17:00' }, third]) await office.teams.changeTeam(one);
    await office.organisation.addToTeam(asOffice('NATIONAL'), { id: lead.id, revision: 1, teamCode: other.code });
    await office.organisation.addToTeam(asOffice('NATIONAL'), { id: lead.id, revision: 2, teamCode: third.code });
    valueOf(await office.organisation.setDutyUntil(asMember(lead), { until: inHours(1) }));
    for (const one of [team, other, third]) expect(await office.askedAt(one.position)).toEqual([one.code]);
  });
});
