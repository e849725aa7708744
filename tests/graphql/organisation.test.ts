import { randomUUID } from 'node:crypto';
import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COUNTRY, keepLine } from '../../functions/audit/audit.ts';
import { answerContacts } from '../../functions/handlers/contacts.ts';
import { contactsParts } from '../../functions/handlers/contacts-parts.ts';
import { toGlobalId } from '../../graphql/base/global-id.ts';
import { aTeam } from '../support/lane.ts';
import { sealWith } from '../support/seal.ts';
import { eventOf, openStation } from '../support/station.ts';
import type { OpenStation } from '../support/station.ts';

/** A number that no network gives out. */
const PHONE = '+84900000427';

const team = aTeam(1, { chatUrl: 'https://zalo.me/g/ba-dinh', decision: { number: '12/QĐ-UBND', date: '2022-05-04' } });
let station: OpenStation;
let baDinh: string;
let ngocHa: string;
let lan: string;
beforeAll(async () => {
  station = await openStation([team, aTeam(2)]);
  const office = async (unitCode: string): Promise<string> => {
    const { accessToken } = await station.identity.openSession({ kind: 'official', officialId: `office-${unitCode}`, role: 'COMMUNE', unitVersion: '2025-07-01', unitCode });
    return `session=${accessToken}`;
  };
  [baDinh, ngocHa, lan] = await Promise.all([office('00004'), office('00008'), station.signIn(`${team.code}-lan`)]);
});
afterAll(() => station.stop());

const ask = async (query: string, variables: object = {}, cookie?: string): Promise<Record<string, unknown>> => {
  const { data, errors } = await station.ask(query, variables, cookie === undefined ? {} : { cookies: [cookie] });
  expect(errors).toEqual([]);
  return data as unknown as Record<string, unknown>;
};
const PROBLEM = '... on Problem { message nextStep } ... on InvalidInput { field }';
const TEAM = `__typename ... on TeamSaved { team { code revision name status } } ... on TeamChangedMeanwhile { team { revision name } } ${PROBLEM}`;
const MEMBER = `__typename ... on MemberSaved { member { id revision displayName organisation hasPhone leaves { from until } dutyUntil } } ${PROBLEM}`;
const trail = '{ auditTrail(first: 10) { edges { node { act by { kind name } subject { kind id } unit { name } detail { name value } } } } }';

describe('the office, through the API', () => {
  it('adds, changes and pauses a team, and is told of what another did meanwhile', async () => {
    const input = { code: 'BD-77', name: 'Tổ dân phố số 77', commune: '00004', position: team.position, skills: team.skills };
    const add = `mutation ($input: AddTeamInput!) { addTeam(input: $input) { ${TEAM} } }`;
    expect(await ask(add, { input }, baDinh)).toMatchObject({ addTeam: { __typename: 'TeamSaved', team: { code: 'BD-77', revision: 1, status: 'ACTIVE' } } });
    expect(await ask(add, { input }, ngocHa)).toMatchObject({ addTeam: { __typename: 'NotPermitted' } });
    expect(await ask(add, { input })).toMatchObject({ addTeam: { __typename: 'NotSignedIn' } });
    // Named as the client sent it.
    expect(await ask(add, { input: { ...input, code: 'BD-78', commune: '99999' } }, baDinh)).toMatchObject({ addTeam: { __typename: 'InvalidInput', field: ['commune'] } });
    const change = `mutation ($input: ChangeTeamInput!) { changeTeam(input: $input) { ${TEAM} } }`;
    const renamed = { code: 'BD-77', revision: 1, name: 'Tổ 77' };
    expect(await ask(change, { input: renamed }, baDinh)).toMatchObject({ changeTeam: { team: { name: 'Tổ 77', revision: 2 } } });
    expect(await ask(change, { input: { ...renamed, name: 'Tổ 78' } }, baDinh)).toMatchObject({ changeTeam: { __typename: 'TeamChangedMeanwhile', team: { name: 'Tổ 77', revision: 2 } } });
    expect(await ask(change, { input: { ...renamed, revision: 2, chatUrl: 'http://x.vn' } }, baDinh)).toMatchObject({
      changeTeam: { __typename: 'InvalidInput', field: ['chatUrl'], message: 'Đường dẫn nhóm chat không dùng được.' },
    });
    const pause = `mutation ($input: TeamRevisionInput!) { pauseTeam(input: $input) { ${TEAM} } }`;
    expect(await ask(pause, { input: { code: 'BD-77', revision: 2 } }, baDinh)).toMatchObject({ pauseTeam: { team: { status: 'PAUSED' } } });
    expect(await ask(`{ team(code: "BD-77") ${trail} }`, {}, baDinh)).toMatchObject({
      team: { auditTrail: { edges: [{ node: { act: 'pauseTeam', by: { kind: 'OFFICIAL' }, unit: { name: 'Phường Ba Đình' } } }, { node: { act: 'changeTeam' } }, { node: { act: 'addTeam' } }] } },
    });
  });

  it('shows the trail of its commune to itself and to nobody beside it', async () => {
    const query = `{ adminUnit(code: "00004") ${trail} }`;
    expect(await ask(query, {}, baDinh)).toMatchObject({ adminUnit: { auditTrail: { edges: expect.arrayContaining([expect.anything()]) as unknown } } });
    for (const cookie of [ngocHa, lan, undefined]) expect(await ask(query, {}, cookie)).toEqual({ adminUnit: { auditTrail: null } });
  });
});

