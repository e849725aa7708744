import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeJwt } from 'jose';
import { newSecret } from '../../functions/core/ids.ts';
import { createApiHandler } from '../../functions/handlers/graphql.ts';
import { apiSettings } from '../../functions/handlers/settings.ts';
import { wire } from '../../functions/handlers/wiring.ts';
import { aTeam } from '../support/lane.ts';
import { answerOf, eventOf, openStation, type OpenStation } from '../support/station.ts';

const team = aTeam(1);
const other = aTeam(2);

let station: OpenStation;
beforeAll(async () => {
  station = await openStation([team, other]);
});
afterAll(() => station.stop());

const accept = `mutation ($invitation: String!, $deviceSecret: String!) {
  acceptInvitation(input: { invitation: $invitation, deviceSecret: $deviceSecret }) {
    __typename
    ... on AcceptInvitationSuccess { member { displayName teams { role team { code } } } }
    ... on Problem { message nextStep }
    ... on InvalidInput { field }
  }
}`;

const cookieOf = (cookies: readonly string[]): string => cookies[0]?.split(';')[0] ?? '';

describe('a member opens the invitation that the lead gave them', () => {
  test('they are signed in on this device, by a cookie that no script can read', async () => {
    const invitation = await station.identity.invite(`${team.code}-lan`);
    const answer = await station.ask(accept, { invitation, deviceSecret: newSecret() });
    expect(answer.data).toMatchObject({
      acceptInvitation: {
        __typename: 'AcceptInvitationSuccess',
        member: { displayName: 'Lan', teams: [{ role: 'LEAD', team: { code: team.code } }] },
      },
    });
    expect(answer.cookies).toHaveLength(2);
    expect(answer.cookies[1]).toMatch(/^session-refresh=[\w.-]+; Path=\/session; Max-Age=\d+; HttpOnly; SameSite=Strict$/);
    expect(answer.cookies[0]).toMatch(/^session=[\w.-]+; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Strict$/);
    const me = await station.ask('{ me { displayName } }', {}, { cookies: [cookieOf(answer.cookies)] });
    expect(me.data).toEqual({ me: { displayName: 'Lan' } });
  });

  test('of nine who open it at once exactly one gets in', async () => {
    const invitation = await station.identity.invite(`${team.code}-lan`);
    const answers = await Promise.all(Array.from({ length: 9 }, () => station.ask(accept, { invitation, deviceSecret: newSecret() })));
    const names = answers.map(({ data }) => (data as unknown as { acceptInvitation: { __typename: string } }).acceptInvitation.__typename);
    expect(names.filter((name) => name === 'AcceptInvitationSuccess')).toHaveLength(1);
    expect(names.filter((name) => name === 'InvitationUsed')).toHaveLength(8);
    expect(answers.filter(({ cookies }) => cookies.length > 0)).toHaveLength(1);
  });

  test('opened again on the same device it gives the same answer, on another it is used', async () => {
    const invitation = await station.identity.invite(`${team.code}-lan`);
    const first = await station.ask(accept, { invitation, deviceSecret: newSecret() });
    const again = await station.ask(accept, { invitation, deviceSecret: newSecret() }, { cookies: [cookieOf(first.cookies)] });
    expect(again.data).toEqual(first.data);
    expect(again.cookies).toHaveLength(1);
    const elsewhere = await station.ask(accept, { invitation, deviceSecret: newSecret() });
    expect(elsewhere.data).toEqual({
      acceptInvitation: {
        __typename: 'InvitationUsed',
        message: 'Thư mời này đã có người dùng.',
        nextStep: 'Xin tổ trưởng gửi thư mời mới.',
      },
    });
    expect(elsewhere.cookies).toEqual([]);
  });

  test('a link that nobody made, and a link cut short, each say what to do', async () => {
    const unknown = await station.ask(accept, { invitation: 'x'.repeat(43), deviceSecret: newSecret() }, { headers: { 'accept-language': 'en' } });
    expect(unknown.data).toMatchObject({ acceptInvitation: { __typename: 'InvitationUnknown', nextStep: 'Ask the team lead for a new one.' } });
    const short = await station.ask(accept, { invitation: 'x', deviceSecret: newSecret() });
    expect(short.data).toMatchObject({ acceptInvitation: { __typename: 'InvalidInput', field: ['invitation'] } });
  });
});

