import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gql } from '@urql/core';
import { afterEach, describe, expect, it } from 'vitest';
import { ask, createApi, tell } from '../../web/shared/api/api.ts';
import { rightNow } from '../../web/shared/now.ts';

type Seen = { method: string | undefined; url: string | undefined; headers: IncomingHttpHeaders; body: string };
type Reply = { status: number; body: unknown; headers?: Readonly<Record<string, string>> } | 'silence' | 'hang up';

let server: Server | undefined;
/** A network of our own: answers each request with the next reply, the last one for ever. */
const network = async (...replies: Reply[]): Promise<{ url: string; seen: Seen[] }> => {
  const seen: Seen[] = [];
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const reply = replies[Math.min(seen.length, replies.length - 1)] ?? 'hang up';
    seen.push({ method: request.method, url: request.url, headers: request.headers, body });
    if (reply === 'silence') return;
    if (reply === 'hang up') return void request.socket.destroy();
    response.writeHead(reply.status, { 'content-type': 'application/graphql-response+json', ...reply.headers }).end(JSON.stringify(reply.body));
  });
  await new Promise<void>((ready) => server?.listen(0, '127.0.0.1', ready));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`, seen };
};
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

const GREETING = gql<{ greeting: string }, Record<string, never>>('query Greeting { greeting }');
const REQUEST = gql<{ requestHelp: string }, { id: string }>('mutation Ask($id: ID!) { requestHelp(id: $id) }');
const fine: Reply = { status: 200, body: { data: { greeting: 'chào', requestHelp: 'B-0427' } } };
const busy: Reply = { status: 503, body: {} };
const pausesMs = [1, 1];

describe('A page that asks the service', () => {
  it('posts, says which answers it reads, and carries the id that the logs will have', async () => {
    const { url, seen } = await network(fine);
    const api = createApi({ url, pausesMs, getHeaders: () => ({ authorization: 'Bearer of-this-device' }) });
    expect(await ask(api, GREETING, {})).toEqual({ ok: true, data: { greeting: 'chào', requestHelp: 'B-0427' } });
    expect(await ask(api, GREETING, {})).toMatchObject({ ok: true });
    expect(seen.map(({ method }) => method)).toEqual(['POST', 'POST']);
    expect(seen[0]?.headers).toMatchObject({
      'content-type': 'application/json',
      'apollo-require-preflight': 'true',
      authorization: 'Bearer of-this-device',
    });
    expect(seen[0]?.headers.accept).toMatch(/^application\/graphql-response\+json/);
    expect(seen[0]?.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(seen[0]?.headers['x-request-id']).not.toBe(seen[1]?.headers['x-request-id']);
  });

  it('learns the time from the service, and not from a network in between, where the device’s clock is a day wrong', async () => {
    const day = 86_400_000;
    const dated = (ahead: number, headers = {}): Reply => ({ ...fine, headers: { date: new Date(Date.now() + ahead).toUTCString(), ...headers } });
    const aheadAfter = async (reply: Reply): Promise<number> => {
      const { url } = await network(reply);
      await ask(createApi({ url, pausesMs: [] }), GREETING, {});
      server?.closeAllConnections();
      server?.close();
      return Math.round((rightNow().getTime() - Date.now()) / 10_000) * 10_000;
    };
    expect(await aheadAfter(dated(day))).toBe(day);
    expect(await aheadAfter(dated(0, { 'content-type': 'text/html' }))).toBe(day);
    // What an answer takes to come is no difference.
    expect(await aheadAfter(dated(day + 9000))).toBe(day);
    expect(await aheadAfter(dated(-day))).toBe(-day);
    expect(await aheadAfter(dated(4000))).toBeCloseTo(0);
  });

  it('repeats a help request on a bad network until it is through, as the same request', async () => {
    const { url, seen } = await network('hang up', busy, fine);
    expect(await tell(createApi({ url, pausesMs }), REQUEST, { id: 'one' })).toMatchObject({ ok: true });
    expect(seen).toHaveLength(3);
    expect(new Set(seen.map(({ body }) => body)).size).toBe(1);
    expect(new Set(seen.map(({ headers }) => headers['x-request-id'])).size).toBe(1);
  });

  it('says that it is offline when nobody answers', async () => {
    const { url } = await network('hang up');
    expect(await ask(createApi({ url, pausesMs }), GREETING, {})).toEqual({ ok: false, why: { kind: 'Offline' } });
  });

  it('does not wait for ever for an answer', async () => {
    const { url, seen } = await network('silence');
    expect(await ask(createApi({ url, pausesMs, timeoutMs: 60 }), GREETING, {})).toEqual({ ok: false, why: { kind: 'Offline' } });
    expect(seen).toHaveLength(3);
  });

  it('tells a service that is down from a network that is gone', async () => {
    const { url } = await network(busy);
    expect(await ask(createApi({ url, pausesMs }), GREETING, {})).toEqual({ ok: false, why: { kind: 'Problem', code: 'UNAVAILABLE' } });
  });

  it('hands over the stable code of a refusal, and does not ask again', async () => {
    const { url, seen } = await network({ status: 401, body: { errors: [{ message: 'no', extensions: { code: 'UNAUTHENTICATED' } }] } });
    expect(await ask(createApi({ url, pausesMs }), GREETING, {})).toEqual({ ok: false, why: { kind: 'Problem', code: 'UNAUTHENTICATED' } });
    expect(seen).toHaveLength(1);
  });
});

describe('A page whose session has expired', () => {
  const expired: Reply = { status: 401, body: { errors: [{ message: 'expired', extensions: { code: 'SESSION_EXPIRED' } }] } };
  const ended: Reply = { status: 401, body: { errors: [{ message: 'ended', extensions: { code: 'SESSION_ENDED' } }] } };
  const renewed: Reply = { status: 200, body: { status: 'refreshed' } };

  it('renews it and sends the same again, and nobody notices', async () => {
    const { url, seen } = await network(expired, renewed, fine);
    expect(await tell(createApi({ url, pausesMs }), REQUEST, { id: 'one' })).toMatchObject({ ok: true });
    expect(seen.map(({ url: asked }) => asked)).toEqual(['/graphql', '/session/refresh', '/graphql']);
    expect(seen[2]?.body).toBe(seen[0]?.body);
  });

  it('renews it once for several questions at the same moment', async () => {
    const { url, seen } = await network(expired, expired, renewed, fine);
    const api = createApi({ url, pausesMs });
    const answers = await Promise.all([ask(api, GREETING, {}), tell(api, REQUEST, { id: 'one' })]);
    expect(answers.map(({ ok }) => ok)).toEqual([true, true]);
    expect(seen.filter(({ url: asked }) => asked === '/session/refresh')).toHaveLength(1);
  });

  it('asks as nobody when the session is over', async () => {
    const { url, seen } = await network(expired, ended, fine);
    expect(await ask(createApi({ url, pausesMs }), GREETING, {})).toMatchObject({ ok: true });
    expect(seen).toHaveLength(3);
  });

  it('says that the service is away, or the network, when it cannot be renewed now', async () => {
    const away = await network(expired, busy);
    expect(await ask(createApi({ url: away.url, pausesMs }), GREETING, {})).toEqual({ ok: false, why: { kind: 'Problem', code: 'UNAVAILABLE' } });
    server?.closeAllConnections();
    server?.close();
    const lost = await network(expired, 'hang up');
    expect(await ask(createApi({ url: lost.url, pausesMs }), GREETING, {})).toEqual({ ok: false, why: { kind: 'Offline' } });
  });
});