describe('the trail of the country', () => {
  it('is read by the national level, the latest first and page by page under all lists, and by no other office', async () => {
    const nationalOffice = async (role: 'NATIONAL' | 'OPERATOR'): Promise<string> => {
      const { accessToken } = await station.identity.openSession({ kind: 'official', officialId: `office-${role}`, role, unitVersion: '2025-07-01' });
      return `session=${accessToken}`;
    };
    const imported = (unitVersion: string, at: string) =>
      keepLine(station.main, {
        id: randomUUID(),
        at,
        act: 'importUnits',
        by: { kind: 'OFFICIAL', id: 'office-OPERATOR' },
        subject: { kind: 'UNIT_LIST', id: unitVersion },
        office: { unitVersion, unitCode: COUNTRY },
      });
    await imported('2025-07-01', '2026-11-23T02:00:00.000Z');
    await imported('2025-07-01', '2026-11-23T03:00:00.000Z');
    const query = '{ countryAuditTrail(first: 1) { edges { node { at act subject { kind id } unit { name } } } pageInfo { hasNextPage endCursor } } }';
    const [national, operator] = [await nationalOffice('NATIONAL'), await nationalOffice('OPERATOR')];
    const { countryAuditTrail: latest } = (await ask(query, {}, national)) as { countryAuditTrail: { pageInfo: { endCursor: string } } };
    expect(latest).toMatchObject({
      edges: [{ node: { at: '2026-11-23T03:00:00.000Z', act: 'importUnits', subject: { kind: 'UNIT_LIST', id: '2025-07-01' }, unit: null } }],
      pageInfo: { hasNextPage: true },
    });
    expect(await ask(query.replace('first: 1', `first: 1, after: "${latest.pageInfo.endCursor}"`), {}, national)).toMatchObject({
      countryAuditTrail: { edges: [{ node: { at: '2026-11-23T02:00:00.000Z' } }], pageInfo: { hasNextPage: false } },
    });
    for (const cookie of [operator, baDinh, lan, undefined]) expect(await ask(query, {}, cookie)).toEqual({ countryAuditTrail: null });
  });
});

describe('a team, to whoever asks', () => {
  const query = `{ team(code: "${team.code}") { kind revision decision { number date } chatUrl serviceHours leaves { from } mergedInto { code } auditTrail { edges { node { act } } } } }`;
  it('shows its decision to everybody, and its chat group to its own people and its office', async () => {
    const open = { kind: 'VILLAGE', decision: team.decision, serviceHours: '24/7', leaves: [], mergedInto: null };
    expect(await ask(query)).toMatchObject({ team: { ...open, chatUrl: null, auditTrail: null } });
    expect(await ask(query, {}, ngocHa)).toMatchObject({ team: { ...open, chatUrl: null, auditTrail: null } });
    for (const cookie of [lan, baDinh]) expect(await ask(query, {}, cookie)).toMatchObject({ team: { chatUrl: team.chatUrl, auditTrail: { edges: [] } } });
  });
});

