import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { anonymous } from '../../functions/identity/principal.ts';
import type { AddTeam } from '../../functions/teams/administer-teams.ts';
import { catalogue } from '../../functions/topics/catalogue.ts';
import { aMember, asMember, valueOf } from '../support/lane.ts';
import { asOffice, BA_DINH, NGOC_HA, openOffice, SAI_GON, UNIT_VERSION } from '../support/organisation.ts';
import type { Office } from '../support/organisation.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.stop());

const baDinh = asOffice('COMMUNE', BA_DINH);
let number = 0;
let ask: AddTeam;
beforeEach(() => {
  number += 1;
  ask = {
    code: `T-${number}`,
    name: 'Tổ dân phố số 7',
    kind: 'VILLAGE',
    communeCode: BA_DINH,
    position: { lat: 10 + number * 0.1, lon: 105.85 },
    skills: catalogue.skills.map(({ code }) => code),
    languages: ['vi'],
    reachKm: 3,
    capacity: 2,
    serviceHours: '24/7',
    decision: { number: '12/QĐ-UBND', date: '2026-05-04' },
    forming: false,
  };
});
const add = async (changes: Partial<AddTeam> = {}) => {
  office.clock.advance(1000);
  const team = valueOf(await office.organisation.addTeam(baDinh, { ...ask, ...changes }));
  office.clock.advance(1000);
  return team;
};

describe('an office', () => {
  it('sets a team up, which routing asks at once and of which the trail tells', async () => {
    const team = await add();
    expect(team).toMatchObject({ code: ask.code, unitVersion: UNIT_VERSION, status: 'ACTIVE', revision: 1, demonstration: false });
    expect(await office.teams.team(ask.code)).toEqual(team);
    expect(await office.askedAt(ask.position)).toEqual([ask.code]);
    const [line] = await office.trail({ kind: 'TEAM', id: ask.code });
    expect(line).toMatchObject({ act: 'addTeam', by: { kind: 'OFFICIAL', id: 'office-COMMUNE-00004' } });
    expect((await office.trailOfOffice(BA_DINH)).map(({ subject }) => subject.id)).toContain(ask.code);
  });

  it('that sends the same team again gets the same answer, and other content under its code is refused', async () => {
    const team = await add();
    expect(await add()).toEqual(team);
    expect(await office.organisation.addTeam(baDinh, { ...ask, capacity: 9 })).toMatchObject({ ok: false, failure: { type: 'IdAlreadyUsed' } });
    expect(await office.trail({ kind: 'TEAM', id: ask.code })).toHaveLength(1);
  });

  it('writes names in one form, whatever the keyboard made of them', async () => {
    const team = await add({ name: '  Tổ   công nghệ\u0000 số Hòa Bình '.normalize('NFD') });
    expect(team.name).toBe('Tổ công nghệ số Hòa Bình'.normalize('NFC'));
  });

  it.each<[string, Partial<AddTeam>, string, string]>([
    ['a code that is none', { code: 'a b' }, 'NOT_A_TEAM_CODE', 'code'],
    ['no name', { name: ' \u200b ' }, 'EMPTY', 'name'],
    ['a huge name', { name: 'ễ'.repeat(50_000) }, 'TOO_LONG', 'name'],
    ['a commune of nowhere', { communeCode: '99999' }, 'UNKNOWN_UNIT', 'communeCode'],
    ['a province for a commune', { communeCode: '01' }, 'UNKNOWN_UNIT', 'communeCode'],
    ['a list that is no date', { unitVersion: 'now' }, 'UNKNOWN_UNIT', 'unitVersion'],
    ['a place with its coordinates swapped', { position: { lat: 105.85, lon: 21.03 } }, 'OUTSIDE_VIETNAM', 'position'],
    ['a place that is no number', { position: { lat: Number.NaN, lon: 105 } }, 'OUTSIDE_VIETNAM', 'position'],
    ['a skill that nobody has', { skills: ['magic'] }, 'UNKNOWN_SKILL', 'skills'],
    ['no skill', { skills: [] }, 'EMPTY', 'skills'],
    ['a language that nobody speaks', { languages: ['tlh'] }, 'UNKNOWN_LANGUAGE', 'languages'],
    ['a reach around the world', { reachKm: 40_000 }, 'NOT_A_REACH', 'reachKm'],
    ['no capacity', { capacity: 0 }, 'NOT_A_CAPACITY', 'capacity'],
    ['hours that cannot be read', { serviceHours: 'evenings' }, 'NOT_SERVICE_HOURS', 'serviceHours'],
    ['a chat group over plain http', { chatUrl: 'http://zalo.me/g/a' }, 'NOT_A_CHAT_LINK', 'chatUrl'],
    ['a decision of tomorrow', { decision: { number: '1/QĐ', date: '2026-11-22' } }, 'NOT_A_PAST_DAY', 'decision'],
    ['a decision on no day', { decision: { number: '1/QĐ', date: '2026-02-30' } }, 'NOT_A_PAST_DAY', 'decision'],
  ])('is told what is wrong with %s', async (_what, changes, reason, field) => {
    const refused = await office.organisation.addTeam(asOffice('NATIONAL'), { ...ask, ...changes });
    expect(refused).toMatchObject({ ok: false, failure: { type: 'InvalidInput', reason } });
    expect(refused.ok || refused.failure.type !== 'InvalidInput' ? [] : refused.failure.field).toContain(field);
    expect(await office.teams.team(ask.code)).toBeUndefined();
  });

  it('has no say outside its area, and nobody has without signing in', async () => {
    expect(await office.organisation.addTeam(asOffice('COMMUNE', NGOC_HA), ask)).toMatchObject({ failure: { type: 'NotPermitted' } });
    expect(await office.organisation.addTeam(asOffice('PROVINCE', '79'), ask)).toMatchObject({ failure: { type: 'NotPermitted' } });
    expect(await office.organisation.addTeam(anonymous, ask)).toMatchObject({ failure: { type: 'NotSignedIn' } });
    expect((await office.organisation.addTeam(asOffice('PROVINCE', '01'), ask)).ok).toBe(true);
  });

  it('moves a team to another commune only when it answers for both', async () => {
    await add();
    const move = { code: ask.code, revision: 1, communeCode: NGOC_HA };
    expect(await office.organisation.changeTeam(baDinh, move)).toMatchObject({ failure: { type: 'NotPermitted' } });
    const moved = valueOf(await office.organisation.changeTeam(asOffice('PROVINCE', '01'), move));
    expect(moved).toMatchObject({ communeCode: NGOC_HA, revision: 2 });
    expect(await office.live({ code: ask.code, communeCode: BA_DINH })).toBeUndefined();
    expect(await office.askedAt(ask.position)).toEqual([ask.code]);
    expect(await office.organisation.changeTeam(asOffice('PROVINCE', '01'), { ...move, revision: 2, communeCode: SAI_GON })).toMatchObject({ failure: { type: 'NotPermitted' } });
  });
});

