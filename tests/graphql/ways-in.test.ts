import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newSecret } from '../../functions/core/ids.ts';
import { createAudit } from '../../functions/audit/audit.ts';
import { aKiosk, aTeam } from '../support/lane.ts';
import { openStation, type OpenStation } from '../support/station.ts';

const team = aTeam(1);
const neighbour = aTeam(2);
const [lan, tuan, stranger] = [`${team.code}-lan`, `${team.code}-tuấn`, `${neighbour.code}-lan`];
const globalId = (memberId: string) => Buffer.from(`Member:${memberId}`).toString('base64');

let station: OpenStation;
let lead: string;
beforeAll(async () => {
  station = await openStation([team, neighbour]);
  lead = await station.signIn(lan);
});
afterAll(() => station.stop());

const officialOf = async (unitCode: string, role: 'COMMUNE' | 'PROVINCE' = 'COMMUNE') => {
  const { accessToken } = await station.identity.openSession({ kind: 'official', officialId: `an-${unitCode}`, role, unitVersion: '2025-07-01', unitCode });
  return `session=${accessToken}`;
};

const problem = '... on Problem { message nextStep }';
const run = async (query: string, variables: object, cookie?: string) => {
  const answer = await station.ask(query, variables, { cookies: cookie === undefined ? [] : [cookie] });
  expect(answer.errors).toEqual([]);
  return Object.values(answer.data ?? {})[0] as unknown as Record<string, unknown> & { __typename: string };
};

const inviting = `mutation ($input: InviteMemberInput!) { inviteMember(input: $input) {
  __typename ${problem} ... on InvitationMade { link invitation { id endsAt member { displayName } team { code } } } } }`;
const invite = (cookie: string | undefined, memberId = tuan, secret = newSecret(), teamCode = team.code) =>
  run(inviting, { input: { member: globalId(memberId), team: teamCode, secret } }, cookie);

const accepting = `mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) {
  __typename ${problem} ... on AcceptInvitationSuccess { member { displayName } viewer { __typename } } } }`;
const open = (link: unknown) => station.ask(accepting, { input: { invitation: String(link).split('#invite=')[1] ?? '', deviceSecret: newSecret() } });
const cookieFrom = (cookies: readonly string[]) => cookies[0]?.split(';')[0] ?? '';

const openOnes = async (cookie: string): Promise<unknown[] | null> => {
  const found = await run(`{ team(code: "${team.code}") { invitations { edges { node { id member { displayName } } } } } }`, {}, cookie);
  return (found['invitations'] as { edges: unknown[] } | null)?.edges ?? null;
};