describe('duty, from the phone', () => {
  it('is taken until an hour, and left', async () => {
    const until = new Date(Date.now() + 3_600_000).toISOString();
    expect(await ask(`mutation ($input: DutyUntilInput!) { setDutyUntil(input: $input) { ${MEMBER} } }`, { input: { until } }, lan)).toMatchObject({ setDutyUntil: { member: { dutyUntil: until } } });
    const leave = { from: new Date(Date.now() - 1000).toISOString(), until: new Date(Date.now() + 86_400_000).toISOString() };
    expect(await ask(`mutation ($input: LeaveInput!) { takeLeave(input: $input) { ${MEMBER} } }`, { input: leave }, lan)).toMatchObject({ takeLeave: { member: { dutyUntil: null, leaves: [{ until: leave.until }] } } });
    expect(await ask(`mutation ($input: LeaveInput!) { endLeave(input: $input) { ${MEMBER} } }`, { input: leave }, lan)).toMatchObject({ endLeave: { member: { leaves: [] } } });
    const ofTeam = { code: team.code, ...leave };
    expect(await ask(`mutation ($input: TeamLeaveInput!) { takeTeamLeave(input: $input) { __typename } }`, { input: ofTeam }, lan)).toEqual({ takeTeamLeave: { __typename: 'TeamSaved' } });
    expect(await ask(`{ team(code: "${team.code}") { onDuty } }`)).toEqual({ team: { onDuty: false } });
    expect(await ask(`mutation ($input: TeamLeaveInput!) { endTeamLeave(input: $input) { __typename } }`, { input: ofTeam }, baDinh)).toEqual({ endTeamLeave: { __typename: 'TeamSaved' } });
    expect(await ask(`{ team(code: "${team.code}") { onDuty } }`)).toEqual({ team: { onDuty: true } });
  });
});

describe("a member's own number", () => {
  const add = async (): Promise<{ id: string; own: string }> => {
    const own = randomUUID();
    const phone = await sealWith(station.contactKey, JSON.stringify({ phone: PHONE }));
    const input = { id: own, team: team.code, displayName: 'Giàng A Tủa', organisation: 'FARMERS_UNION', phone };
    const added = await ask(`mutation ($input: AddMemberInput!) { addMember(input: $input) { ${MEMBER} } }`, { input }, lan);
    expect(added).toMatchObject({ addMember: { member: { id: toGlobalId('Member', own), hasPhone: true, organisation: 'FARMERS_UNION' } } });
    return { id: toGlobalId('Member', own), own };
  };
  const grantFor = async (id: string, cookie?: string) =>
    ((await ask('query ($id: ID!) { node(id: $id) { ... on Member { phoneGrant { token endpoint } } } }', { id }, cookie))['node'] as { phoneGrant: { token: string; endpoint: string } | null } | null)?.phoneGrant;
  const event = ({ token, endpoint }: { token: string; endpoint: string }) => eventOf({ method: 'POST', path: endpoint, headers: { authorization: `Bearer ${token}` } });

  it('is opened for their lead, with a line in the trail that they themselves can read', async () => {
    const { id, own } = await add();
    expect(await grantFor(id)).toBeUndefined();
    expect(await grantFor(id, ngocHa)).toBeUndefined();
    expect(await grantFor(id, await station.signIn(`${team.code}-tuấn`))).toBeNull();
    const grant = await grantFor(id, lan);
    if (grant === null || grant === undefined) throw new Error('The lead gets no grant.');
    const themselves = await station.signIn(own);
    const opened = await answerContacts(contactsParts(), event(grant));
    expect([opened.statusCode, JSON.parse(opened.body ?? '')]).toEqual([200, { phone: PHONE }]);
    const read = await ask(`query ($id: ID!) { node(id: $id) { ... on Member ${trail} } }`, { id }, themselves);
    const lines = (read as { node: { auditTrail: { edges: { node: { act: string } }[] } } }).node.auditTrail.edges.map(({ node }) => node);
    expect(lines[0]).toMatchObject({ act: 'openContact', by: { kind: 'MEMBER', name: 'Lan' }, unit: { name: 'Phường Ba Đình' } });
    expect(lines.map(({ act }) => act)).toContain('addMember');
    const { Item } = await station.main.client.send(new GetCommand({ TableName: station.main.name, Key: { pk: `member#${own}`, sk: 'member' } }));
    expect(JSON.stringify(Item)).not.toContain('jwe');
  });

  it('is not given when the line cannot be written, nor by the grant of another', async () => {
    const { id, own } = await add();
    const grant = await grantFor(id, lan);
    if (grant === null || grant === undefined) throw new Error('The lead gets no grant.');
    let opened = 0;
    const parts = contactsParts();
    const watched = { ...parts, openContact: (of: Parameters<typeof parts.openContact>[0]) => { opened += 1; return parts.openContact(of); } };
    const broken = { ...watched, recordOpening: () => Promise.reject(new Error('The table does not answer.')) };
    await expect(answerContacts(broken, event(grant))).rejects.toThrow('does not answer');
    expect(opened).toBe(0);
    const other = await answerContacts(watched, eventOf({ method: 'POST', path: `/contacts/${own}/open`, headers: { authorization: `Bearer ${grant.token}` } }));
    expect(other.statusCode).toBe(403);
    expect(opened).toBe(0);
    const lines = await station.main.client.send(
      new QueryCommand({ TableName: station.main.name, KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': `audit#MEMBER#${own}` } }),
    );
    expect(lines.Items?.map(({ act }) => String(act))).toEqual(['addMember']);
  });
});
