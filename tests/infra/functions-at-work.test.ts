import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { CompactEncrypt, importJWK, type JWK } from 'jose';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../functions/core/clock.ts';
import { newSecret } from '../../functions/core/ids.ts';
import { createIdentity } from '../../functions/identity/identity.ts';
import { parseSigningKeys } from '../../functions/identity/signing-keys.ts';
import { createRateLimits } from '../../functions/rate-limits/rate-limits.ts';
import { readRoutingState } from '../../functions/routing/snapshot-store.dynamo.ts';
import { FOLD_AT } from '../../functions/routing/team-change-writes.dynamo.ts';
import { mainTable } from '../../functions/storage/tables.ts';
import { functions, type FunctionName } from '../../infra/functions.ts';
import { aTeam, openLane, type Lane } from '../support/lane.ts';
import { httpEvent, startLambda, type HttpCall, type LambdaProcess } from './lambda-process.ts';
import { deploy, functionOf, grantsOf, makeServiceKeys, settingsOf, type Deployed, type ServiceKeys } from './recorded-deployment.ts';
import { outputOf } from './recording-globals.ts';
import { watchEngine, type WatchingEngine } from './watching-engine.ts';

/**
 * The functions as they would be deployed, each from its bundle, in a process of its own with exactly the settings that
 * sst.config.ts gives it, on the real engine. One resident and one member use them from tap to call; then what each
 * function asked of the tables is held against what it may.
 */

const names = functions.map(({ name }) => name);
const station = 'https://station.example';
/** Nobody's: made of ones, since no range of Vietnamese numbers is set aside for tests. */
const phone = '+84911111111';

let keys: ServiceKeys;
let deployed: Deployed;
let lane: Lane;
let phones: Server;
const postedTo: string[] = [];
/** 410 once the phone has left without a word, as API Gateway says it. */
let phonesAnswer = 200;
const watching = new Map<FunctionName, WatchingEngine>();
const running = new Map<FunctionName, LambdaProcess>();

/** As if the phone had connected five minutes ago: one that is just connecting is not forgotten. */
const makeOlderThanItsHandshake = async (connectionId: string): Promise<void> => {
  const { code, communeCode } = aTeam(1);
  for (const pk of [`team#${code}`, `commune#${communeCode}`]) {
    await lane.main.client.send(
      new UpdateCommand({
        TableName: lane.main.name,
        Key: { pk, sk: `connection#${connectionId}` },
        UpdateExpression: 'SET expiresAt = expiresAt - :seconds',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeValues: { ':seconds': 300 },
      }),
    );
  }
};

const started = <Thing>(things: ReadonlyMap<FunctionName, Thing>, name: FunctionName): Thing => {
  const found = things.get(name);
  if (found === undefined) throw new Error(`${name} is not running.`);
  return found;
};

beforeAll(async () => {
  for (const name of ['ALARM_EMAIL', 'STATION_DOMAIN', 'CONTACTS_DYNAMODB_ENDPOINT']) vi.stubEnv(name, undefined);
  keys = await makeServiceKeys();
  deployed = await deploy('at-work', keys);
  lane = await openLane([aTeam(1)]);
  phones = createServer((request, response) => {
    postedTo.push(String(request.url));
    response.writeHead(phonesAnswer, phonesAnswer === 410 ? { 'x-amzn-errortype': 'GoneException' } : {}).end();
  }).listen(0, '127.0.0.1');
  await once(phones, 'listening');
  const liveEndpoint = `http://127.0.0.1:${(phones.address() as AddressInfo).port}/live`;
  for (const name of names) {
    const watched = await watchEngine(lane.endpoint);
    watching.set(name, watched);
    const given = settingsOf(deployed, name);
    const local = { MAIN_TABLE: lane.main.name, CONTACTS_TABLE: lane.contacts.name, LIVE_ENDPOINT: liveEndpoint };
    const settings = Object.fromEntries(
      Object.entries({ ...given, ...local }).filter(([setting]) => given[setting] !== undefined),
    );
    const bundle = join(String(functionOf(deployed, name).args['bundle']), 'index.mjs');
    running.set(name, await startLambda(bundle, { ...settings, DYNAMODB_ENDPOINT: watched.endpoint }));
  }
}, 240_000);

afterAll(async () => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  for (const lambda of running.values()) await lambda.stop();
  for (const watched of watching.values()) await watched.stop();
  phones.closeAllConnections();
  phones.close();
  await lane.stop();
});

type HttpAnswer = { readonly statusCode: number; readonly body: string; readonly cookies?: readonly string[] };
type Reply = { readonly data: Record<string, unknown>; readonly errors?: unknown };

const call = async (name: FunctionName, asked: HttpCall, cookies?: string[]): Promise<HttpAnswer> =>
  (await started(running, name).invoke({ ...httpEvent(asked), ...(cookies === undefined ? {} : { cookies }) })) as HttpAnswer;