describe('a lead invites a member', () => {
  test('the link lets that member in, once, and it is in the trail', async () => {
    const made = await invite(lead);
    expect(made).toMatchObject({ __typename: 'InvitationMade', invitation: { member: { displayName: 'Tuấn' }, team: { code: team.code } } });
    const first = await open(made['link']);
    expect(first.data).toEqual({ acceptInvitation: { __typename: 'AcceptInvitationSuccess', member: { displayName: 'Tuấn' }, viewer: { __typename: 'Member' } } });
    expect((await open(made['link'])).data).toMatchObject({ acceptInvitation: { __typename: 'InvitationUsed' } });
    const trail = await createAudit(station.main).ofSubject({ kind: 'MEMBER', id: tuan }, { first: 10 });
    expect(trail.items.map(({ item }) => [item.act, item.by.id, item.detail?.['way'] ?? item.detail?.['change']])).toEqual([
      ['signIn', tuan, 'INVITATION'],
      ['inviteMember', lan, 'INVITED'],
    ]);
  });

  test('sent again after a lost answer it is the same invitation; for somebody else the secret is refused', async () => {
    const secret = newSecret();
    const [one, again] = await Promise.all([invite(lead, tuan, secret), invite(lead, tuan, secret)]);
    expect(again).toEqual(one);
    expect(await invite(lead, lan, secret)).toMatchObject({ __typename: 'IdAlreadyUsed' });
    expect(await invite(lead, tuan, 'short')).toMatchObject({ __typename: 'InvalidInput' });
  });

  test('it stands in the list of open ones until it is used or taken back, and then lets nobody in', async () => {
    const made = await invite(lead);
    const { id } = made['invitation'] as { id: string };
    const isListed = async () => (await openOnes(lead))?.some((edge) => JSON.stringify(edge).includes(id));
    expect(await isListed()).toBe(true);
    const cancelling = `mutation ($id: ID!) { cancelInvitation(input: { invitation: $id }) { __typename ${problem} } }`;
    for (const cookie of [await station.signIn(stranger), await station.signIn(tuan)]) {
      expect(await run(cancelling, { id }, cookie)).toMatchObject({ __typename: 'NotFound' });
    }
    expect(await run(cancelling, { id })).toMatchObject({ __typename: 'NotSignedIn' });
    expect(await run(cancelling, { id }, lead)).toMatchObject({ __typename: 'InvitationCancelled' });
    expect(await isListed()).toBe(false);
    expect((await open(made['link'])).data).toMatchObject({ acceptInvitation: { __typename: 'InvitationUnknown' } });
    expect(await run(cancelling, { id }, lead)).toMatchObject({ __typename: 'NotFound' });
  });

  test('the office of the commune and of the province may too; a member, another lead, another commune and nobody may not', async () => {
    for (const cookie of [await officialOf(team.communeCode), await officialOf('01', 'PROVINCE')]) expect(await invite(cookie)).toMatchObject({ __typename: 'InvitationMade' });
    for (const cookie of [await station.signIn(tuan), await station.signIn(stranger), await officialOf('00008'), await officialOf('79', 'PROVINCE')]) {
      expect(await invite(cookie)).toMatchObject({ __typename: 'NotPermitted' });
      expect(await openOnes(cookie)).toBeNull();
    }
    expect(await invite(undefined)).toMatchObject({ __typename: 'NotSignedIn' });
    expect(await invite(lead, stranger)).toMatchObject({ __typename: 'NotFound' });
    expect(await invite(lead, stranger, newSecret(), 'no-such-team')).toMatchObject({ __typename: 'NotFound' });
  });
});

describe('whoever is signed in', () => {
  const viewer = '{ viewer { __typename ... on Member { displayName } ... on TeamPhone { team { code } } ... on Kiosk { code } } }';

  test.each([
    [{ kind: 'member', memberId: lan }, { __typename: 'Member', displayName: 'Lan' }],
    [{ kind: 'kiosk', kioskCode: aKiosk().code }, { __typename: 'Kiosk', code: aKiosk().code }],
  ] as const)('is told who they are: %o', async (holder, expected) => {
    const { accessToken } = await station.identity.openSession(holder);
    expect(await run(viewer, {}, `session=${accessToken}`)).toEqual(expected);
  });

  test('nobody is nobody, and sees no roster, no invitations and no phones', async () => {
    expect((await station.ask(viewer)).data).toEqual({ viewer: null });
    const seen = await run(`{ team(code: "${team.code}") { members { id } invitations { edges { cursor } } sharedPhones { id } } }`, {});
    expect(seen).toEqual({ members: null, invitations: null, sharedPhones: null });
  });

  test('a member reads the roster of their team, and another team’s is not theirs', async () => {
    const roster = (code: string) => run(`{ team(code: "${code}") { members { displayName } } }`, {}, lead);
    expect(await roster(team.code)).toEqual({ members: [{ displayName: 'Lan' }, { displayName: 'Tuấn' }] });
    expect(await roster(neighbour.code)).toEqual({ members: null });
  });
});

