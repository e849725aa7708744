import { createServer, type Server } from 'node:http';
import { connect } from 'node:net';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { afterEach, describe, expect, test } from 'vitest';
import { lambdaHttp, type HttpHandler, type WholeHandler } from '../../../infra/local/lambda-http.ts';
import { LARGEST_BODY_BYTES } from '../../../infra/local/lambda-event.ts';
import { provideStreamingGlobal, type ResponseStream, type StreamingHandler } from '../../../infra/local/lambda-streaming.ts';

declare const awslambda: {
  readonly streamifyResponse: (handler: StreamingHandler) => StreamingHandler;
  readonly HttpResponseStream: { readonly from: (stream: ResponseStream, prelude: object) => ResponseStream };
};

let server: Server | undefined;
const reported: unknown[] = [];
afterEach(async () => {
  reported.length = 0;
  await new Promise((resolve) => (server === undefined ? resolve(undefined) : server.close(resolve)));
});

/** Serves a handler and returns its origin. */
const serve = async (handler: HttpHandler, timeoutMilliseconds?: number): Promise<string> => {
  const answer = lambdaHttp({
    name: 'test',
    handler,
    report: (error) => reported.push(error),
    ...(timeoutMilliseconds === undefined ? {} : { timeoutMilliseconds }),
  });
  const listening = createServer((request, response) => void answer(request, response));
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const address = listening.address();
  if (address === null || typeof address === 'string') throw new Error('No port.');
  return `http://127.0.0.1:${address.port}`;
};

const serveWhole = (handler: WholeHandler, timeoutMilliseconds?: number): Promise<string> => serve(handler, timeoutMilliseconds);

/** Asks and returns the event that the handler saw. */
const eventFor = async (path: string, request: RequestInit = {}): Promise<APIGatewayProxyEventV2> => {
  const origin = await serveWhole((event) => Promise.resolve({ statusCode: 200, body: JSON.stringify(event) }));
  const response = await fetch(`${origin}${path}`, request);
  return JSON.parse(await response.text()) as APIGatewayProxyEventV2;
};

describe('a handler sees a request as API Gateway would hand it over', () => {
  test('path, query with several values, headers in lower case, cookies apart', async () => {
    const event = await eventFor('/t%E1%BB%95?a=1&a=2&b=%C4%91', { headers: { Cookie: 'one=1; two=2', 'X-Name': 'x' } });
    expect(event).toMatchObject({
      version: '2.0',
      rawPath: '/tổ',
      rawQueryString: 'a=1&a=2&b=%C4%91',
      queryStringParameters: { a: '1,2', b: 'đ' },
      cookies: ['one=1', 'two=2'],
      headers: { 'x-name': 'x' },
      requestContext: { http: { method: 'GET', path: '/tổ', sourceIp: '127.0.0.1' }, stage: '$default' },
      isBase64Encoded: false,
    });
    expect(event.headers).not.toHaveProperty('cookie');
    expect(event).not.toHaveProperty('body');
  });

  test('JSON comes as text, bytes come in base64', async () => {
    expect(await eventFor('/', { method: 'POST', body: '{"tên":"Lan"}', headers: { 'content-type': 'application/json' } })).toMatchObject({
      body: '{"tên":"Lan"}',
      isBase64Encoded: false,
    });
    expect(await eventFor('/', { method: 'POST', body: new Uint8Array([0, 255, 1]), headers: { 'content-type': 'image/png' } })).toMatchObject({
      body: 'AP8B',
      isBase64Encoded: true,
    });
  });

  test('text that is no UTF-8 comes in base64, byte for byte', async () => {
    const event = await eventFor('/', { method: 'POST', body: new Uint8Array([0x7b, 0xff]), headers: { 'content-type': 'application/json' } });
    expect(event).toMatchObject({ body: 'e/8=', isBase64Encoded: true });
  });

  test('a path that cannot be decoded comes as it is', async () => {
    expect((await eventFor('/%E1%BB')).rawPath).toBe('/%E1%BB');
  });
});