const graphql = async (query: string, variables: object = {}, cookies?: string[]): Promise<Reply & { cookies: readonly string[] }> => {
  const answer = await call('graphql', { method: 'POST', path: '/graphql', body: JSON.stringify({ query, variables }) }, cookies);
  expect(answer.statusCode).toBe(200);
  const reply = JSON.parse(answer.body) as Reply;
  expect(reply.errors).toBeUndefined();
  return { ...reply, cookies: answer.cookies ?? [] };
};

const requestId = randomUUID();
const trackingSecret = newSecret();
let cookie: string;

const connectPhone = (connectionId: string, origin = station) =>
  started(running, 'live').invoke({
    headers: { Cookie: cookie, Origin: origin },
    requestContext: { routeKey: '$connect', eventType: 'CONNECT', connectionId },
  });

/** A row of the main table as the table's stream tells of it. */
const changeOf = async (pk: string, sk: string): Promise<object> => {
  const key = { pk: { S: pk }, sk: { S: sk } };
  const { Item } = await lane.main.client.send(new GetItemCommand({ TableName: lane.main.name, Key: key, ConsistentRead: true }));
  return {
    Records: [
      {
        eventID: '1',
        eventName: 'INSERT',
        eventSource: 'aws:dynamodb',
        awsRegion: 'ap-southeast-1',
        dynamodb: { Keys: key, NewImage: Item, SequenceNumber: '1', StreamViewType: 'NEW_AND_OLD_IMAGES' },
      },
    ],
  };
};

