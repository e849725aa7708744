import { createServer, type Server } from 'node:http';
import { ApiGatewayManagementApiClient, DeleteConnectionCommand, GetConnectionCommand, GoneException, PayloadTooLargeException, PostToConnectionCommand } from '@aws-sdk/client-apigatewaymanagementapi';
import { afterEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { LiveEvent } from '../../../infra/local/live-events.ts';
import { startLiveManagement, type LiveManagement } from '../../../infra/local/live-management.ts';
import { LARGEST_MESSAGE_BYTES, createLiveServer, type LiveHandler, type LiveServer, type OpenConnection } from '../../../infra/local/live-server.ts';

type Running = { address: string; api: ApiGatewayManagementApiClient; events: LiveEvent[]; live: LiveServer };

let http: Server;
let live: LiveServer;
let management: LiveManagement;
const reported: unknown[] = [];
afterEach(async () => {
  await live.stop();
  await management.stop();
  await new Promise((resolve) => http.close(resolve));
  reported.length = 0;
});

const run = async (handler: LiveHandler = () => Promise.resolve({ statusCode: 200 }), heartbeatMilliseconds?: number): Promise<Running> => {
  const events: LiveEvent[] = [];
  const connections = new Map<string, OpenConnection>();
  const report = (error: unknown): void => {
    reported.push(error);
  };
  live = createLiveServer({
    handler: (event, context) => {
      events.push(event);
      return handler(event, context);
    },
    connections,
    report,
    ...(heartbeatMilliseconds === undefined ? {} : { heartbeatMilliseconds }),
  });
  management = await startLiveManagement(connections, report);
  http = createServer();
  http.on('upgrade', live.upgrade);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const address = http.address();
  if (address === null || typeof address === 'string') throw new Error('No port.');
  const api = new ApiGatewayManagementApiClient({ endpoint: management.endpoint, region: 'local', credentials: { accessKeyId: 'local', secretAccessKey: 'local' }, maxAttempts: 1 });
  return { address: `ws://127.0.0.1:${address.port}/live?team=t1&team=t2`, api, events, live };
};

const opened = (phone: WebSocket): Promise<unknown> => new Promise((resolve, reject) => void phone.once('open', resolve).once('error', reject));
const closed = (phone: WebSocket): Promise<number> => new Promise((resolve) => void phone.once('close', resolve));
const heard = (phone: WebSocket): Promise<string> => new Promise((resolve) => void phone.once('message', (data) => resolve(String(data))));
const kinds = (events: readonly LiveEvent[]): string[] => events.map(({ requestContext }) => requestContext.eventType);
const idOf = (events: readonly LiveEvent[]): string => events[0]?.requestContext.connectionId ?? '';

describe('a phone connects', () => {
  test('and the handler is told who comes, with cookies, origin and query', async () => {
    const { address, events } = await run();
    const phone = new WebSocket(address, { headers: { cookie: 'session=s', origin: 'http://127.0.0.1:4000' } });
    await opened(phone);
    expect(events[0]).toMatchObject({
      requestContext: { routeKey: '$connect', eventType: 'CONNECT', stage: 'live', domainName: expect.stringMatching(/^127\.0\.0\.1:\d+$/u) },
      headers: { cookie: 'session=s', origin: 'http://127.0.0.1:4000' },
      queryStringParameters: { team: 't1,t2' },
    });
  });

  test.each([401, 403])('and is turned away when the handler says %d', async (status) => {
    const { address, events } = await run(() => Promise.resolve({ statusCode: status }));
    await expect(opened(new WebSocket(address))).rejects.toThrow(String(status));
    expect(kinds(events)).toEqual(['CONNECT']);
  });

  test('and is turned away without a reason when the handler fails', async () => {
    const { address } = await run(() => Promise.reject(new Error('secret detail')));
    await expect(opened(new WebSocket(address))).rejects.toThrow('500');
    expect(reported).toHaveLength(1);
  });
});

describe('a phone speaks', () => {
  test('and the handler hears its words in order, one after the other', async () => {
    const words: string[] = [];
    const { address, events } = await run(async ({ body, requestContext }) => {
      if (requestContext.eventType === 'MESSAGE') {
        // The first takes longest: order must not depend on that.
        if (words.length === 0) await new Promise((resolve) => setImmediate(resolve));
        words.push(body ?? '');
      }
      return { statusCode: 200 };
    });
    const phone = new WebSocket(address);
    await opened(phone);
    for (const word of ['một', 'hai', 'ba']) phone.send(word);
    await expect.poll(() => words).toEqual(['một', 'hai', 'ba']);
    expect(new Set(events.map(({ requestContext }) => requestContext.connectionId)).size).toBe(1);
  });

  test('and hears only that it failed when the handler fails', async () => {
    const { address } = await run(({ requestContext }) => (requestContext.eventType === 'MESSAGE' ? Promise.reject(new Error('secret detail')) : Promise.resolve({})));
    const phone = new WebSocket(address);
    await opened(phone);
    phone.send('hello');
    expect(JSON.parse(await heard(phone))).toMatchObject({ message: 'Internal server error' });
  });

  test('more than 128 KB at once, and is cut off', async () => {
    const { address, events } = await run();
    const phone = new WebSocket(address);
    await opened(phone);
    phone.send('x'.repeat(LARGEST_MESSAGE_BYTES + 1));
    expect(await closed(phone)).toBe(1009);
    await expect.poll(() => kinds(events)).toEqual(['CONNECT', 'DISCONNECT']);
  });
});

describe('a phone goes away', () => {
  test('with a goodbye, and the handler is told', async () => {
    const { address, events } = await run();
    const phone = new WebSocket(address);
    await opened(phone);
    phone.close(1000, 'done');
    await expect.poll(() => events.at(-1)?.requestContext).toMatchObject({ eventType: 'DISCONNECT', disconnectStatusCode: 1000, disconnectReason: 'done' });
  });

  test('without a word, and the heartbeat notices', async () => {
    const { address, events } = await run(undefined, 20);
    const phone = new WebSocket(address, { autoPong: false });
    await opened(phone);
    await expect.poll(() => kinds(events)).toEqual(['CONNECT', 'DISCONNECT']);
  });

  test('not, as long as it answers the heartbeat', async () => {
    const { address, events } = await run(undefined, 10);
    const phone = new WebSocket(address);
    let asked = 0;
    phone.on('ping', () => (asked += 1));
    await opened(phone);
    await expect.poll(() => asked).toBeGreaterThan(5);
    expect(kinds(events)).toEqual(['CONNECT']);
  });

  test('when the system stops, and the handler is told before the stop is over', async () => {
    const { address, events, live: running } = await run();
    const phone = new WebSocket(address);
    await opened(phone);
    const gone = closed(phone);
    await running.stop();
    expect(kinds(events)).toEqual(['CONNECT', 'DISCONNECT']);
    expect(await gone).toBe(1001);
  });
});

describe('the service writes to a phone through the real client of the management API', () => {
  test('and the phone hears it', async () => {
    const { address, api, events } = await run();
    const phone = new WebSocket(address);
    const hears = heard(phone);
    await opened(phone);
    await api.send(new PostToConnectionCommand({ ConnectionId: idOf(events), Data: 'yêu cầu mới' }));
    expect(await hears).toBe('yêu cầu mới');
  });

  test('and can ask about it and end it', async () => {
    const { address, api, events } = await run();
    const phone = new WebSocket(address, { headers: { 'user-agent': 'phone' } });
    await opened(phone);
    const known = await api.send(new GetConnectionCommand({ ConnectionId: idOf(events) }));
    expect(known.Identity).toEqual({ SourceIp: '127.0.0.1', UserAgent: 'phone' });
    expect(known.ConnectedAt).toBeInstanceOf(Date);
    const gone = closed(phone);
    await api.send(new DeleteConnectionCommand({ ConnectionId: idOf(events) }));
    expect(await gone).toBe(1000);
  });

  test('and learns that it is gone', async () => {
    const { address, api, events } = await run();
    const phone = new WebSocket(address);
    await opened(phone);
    phone.close();
    await expect.poll(() => kinds(events)).toEqual(['CONNECT', 'DISCONNECT']);
    for (const command of [new PostToConnectionCommand({ ConnectionId: idOf(events), Data: 'x' })]) {
      await expect(api.send(command)).rejects.toBeInstanceOf(GoneException);
    }
    await expect(api.send(new GetConnectionCommand({ ConnectionId: 'never=' }))).rejects.toBeInstanceOf(GoneException);
  });

  test('and is told when it writes too much', async () => {
    const { address, api, events } = await run();
    await opened(new WebSocket(address));
    const tooMuch = new PostToConnectionCommand({ ConnectionId: idOf(events), Data: new Uint8Array(LARGEST_MESSAGE_BYTES + 1) });
    await expect(api.send(tooMuch)).rejects.toBeInstanceOf(PayloadTooLargeException);
  });
});