describe('a change of a team', () => {
  it('leaves what it does not name, takes away what it says, and tells the trail which fields', async () => {
    await add({ chatUrl: 'https://zalo.me/g/a' });
    const changed = valueOf(await office.organisation.changeTeam(baDinh, { code: ask.code, revision: 1, capacity: 7, chatUrl: null }));
    expect(changed).toMatchObject({ name: ask.name, capacity: 7, decision: ask.decision, revision: 2 });
    expect(changed.chatUrl).toBeUndefined();
    expect((await office.live({ code: ask.code, communeCode: BA_DINH }))?.capacity).toBe(7);
    const [line] = await office.trail({ kind: 'TEAM', id: ask.code });
    expect(line?.detail?.['fields']?.split(' ').sort()).toEqual(['capacity', 'chatUrl']);
  });

  it('from a page that is out of date is refused with the team as it is now', async () => {
    await add();
    await office.organisation.changeTeam(baDinh, { code: ask.code, revision: 1, capacity: 5 });
    const refused = await office.organisation.changeTeam(baDinh, { code: ask.code, revision: 1, capacity: 9 });
    expect(refused).toMatchObject({ failure: { type: 'TeamChangedMeanwhile', team: { capacity: 5, revision: 2 } } });
  });

  it('sent again after its answer was lost succeeds and changes nothing', async () => {
    await add();
    const change = { code: ask.code, revision: 1, capacity: 5 };
    const first = await office.organisation.changeTeam(baDinh, change);
    expect(await office.organisation.changeTeam(baDinh, change)).toEqual(first);
    expect(await office.trail({ kind: 'TEAM', id: ask.code })).toHaveLength(2);
  });

  it('by eight offices at once is made by one, and the others see what it made', async () => {
    await add();
    const answers = await Promise.all(
      [3, 4, 5, 6, 7, 8, 9, 10].map((capacity) => office.organisation.changeTeam(baDinh, { code: ask.code, revision: 1, capacity })),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const now = await office.teams.team(ask.code);
    for (const answer of answers) {
      if (answer.ok) expect(answer.value).toEqual(now);
      else expect(answer.failure).toMatchObject({ type: 'TeamChangedMeanwhile', team: now });
    }
    expect((await office.live({ code: ask.code, communeCode: BA_DINH }))?.capacity).toBe(now?.capacity);
  });

  it('is its lead\'s to make, not that of a member or of a neighbour', async () => {
    await add();
    const [lead, member, neighbour] = [aMember(ask.code, 'Lan', 'LEAD'), aMember(ask.code, 'Tuấn'), aMember('T-other', 'Hoa', 'LEAD')];
    for (const person of [lead, member, neighbour]) await office.teams.saveMember(person);
    const change = { code: ask.code, revision: 1, serviceHours: 'Mo-Su 18:00-21:00' };
    for (const person of [member, neighbour]) {
      expect(await office.organisation.changeTeam(asMember(person), change)).toMatchObject({ failure: { type: 'NotPermitted' } });
    }
    expect((await office.organisation.changeTeam(asMember(lead), change)).ok).toBe(true);
    expect(await office.organisation.changeTeam(baDinh, { code: 'T-nobody', revision: 1 })).toMatchObject({ failure: { type: 'NotFound' } });
  });
});

it('a team that pauses is asked no more, and asked again once it is active', async () => {
  await add();
  const paused = valueOf(await office.organisation.pauseTeam(baDinh, { code: ask.code, revision: 1 }));
  expect(paused).toMatchObject({ status: 'PAUSED', revision: 2 });
  expect(await office.askedAt(ask.position)).toEqual([]);
  await office.organisation.activateTeam(baDinh, { code: ask.code, revision: 2 });
  expect(await office.askedAt(ask.position)).toEqual([ask.code]);
});

it('a province reads in one list what its communes did', async () => {
  await add();
  await office.organisation.addTeam(asOffice('NATIONAL'), { ...ask, code: `${ask.code}-hcm`, communeCode: SAI_GON });
  const ids = (await office.trailOfOffice('01')).map(({ subject }) => subject.id);
  expect(ids[0]).toBe(ask.code);
  expect(ids).not.toContain(`${ask.code}-hcm`);
});