describe('an answer reaches the caller', () => {
  test('with its status, several cookies and bytes', async () => {
    const origin = await serve(() =>
      Promise.resolve({ statusCode: 201, headers: { 'content-type': 'image/png', 'x-number': 7 }, cookies: ['a=1; HttpOnly', 'b=2'], body: 'AP8B', isBase64Encoded: true }),
    );
    const response = await fetch(origin);
    expect(response.status).toBe(201);
    expect(response.headers.get('x-number')).toBe('7');
    expect(response.headers.getSetCookie()).toEqual(['a=1; HttpOnly', 'b=2']);
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(new Uint8Array([0, 255, 1]));
  });

  test('as JSON when the handler returns no status', async () => {
    const origin = await serveWhole(() => Promise.resolve('{"fine":true}'));
    const response = await fetch(origin);
    expect([response.status, response.headers.get('content-type'), await response.json()]).toEqual([200, 'application/json', { fine: true }]);
  });

  test('without a body for 204 and for HEAD', async () => {
    const origin = await serveWhole((event) => Promise.resolve(event.requestContext.http.method === 'HEAD' ? { statusCode: 200, body: 'hidden' } : { statusCode: 204 }));
    expect(await (await fetch(origin)).text()).toBe('');
    const head = await fetch(origin, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '6', '']);
  });

  test('masked when the handler throws: the reason goes to the log only', async () => {
    const failure = new Error('secret detail');
    const origin = await serve(() => Promise.reject(failure));
    const response = await fetch(origin);
    expect([response.status, await response.json()]).toEqual([500, { message: 'Internal Server Error' }]);
    expect(reported).toEqual([failure]);
  });

  test('as 503 when the handler takes longer than the gateway waits', async () => {
    const origin = await serveWhole(() => new Promise(() => undefined), 30);
    expect((await fetch(origin)).status).toBe(503);
  });
});

describe('a body that Lambda would not take', () => {
  const neverCalled: WholeHandler = () => Promise.reject(new Error('The handler was called.'));

  test('is refused with 413', async () => {
    const origin = await serve(neverCalled);
    const response = await fetch(origin, { method: 'POST', body: new Uint8Array(LARGEST_BODY_BYTES + 1) });
    expect([response.status, await response.json()]).toEqual([413, { message: 'Request Entity Too Large' }]);
    expect(reported).toEqual([]);
  });

  test('is reported as a failure and not answered when the caller breaks off', async () => {
    const origin = await serve(neverCalled);
    const socket = connect(Number(new URL(origin).port), '127.0.0.1');
    socket.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\nabc', () => socket.resetAndDestroy());
    await expect.poll(() => reported.length).toBe(1);
  });
});

describe('a streaming handler', () => {
  test('is answered part by part, with status, headers and cookies first', async () => {
    provideStreamingGlobal();
    let finish: () => void = () => undefined;
    const mayFinish = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const origin = await serve(
      awslambda.streamifyResponse(async (_event, stream) => {
        const answer = awslambda.HttpResponseStream.from(stream, { statusCode: 206, headers: { 'content-type': 'text/plain' }, cookies: ['a=1'] });
        answer.write('first ');
        await mayFinish;
        answer.end('second');
      }),
    );
    const response = await fetch(origin);
    expect([response.status, response.headers.get('set-cookie')]).toEqual([206, 'a=1']);
    const reader = response.body?.getReader();
    const first = await reader?.read();
    expect(new TextDecoder().decode(first?.value)).toBe('first ');
    finish();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('second');
    expect((await reader?.read())?.done).toBe(true);
  });

  test('that says nothing about status gets 200 and its content type', async () => {
    provideStreamingGlobal();
    const origin = await serve(
      awslambda.streamifyResponse((_event, stream) => {
        stream.setContentType('text/csv');
        stream.end('a,b');
        return Promise.resolve();
      }),
    );
    const response = await fetch(origin);
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([200, 'text/csv', 'a,b']);
  });

  test('that fails before its first byte is masked; after it, the answer breaks off', async () => {
    provideStreamingGlobal();
    const early = await serve(awslambda.streamifyResponse(() => Promise.reject(new Error('early'))));
    expect((await fetch(early)).status).toBe(500);
    server?.closeAllConnections();
    const late = await serve(
      awslambda.streamifyResponse(async (_event, stream) => {
        await new Promise<void>((resolve) => stream.write('half', () => resolve()));
        throw new Error('late');
      }),
    );
    const response = await fetch(late);
    await expect(response.text()).rejects.toThrow();
  });
});