describe('a phone was lost', () => {
  const devices = '{ me { devices { id thisDevice } } }';
  const revokingOne = `mutation ($id: ID!) { revokeDevice(input: { device: $id }) { __typename ${problem} ... on DevicesRevoked { count } } }`;
  const revokingAll = `mutation ($input: RevokeAllDevicesInput!) { revokeAllDevices(input: $input) { __typename ${problem} ... on DevicesRevoked { count } } }`;
  const isIn = async (cookie: string) => (await station.ask('{ viewer { __typename } }', {}, { cookies: [cookie] })).data?.['viewer'] !== null;

  test('the member signs that one out from another phone of theirs, and stays in there', async () => {
    const [lost, kept] = [await station.signIn(stranger), await station.signIn(stranger)];
    const listed = (await run(devices, {}, kept))['devices'] as { id: string; thisDevice: boolean }[];
    expect(listed.filter(({ thisDevice }) => thisDevice)).toHaveLength(1);
    // Of all others, since this member signed in elsewhere in these tests.
    for (const { id } of listed.filter(({ thisDevice }) => !thisDevice)) expect(await run(revokingOne, { id }, kept)).toEqual({ __typename: 'DevicesRevoked', count: 1 });
    expect([await isIn(lost), await isIn(kept)]).toEqual([false, true]);
    expect(await run(revokingOne, { id: listed[0]?.id }, await station.signIn(tuan))).toMatchObject({ __typename: 'NotPermitted' });
    expect(await run(revokingOne, { id: 'nonsense' }, kept)).toMatchObject({ __typename: 'NotFound' });
  });

  test('the lead or the office signs out every phone of the member at once, and the trail says who did', async () => {
    for (const by of [lead, await officialOf(team.communeCode)]) {
      const [one, two] = [await station.signIn(tuan), await station.signIn(tuan)];
      const result = await run(revokingAll, { input: { member: globalId(tuan) } }, by);
      expect(result['count']).toBeGreaterThanOrEqual(2);
      expect([await isIn(one), await isIn(two)]).toEqual([false, false]);
    }
    const trail = await createAudit(station.main).ofSubject({ kind: 'MEMBER', id: tuan }, { first: 50 });
    const revoked = trail.items.filter(({ item }) => item.act === 'revokeDevice');
    expect(revoked.map(({ item }) => item.by.kind)).toEqual(['OFFICIAL', 'MEMBER']);
    const foreign = await station.signIn(stranger);
    expect(await run(revokingAll, { input: { member: globalId(tuan) } }, foreign)).toMatchObject({ __typename: 'NotPermitted' });
    expect(await run(revokingAll, { input: { member: globalId(tuan) } })).toMatchObject({ __typename: 'NotSignedIn' });
  });

  test('a phone that the team shares is set up by a link, and taken away as a whole', async () => {
    const settingUp = `mutation ($input: SetUpTeamPhoneInput!) { setUpTeamPhone(input: $input) { __typename ${problem} ... on InvitationMade { link invitation { member { id } } } } }`;
    const input = { id: randomUUID(), team: team.code, secret: newSecret() };
    expect(await run(settingUp, { input }, await station.signIn(tuan))).toMatchObject({ __typename: 'NotPermitted' });
    const made = await run(settingUp, { input }, lead);
    expect(made).toMatchObject({ __typename: 'InvitationMade', invitation: { member: null } });
    expect(await run(settingUp, { input }, lead)).toEqual(made);
    const opened = await open(made['link']);
    expect(opened.data).toEqual({ acceptInvitation: { __typename: 'AcceptInvitationSuccess', member: null, viewer: { __typename: 'TeamPhone' } } });
    const phone = cookieFrom(opened.cookies);
    expect((await run('{ teamPhone { team { code } } }', {}, phone))['team']).toEqual({ code: team.code });
    const shared = (await run(`{ team(code: "${team.code}") { sharedPhones { id } } }`, {}, lead))['sharedPhones'] as { id: string }[];
    expect(await run(revokingAll, { input: { teamPhone: shared[0]?.id } }, lead)).toEqual({ __typename: 'DevicesRevoked', count: 1 });
    expect(await isIn(phone)).toBe(false);
    expect((await run(`{ team(code: "${team.code}") { sharedPhones { id } } }`, {}, lead))['sharedPhones']).toEqual([]);
  });
});