describe('a member at work', () => {
  test('signing out ends the session for good, also for whoever kept the cookie', async () => {
    const cookie = await station.signIn(`${team.code}-lan`);
    const out = await station.ask('mutation { signOut { signedOut } }', {}, { cookies: [cookie] });
    expect(out.data).toEqual({ signOut: { signedOut: true } });
    expect(out.cookies[0]).toMatch(/^session=; Path=\/; Max-Age=0; HttpOnly; SameSite=Strict$/);
    expect((await station.ask('{ me { id } }', {}, { cookies: [cookie] })).data).toEqual({ me: null });
  });

  test('they see people of their own team, and nobody else does', async () => {
    const query = 'query ($id: ID!) { node(id: $id) { ... on Member { displayName } } }';
    const lan = { id: Buffer.from(`Member:${team.code}-lan`).toString('base64') };
    const mate = await station.signIn(`${team.code}-tuấn`);
    const stranger = await station.signIn(`${other.code}-lan`);
    expect((await station.ask(query, lan, { cookies: [mate] })).data).toEqual({ node: { displayName: 'Lan' } });
    expect((await station.ask(query, lan, { cookies: [stranger] })).data).toEqual({ node: null });
    expect((await station.ask(query, lan)).data).toEqual({ node: null });
  });

  test('their team’s queue is theirs alone', async () => {
    const query = `{ team(code: "${team.code}") { queue { edges { node { id } } pageInfo { hasNextPage } } } }`;
    const mine = await station.signIn(`${team.code}-lan`);
    const others = await station.signIn(`${other.code}-lan`);
    expect((await station.ask(query, {}, { cookies: [mine] })).data).toEqual({ team: { queue: { edges: [], pageInfo: { hasNextPage: false } } } });
    expect((await station.ask(query, {}, { cookies: [others] })).data).toEqual({ team: { queue: null } });
  });

  test('who leaves the team sees nothing of it from then on, with the session that they have', async () => {
    const mate = await station.signIn(`${team.code}-tuấn`);
    const [cookies, member] = [[mate], Buffer.from(`Member:${team.code}-tuấn`).toString('base64')];
    const asked = `{ me { teams { team { code } } } team(code: "${team.code}") { members { id } queue { pageInfo { hasNextPage } } } }`;
    expect((await station.ask(asked, {}, { cookies })).data).toMatchObject({ me: { teams: [{ team: { code: team.code } }] }, team: { queue: { pageInfo: {} } } });
    const revision = (await station.teamRecords.member(`${team.code}-tuấn`))?.revision;
    const left = await station.ask(
      'mutation ($input: MemberInTeamInput!) { removeFromTeam(input: $input) { __typename } }',
      { input: { memberId: member, revision, team: team.code } },
      { cookies: [await station.signIn(`${team.code}-lan`)] },
    );
    expect(left).toMatchObject({ errors: [], data: { removeFromTeam: { __typename: 'MemberSaved' } } });
    expect((await station.ask(asked, {}, { cookies })).data).toEqual({ me: { teams: [] }, team: { members: null, queue: null } });
  });

  test.each(['session=', 'session=x.y.z', 'session=eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.', '__Host-session=x'])(
    'a cookie like “%s” counts for nothing, and is no error',
    async (cookie) => {
      const answer = await station.ask('{ me { id } }', {}, { cookies: [cookie] });
      expect(answer).toMatchObject({ data: { me: null }, errors: [] });
    },
  );
});

describe('a station that is reached over HTTPS', () => {
  test('gives a cookie that only HTTPS and only this host carries, and asks browsers to stay with HTTPS', async () => {
    const handler = await createApiHandler(await wire(apiSettings({ ...process.env, STATION_ORIGIN: 'https://tram.example' })));
    const ask = async (query: string, variables: object, cookies: string[] = []) => {
      const headers = { 'content-type': 'application/json' };
      return answerOf(await handler(eventOf({ method: 'POST', headers, cookies, body: JSON.stringify({ query, variables }) })));
    };
    const answer = await ask(accept, { invitation: await station.identity.invite(`${team.code}-lan`), deviceSecret: newSecret() });
    expect(answer.cookies[0]).toMatch(/^__Host-session=[\w.-]+; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Strict; Secure$/);
    expect(answer.headers['strict-transport-security']).toMatch(/^max-age=\d{8}/);
    const { data } = await ask('{ me { displayName } }', {}, [cookieOf(answer.cookies)]);
    expect(data).toEqual({ me: { displayName: 'Lan' } });
    const renamed = cookieOf(answer.cookies).replace('__Host-', '');
    expect((await ask('{ me { displayName } }', {}, [renamed])).data).toEqual({ me: null });
  });
});

describe('a phone whose access token expired', () => {
  const me = '{ me { displayName } }';
  const post = (cookies: readonly string[]) => station.call({ method: 'POST', path: '/session/refresh', cookies });

  /** A token that ran out long ago under a key that is gone, for the session of these cookies: what a phone in a drawer shows. */
  const expiredOf = (cookie: string): string => {
    const claims = { ...decodeJwt(cookie.split('=')[1] ?? ''), exp: 1_700_000_000 };
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    return `session=${part({ alg: 'EdDSA', kid: 'long-gone' })}.${part(claims)}.${'s'.repeat(86)}`;
  };

  test('is told so, fetches a new one, and is in again', async () => {
    const signedIn = await station.ask(accept, { invitation: await station.identity.invite(`${team.code}-lan`), deviceSecret: newSecret() });
    const [access = '', refresh = ''] = signedIn.cookies.map((cookie) => cookie.split(';')[0] ?? '');
    const expired = await station.ask(me, {}, { cookies: [expiredOf(access)], headers: { 'accept-language': 'en' } });
    expect([expired.status, expired.data, expired.errors[0]?.extensions['code']]).toEqual([401, undefined, 'SESSION_EXPIRED']);
    const refreshed = await post([expiredOf(access), refresh]);
    expect([refreshed.statusCode, refreshed.cookies?.length]).toEqual([200, 2]);
    expect((await station.ask(me, {}, { cookies: [cookieOf(refreshed.cookies ?? [])] })).data).toEqual({ me: { displayName: 'Lan' } });
  });

  test('is still read as a resident when it shows a tracking link', async () => {
    const access = await station.signIn(`${team.code}-lan`);
    const headers = { authorization: `Tracking c0000000-0000-4000-8000-000000000427.${'S'.repeat(43)}` };
    expect(await station.ask(me, {}, { cookies: [expiredOf(access)], headers })).toMatchObject({ status: 200, data: { me: null } });
  });

  test('without a session to renew is told that it ended, and keeps no cookie', async () => {
    const ended = await post(['session-refresh=nonsense']);
    expect([ended.statusCode, (JSON.parse(ended.body ?? '') as { errors: { extensions: object }[] }).errors[0]?.extensions]).toMatchObject([401, { code: 'SESSION_ENDED' }]);
    expect(ended.cookies).toEqual([
      'session=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict',
      'session-refresh=; Path=/session; Max-Age=0; HttpOnly; SameSite=Strict',
    ]);
    expect((await station.call({ path: '/session/refresh' })).statusCode).toBe(405);
  });
});
