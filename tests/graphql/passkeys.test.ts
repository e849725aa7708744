import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anAuthenticator } from '../support/authenticator.ts';
import { aTeam } from '../support/lane.ts';
import { openStation, type OpenStation } from '../support/station.ts';

const ORIGIN = 'http://127.0.0.1:4000';
const team = aTeam(1);
const other = aTeam(2);
const lan = `${team.code}-lan`;

let station: OpenStation;
beforeAll(async () => {
  station = await openStation([team, other]);
});
afterAll(() => station.stop());

const problem = '... on Problem { message nextStep }';
type Answered = Record<string, unknown> & { readonly __typename: string };
const run = async (query: string, variables: object = {}, cookie?: string): Promise<Answered & { cookie: string }> => {
  const answer = await station.ask(query, variables, { cookies: cookie === undefined ? [] : [cookie] });
  expect(answer.errors).toEqual([]);
  return { ...(Object.values(answer.data ?? {})[0] as unknown as Answered), cookie: answer.cookies[0]?.split(';')[0] ?? '' };
};

const begin = (cookie?: string) => run(`mutation { beginPasskey { __typename ${problem} ... on PasskeyChallenge { options } } }`, {}, cookie);
const add = (response: string, cookie?: string) =>
  run(`mutation ($response: String!) { addPasskey(input: { response: $response }) { __typename ${problem} ... on PasskeyAdded { passkey { id } } } }`, { response }, cookie);
const question = async () => String((await run('mutation { beginPasskeySignIn { options } }'))['options']);
const signIn = (response: string) =>
  run(`mutation ($response: String!) { signInWithPasskey(input: { response: $response }) { __typename ${problem} ... on SignedIn { viewer { ... on Member { displayName } } } } }`, { response });

/** A member's phone with a passkey that was just added. */
const aPhoneWithPasskey = async (memberId: string) => {
  const cookie = await station.signIn(memberId);
  const phone = anAuthenticator(ORIGIN);
  const added = await add(phone.make(String((await begin(cookie))['options'])), cookie);
  expect(added.__typename).toBe('PasskeyAdded');
  return { cookie, phone, id: (added['passkey'] as { id: string }).id };
};

describe('a member with a passkey', () => {
  test('is in again with it, without an invitation and without saying who they are', async () => {
    const { phone } = await aPhoneWithPasskey(lan);
    const back = await signIn(phone.signIn(await question()));
    expect(back).toMatchObject({ __typename: 'SignedIn', viewer: { displayName: 'Lan' } });
    expect(await run('{ me { displayName } }', {}, back.cookie)).toMatchObject({ displayName: 'Lan' });
  });

  test('answers each challenge once: the same answer again lets nobody in', async () => {
    const { phone } = await aPhoneWithPasskey(lan);
    const answer = phone.signIn(await question());
    const both = await Promise.all([signIn(answer), signIn(answer)]);
    expect(both.map(({ __typename }) => __typename).toSorted()).toEqual(['InvalidInput', 'SignedIn']);
  });

  test('is not in by a copy of the key, which counts from where it was copied', async () => {
    const { phone } = await aPhoneWithPasskey(lan);
    expect((await signIn(phone.signIn(await question()))).__typename).toBe('SignedIn');
    phone.counter -= 1;
    expect(await signIn(phone.signIn(await question()))).toMatchObject({ __typename: 'InvalidInput', cookie: '' });
  });

  test('is not in by an answer that a page of another site got, nor by one to a challenge that we never made', async () => {
    const { phone } = await aPhoneWithPasskey(lan);
    phone.origin = 'https://tram-so.example';
    expect((await signIn(phone.signIn(await question()))).__typename).toBe('InvalidInput');
    phone.origin = ORIGIN;
    expect((await signIn(phone.signIn(JSON.stringify({ challenge: 'c'.repeat(43) })))).__typename).toBe('InvalidInput');
    for (const nonsense of ['', '{', '{}', 'null', JSON.stringify({ id: 'x', response: {} }), 'x'.repeat(20_001)]) {
      expect((await signIn(nonsense)).__typename).toBe('InvalidInput');
    }
  });

  test('takes it away, and then nobody is in with it; a stranger may not', async () => {
    const { phone, cookie, id } = await aPhoneWithPasskey(lan);
    const removing = `mutation ($id: ID!) { removePasskey(input: { passkey: $id }) { __typename ${problem} } }`;
    expect((await run(removing, { id }, await station.signIn(`${other.code}-lan`))).__typename).toBe('NotPermitted');
    expect((await run(removing, { id })).__typename).toBe('NotSignedIn');
    expect((await run(removing, { id }, cookie)).__typename).toBe('PasskeyRemoved');
    expect((await run(removing, { id }, cookie)).__typename).toBe('NotFound');
    expect((await signIn(phone.signIn(await question()))).__typename).toBe('NotFound');
  });

  test('whose phone was lost loses every passkey with it', async () => {
    const tuan = `${team.code}-tuấn`;
    const { phone } = await aPhoneWithPasskey(tuan);
    const member = Buffer.from(`Member:${tuan}`).toString('base64');
    await run('mutation ($member: ID!) { revokeAllDevices(input: { member: $member }) { __typename } }', { member }, await station.signIn(lan));
    expect((await signIn(phone.signIn(await question()))).__typename).toBe('NotFound');
  });
});

describe('adding a passkey', () => {
  test('is for a member on a phone of their own: nobody, a shared phone and a kiosk are refused', async () => {
    expect((await begin()).__typename).toBe('NotSignedIn');
    const phone = await station.identity.openSession({ kind: 'teamPhone', phoneId: 'phone', teamCode: team.code });
    expect((await begin(`session=${phone.accessToken}`)).__typename).toBe('NotPermitted');
  });

  test('needs the answer to one’s own challenge', async () => {
    const mine = await station.signIn(lan);
    const theirs = await station.signIn(`${other.code}-lan`);
    const answer = anAuthenticator(ORIGIN).make(String((await begin(theirs))['options']));
    expect((await add(answer, mine)).__typename).toBe('InvalidInput');
  });

  test('is seen by the member, and not by others', async () => {
    const { cookie } = await aPhoneWithPasskey(`${other.code}-tuấn`);
    const seen = await run('{ me { passkeys { backedUp } } }', {}, cookie);
    expect(seen['passkeys']).toEqual([{ backedUp: false }]);
    const id = Buffer.from(`Member:${other.code}-tuấn`).toString('base64');
    expect((await run('query ($id: ID!) { node(id: $id) { ... on Member { passkeys { id } devices { id } } } }', { id }, await station.signIn(`${other.code}-lan`)))['passkeys']).toHaveLength(1);
  });
});