describe('the deployed functions', () => {
  it('answer who they are', async () => {
    expect((await graphql('{ __typename }')).data).toEqual({ __typename: 'Query' });
    expect((await call('graphql', { method: 'GET', path: '/health' })).statusCode).toBe(200);
  });

  it('let a member sign in by an invitation', async () => {
    const identity = createIdentity(lane.main, await parseSigningKeys(keys.signing), systemClock, {
      secure: true,
      takeTry: createRateLimits(lane.main, new Uint8Array(32), systemClock).takeTry,
    });
    const invitation = await identity.invite(lane.memberOf(aTeam(1)).id);
    const { data, cookies } = await graphql(
      'mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { __typename } }',
      { input: { invitation, deviceSecret: newSecret() } },
    );
    expect(data).toEqual({ acceptInvitation: { __typename: 'AcceptInvitationSuccess' } });
    cookie = String(cookies[0]).split(';', 1)[0] ?? '';
    expect(cookie).toMatch(/^__Host-session=/);
  });

  it('open the live line for that member’s phone on a page of the station, and for no other page', async () => {
    expect(await connectPhone('phone-of-tuan')).toMatchObject({ statusCode: 200 });
    expect(await connectPhone('stranger', 'https://elsewhere.example')).toMatchObject({ statusCode: 403 });
  });

  it('take a resident’s request with a contact sealed on the kiosk', async () => {
    const { data } = await graphql('{ contactSealing { publicKey consent { version } } }');
    const { publicKey, consent } = data['contactSealing'] as { publicKey: string; consent: { version: string } };
    const jwk = JSON.parse(publicKey) as JWK;
    const jwe = await new CompactEncrypt(new TextEncoder().encode(JSON.stringify({ phone })))
      .setProtectedHeader({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM', kid: String(jwk.kid) })
      .encrypt(await importJWK(jwk, 'ECDH-ES+A256KW'));
    const asked = lane.ask({ id: requestId });
    const { data: answer } = await graphql(
      `mutation ($input: RequestHelpInput!) {
        requestHelp(input: $input) { __typename ... on RequestHelpSuccess { request { state offer { team { name } } } } }
      }`,
      {
        input: {
          id: requestId,
          kiosk: asked.kiosk,
          topic: asked.topic,
          mode: 'CALL_ME',
          trackingSecret,
          contact: { jwe, consentVersion: consent.version },
        },
      },
    );
    expect(answer).toEqual({
      requestHelp: { __typename: 'RequestHelpSuccess', request: { state: 'WAITING', offer: { team: { name: aTeam(1).name } } } },
    });
  });

  it('tell the phone of it', async () => {
    expect(await started(running, 'table-stream').invoke(await changeOf(`request#${requestId}`, 'request'))).toEqual({ batchItemFailures: [] });
    expect(postedTo).toEqual(['/live/@connections/phone-of-tuan']);
  });

  it('show the member what waits, where help is near and what happened', async () => {
    const { data } = await graphql(
      `query ($at: PositionInput!, $topic: String!) {
        me { teams { team { queue(first: 1) { edges { node { state history(first: 2) { edges { node { kind } } } } } } } } }
        nearestTeams(at: $at, topic: $topic) { edges { node { __typename } } }
      }`,
      { at: aTeam(1).position, topic: lane.ask().topic },
      [cookie],
    );
    expect(JSON.stringify(data['me'])).toContain('{"state":"WAITING","history":{"edges":[{"node":{"kind":"REQUESTED"}}]}}');
    expect(data['nearestTeams']).toMatchObject({ edges: [{}] });
  });

  it('let the member accept, and show the number to that member alone', async () => {
    const { data } = await graphql(
      `mutation ($input: ChangeHelpRequestInput!) {
        acceptRequest(input: $input) { __typename ... on HelpRequestChanged { request { state contactGrant { token endpoint } } } }
      }`,
      { input: { requestId, changeId: randomUUID() } },
      [cookie],
    );
    const accepted = data['acceptRequest'] as { request: { state: string; contactGrant: { token: string; endpoint: string } } };
    expect(accepted.request.state).toBe('ACCEPTED');
    const { token, endpoint } = accepted.request.contactGrant;
    const open = (bearer: string) => call('contacts', { method: 'POST', path: endpoint, headers: { authorization: `Bearer ${bearer}` } });
    expect(await open(token)).toMatchObject({ statusCode: 200, body: JSON.stringify({ phone }) });
    expect(await open(`${token.slice(0, -4)}AAAA`)).toMatchObject({ statusCode: 403 });
  });

  it('forget the phone when it closes', async () => {
    const closed = await started(running, 'live').invoke({ requestContext: { routeKey: '$disconnect', eventType: 'DISCONNECT', connectionId: 'phone-of-tuan' } });
    expect(closed).toMatchObject({ statusCode: 200 });
    postedTo.length = 0;
    await started(running, 'table-stream').invoke(await changeOf(`request#${requestId}`, 'request'));
    expect(postedTo).toEqual([]);
  });

  it('forget a phone that left without a word', async () => {
    await connectPhone('phone-out-of-reach');
    await makeOlderThanItsHandshake('phone-out-of-reach');
    phonesAnswer = 410;
    await started(running, 'table-stream').invoke(await changeOf(`request#${requestId}`, 'request'));
    expect(postedTo).toEqual(['/live/@connections/phone-out-of-reach']);
    await started(running, 'table-stream').invoke(await changeOf(`request#${requestId}`, 'request'));
    expect(postedTo).toHaveLength(1);
  });

  it('pass on an offer that ran out, once a minute', async () => {
    // Asked on Saturday by the lane's clock, which is days before the functions' own.
    const forgotten = lane.ask();
    await lane.helpRequests.requestHelp(forgotten);
    expect(await started(running, 'due').invoke({})).toBeFalsy();
    const request = await lane.helpRequests.trackedRequest(lane.residentOf(forgotten));
    expect(request).not.toHaveProperty('offer');
    expect(request).toMatchObject({
      state: 'WAITING',
      declinedBy: [aTeam(1).code],
      missed: ['ACCEPT', 'CONTACT', 'DONE'],
      nobodyCould: { reason: 'ALL_ASKED' },
    });
    expect(started(running, 'due').log()).toContain('"message":"due run"');
  });

  it('fold what has changed about teams into a new snapshot once that is much', async () => {
    const before = await readRoutingState(lane.main);
    for (let number = 2; number <= FOLD_AT + 1; number += 1) await lane.teamRecords.changeTeam(aTeam(number));
    await started(running, 'table-stream').invoke(await changeOf('routing', 'state'));
    const after = await readRoutingState(lane.main);
    expect(after?.snapshotId).not.toBe(before?.snapshotId);
    expect(after?.changes).toEqual({});
  });

  it('sign the member out', async () => {
    expect((await graphql('mutation { signOut { signedOut } }', {}, [cookie])).data).toEqual({ signOut: { signedOut: true } });
    expect((await graphql('{ me { id } }', {}, [cookie])).data).toEqual({ me: null });
  });

  it('never write the number, the link’s secret or the session into a log', () => {
    for (const name of names) {
      const log = started(running, name).log();
      for (const secret of [phone.slice(3), trackingSecret, cookie.slice(cookie.indexOf('=') + 1)]) expect(log).not.toContain(secret);
    }
  });
});

describe.each(names)('the function %s, after all that', (name) => {
  /** What the deployment grants, in the words of the watching engine: the real names of the tables in place of ARNs. */
  const granted = (): Set<string> => {
    const tables = new Map([
      [outputOf('MainTableArn'), lane.main.name],
      [outputOf('ContactsTableArn'), lane.contacts.name],
      ...mainTable.indexes.map((index) => [`${outputOf('MainTableArn')}/index/${index.name}`, `${lane.main.name}/index/${index.name}`] as const),
    ]);
    return new Set(
      grantsOf(deployed, name).flatMap(({ actions, resources }) =>
        resources.flatMap((resource) => {
          const table = tables.get(resource);
          return table === undefined ? [] : actions.map((action) => `${action} on ${table}`);
        }),
      ),
    );
  };

  it('has asked nothing of the tables that it may not', () => {
    const needed = started(watching, name).needed();
    expect(needed).not.toHaveLength(0);
    const allowed = granted();
    expect(needed.filter((right) => !allowed.has(right))).toEqual([]);
  });
});
