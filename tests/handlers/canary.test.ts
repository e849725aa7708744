import { randomUUID } from 'node:crypto';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { marshall } from '@aws-sdk/util-dynamodb';
import type * as contacts from '../../functions/handlers/contacts.ts';
import type * as tableStream from '../../functions/handlers/table-stream.ts';
import { newSecret } from '../../functions/core/ids.ts';
import { aTeam } from '../support/lane.ts';
import { sealWith } from '../support/seal.ts';
import { eventOf, openStation, type OpenStation } from '../support/station.ts';

/** A number that no network gives out, and every form in which it could leak. */
const CANARY = '+84900000427';
const FORMS = ['84900000427', '0900000427', '900000427', '0900 000 427', '900 000 427', Buffer.from(CANARY).toString('base64')];

const leaksIn = (text: string): string[] => FORMS.filter((form) => text.includes(form));

const team = aTeam(1);
const other = aTeam(2);
const written: string[] = [];
const answers: string[] = [];
let station: OpenStation;
let contactsHandler: typeof contacts.handler;
let streamHandler: typeof tableStream.handler;

/** Everything that the handlers print, at the most talkative level. */
const listenToTheLog = (): void => {
  for (const stream of [process.stdout, process.stderr]) {
    const print = stream.write.bind(stream) as (chunk: string | Uint8Array, ...rest: unknown[]) => boolean;
    vi.spyOn(stream, 'write').mockImplementation(((chunk: string | Uint8Array, ...rest: unknown[]) => {
      const line = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
      written.push(line);
      return line.startsWith('{') ? true : print(chunk, ...rest);
    }) as typeof stream.write);
  }
};

beforeAll(async () => {
  listenToTheLog();
  process.env['POWERTOOLS_LOG_LEVEL'] = 'DEBUG';
  process.env['LIVE_ENDPOINT'] = 'http://127.0.0.1:9';
  station = await openStation([team, other]);
  contactsHandler = (await import('../../functions/handlers/contacts.ts')).handler;
  streamHandler = (await import('../../functions/handlers/table-stream.ts')).handler;
});
afterAll(async () => {
  await station.stop();
  vi.restoreAllMocks();
});

/** One GraphQL call whose whole answer is remembered. */
const say = async (query: string, variables: object, headers: Record<string, string> = {}, cookies: readonly string[] = []) => {
  const result = await station.call({
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    cookies,
    body: JSON.stringify({ query, variables }),
  });
  answers.push(JSON.stringify(result));
  return JSON.parse(result.body ?? '{}') as { data: Record<string, unknown> };
};

const openContact = async (requestId: string, token: string) =>
  contactsHandler(eventOf({ method: 'POST', path: `/contacts/${requestId}/open`, headers: { authorization: `Bearer ${token}` } }));

const everything = '__typename id state ticket { number day } hasContact contactGrant { token endpoint expiresAt } history { edges { node { kind reason memberName } } } acceptance { memberName } offer { distanceMetres }';

describe('a telephone number that a resident leaves', () => {
  test('is in no log line, no item of the main table and no answer but the one to the member who accepted', async () => {
    const id = randomUUID();
    const trackingSecret = newSecret();
    const jwe = await sealWith(station.contactKey, JSON.stringify({ phone: CANARY }));
    const asked = await say(
      `mutation ($input: RequestHelpInput!) { requestHelp(input: $input) { __typename ... on RequestHelpSuccess { request { ${everything} } } } }`,
      { input: { id, kiosk: 'demo-walking-street', topic: 'public-services', mode: 'CALL_ME', trackingSecret, contact: { jwe, consentVersion: '2026-11-01' } } },
    );
    expect(asked.data).toMatchObject({ requestHelp: { __typename: 'RequestHelpSuccess', request: { hasContact: true } } });
    const requestId = (asked.data['requestHelp'] as { request: { id: string } }).request.id;

    const [lan, tuan, stranger] = await Promise.all([`${team.code}-lan`, `${team.code}-tuấn`, `${other.code}-lan`].map(station.signIn));
    const grantFor = async (cookie: string | undefined) => {
      const seen = await say(`query ($id: ID!) { node(id: $id) { ... on HelpRequest { ${everything} } } }`, { id: requestId }, {}, [cookie ?? '']);
      return (seen.data['node'] as { contactGrant: { token: string } | null } | null)?.contactGrant ?? null;
    };
    expect(await grantFor(tuan)).toBeNull();
    const accepted = await say(
      `mutation ($input: ChangeHelpRequestInput!) { acceptRequest(input: $input) { __typename ... on HelpRequestChanged { request { ${everything} } } } }`,
      { input: { requestId, changeId: randomUUID() } },
      {},
      [tuan ?? ''],
    );
    expect(accepted.data).toMatchObject({ acceptRequest: { __typename: 'HelpRequestChanged' } });

    // Nobody but the accepting member gets the right to open it: not a member of the same team, not another, not the resident.
    expect(await grantFor(lan)).toBeNull();
    expect(await grantFor(stranger)).toBeNull();
    await say(`{ trackedRequest { ${everything} } }`, {}, { authorization: `Tracking ${id}.${trackingSecret}` });

    const grant = await grantFor(tuan);
    if (grant === null) throw new Error('the accepting member gets no grant');
    const refused = await Promise.all([openContact(id, 'x.y.z'), openContact(randomUUID(), grant.token)]);
    expect(refused.map(({ statusCode }) => statusCode)).toEqual([403, 403]);
    answers.push(...refused.map((result) => JSON.stringify(result)));
    const theOne = await openContact(id, grant.token);
    expect(JSON.parse(theOne.body ?? '')).toEqual({ phone: CANARY });

    // Words with the number in them are refused, and the refusal does not repeat them.
    const forwarded = await say(
      'mutation ($input: ForwardRequestInput!) { forwardRequest(input: $input) { __typename ... on Problem { message nextStep } } }',
      { input: { requestId, changeId: randomUUID(), to: 'POLICE', reason: 'Gọi 0900 000 427' } },
      {},
      [tuan ?? ''],
    );
    expect(forwarded.data).toMatchObject({ forwardRequest: { __typename: 'InvalidInput' } });
    // Sent in the clear by mistake, it is refused and kept nowhere.
    const inTheClear = await say(
      'mutation ($input: RequestHelpInput!) { requestHelp(input: $input) { __typename } }',
      { input: { id: randomUUID(), kiosk: 'demo-walking-street', topic: 'public-services', mode: 'CALL_ME', trackingSecret, contact: { jwe: CANARY, consentVersion: '2026-11-01' } } },
    );
    expect(inTheClear.data).toMatchObject({ requestHelp: { __typename: 'InvalidInput' } });

    const items = (await station.main.client.send(new ScanCommand({ TableName: station.main.name }))).Items ?? [];
    expect(items.some((item) => item['sk'] === 'request')).toBe(true);
    await streamHandler({
      Records: items.map((item) => ({ eventID: randomUUID(), dynamodb: { NewImage: marshall(item, { removeUndefinedValues: true }) } })),
    } as DynamoDBStreamEvent);

    expect(items.flatMap((item) => leaksIn(JSON.stringify(item)))).toEqual([]);
    expect(answers.flatMap(leaksIn)).toEqual([]);
    const sealed = (await station.contacts.client.send(new ScanCommand({ TableName: station.contacts.name }))).Items ?? [];
    expect(sealed).toHaveLength(1);
    expect(sealed.flatMap((item) => leaksIn(JSON.stringify(item)))).toEqual([]);
    expect(written.filter((line) => line.startsWith('{')).length).toBeGreaterThan(8);
    expect(written.flatMap(leaksIn)).toEqual([]);
  });

  test('opens for nobody any more once the resident has taken the request back, though the grant of before has not run out', async () => {
    const id = randomUUID();
    const trackingSecret = newSecret();
    const jwe = await sealWith(station.contactKey, JSON.stringify({ phone: CANARY }));
    const input = { id, kiosk: 'demo-walking-street', topic: 'public-services', mode: 'CALL_ME', trackingSecret, contact: { jwe, consentVersion: '2026-11-01' } };
    const asked = await say('mutation ($input: RequestHelpInput!) { requestHelp(input: $input) { ... on RequestHelpSuccess { request { id } } } }', { input });
    const requestId = (asked.data['requestHelp'] as { request: { id: string } }).request.id;
    const change = { input: { requestId, changeId: randomUUID() } };
    const accepted = await say(
      'mutation ($input: ChangeHelpRequestInput!) { acceptRequest(input: $input) { ... on HelpRequestChanged { request { contactGrant { token } } } } }',
      change,
      {},
      [await station.signIn(`${team.code}-tuấn`)],
    );
    const { token } = (accepted.data['acceptRequest'] as { request: { contactGrant: { token: string } } }).request.contactGrant;
    const cancelled = await say(
      'mutation ($input: ChangeHelpRequestInput!) { cancelRequest(input: $input) { __typename } }',
      { input: { requestId, changeId: randomUUID() } },
      { authorization: `Tracking ${id}.${trackingSecret}` },
    );
    expect(cancelled.data).toEqual({ cancelRequest: { __typename: 'HelpRequestChanged' } });
    const refused = await openContact(id, token);
    expect([refused.statusCode, refused.body]).toEqual([403, JSON.stringify({ code: 'GRANT_REFUSED' })]);
    const items = (await station.main.client.send(new ScanCommand({ TableName: station.main.name }))).Items ?? [];
    // Nothing was opened, so no line says that something was.
    expect(items.filter(({ pk }) => pk === `audit#HELP_REQUEST#${id}`).filter(({ act }) => act === 'openContact')).toEqual([]);
  });
});
