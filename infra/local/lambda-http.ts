import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { APIGatewayProxyEventV2, APIGatewayProxyResultV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { contextFor } from './lambda-context.ts';
import { BodyTooLarge, httpEventOf, readBody } from './lambda-event.ts';
import { ResponseStream, isStreaming, type StreamPrelude, type StreamingHandler } from './lambda-streaming.ts';

/** A handler that answers whole. Lambda's old callback is no part of it. */
export type WholeHandler = (event: APIGatewayProxyEventV2, context: Context) => Promise<APIGatewayProxyResultV2>;

/** A handler as its module exports it: one that answers whole, or one wrapped by `awslambda.streamifyResponse`. */
export type HttpHandler = WholeHandler | StreamingHandler;

/** The gateway gives up after 30 s: "Quotas for HTTP API", AWS documentation. */
const GATEWAY_TIMEOUT_MILLISECONDS = 30_000;

export type LambdaHttpOptions = {
  readonly name: string;
  readonly handler: HttpHandler;
  readonly report: (error: unknown) => void;
  readonly timeoutMilliseconds?: number;
};

/** Answers a request as API Gateway and Lambda would: the same event, the same limits, the same masked errors. */
export const lambdaHttp = ({ name, handler, report, timeoutMilliseconds = GATEWAY_TIMEOUT_MILLISECONDS }: LambdaHttpOptions) =>
  async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      const event = httpEventOf(request, await readBody(request), new Date());
      const context = contextFor(name, timeoutMilliseconds);
      if (isStreaming(handler)) await answerInParts(handler, event, context, response);
      else answerWhole(await within(timeoutMilliseconds, handler(event, context)), response);
    } catch (error) {
      if (error instanceof BodyTooLarge) {
        answerMessage(response, 413, 'Request Entity Too Large', { connection: 'close' });
        request.resume();
        return;
      }
      report(error);
      if (response.headersSent) response.destroy();
      else if (error instanceof TookTooLong) answerMessage(response, 503, 'Service Unavailable');
      else answerMessage(response, 500, 'Internal Server Error');
    }
  };

class TookTooLong extends Error {
  override readonly name = 'TookTooLong';
}

const within = async <Value>(milliseconds: number, work: Promise<Value>): Promise<Value> => {
  const patience = new AbortController();
  const late = async (): Promise<never> => {
    await wait(milliseconds, undefined, { signal: patience.signal });
    throw new TookTooLong('The handler did not answer in time.');
  };
  const tooLate = late();
  // Aborting the wait rejects it after the race is over.
  tooLate.catch(() => undefined);
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    patience.abort();
  }
};

const answerInParts = async (handler: StreamingHandler, event: APIGatewayProxyEventV2, context: Context, response: ServerResponse): Promise<void> => {
  const stream = new ResponseStream({ begin: (prelude) => writePrelude(response, prelude), body: response });
  // A caller that goes away ends the stream; the handler sees it as a failed write.
  stream.on('error', () => response.destroy());
  await handler(event, stream, context);
  if (!stream.writableEnded) stream.end();
};

const writePrelude = (response: ServerResponse, { statusCode = 200, headers = {}, cookies = [] }: StreamPrelude): void => {
  response.writeHead(statusCode, withCookies({ ...headers }, cookies));
  response.flushHeaders();
};

/** Format 2.0: a result without a status is the body of a 200 answer in JSON. */
const answerWhole = (result: APIGatewayProxyResultV2, response: ServerResponse): void => {
  const structured = structuredResult(result);
  const headers = Object.fromEntries(Object.entries(structured.headers ?? {}).map(([name, value]) => [name, String(value)]));
  const hasType = Object.keys(headers).some((name) => name.toLowerCase() === 'content-type');
  const body = Buffer.from(structured.body ?? '', structured.isBase64Encoded === true ? 'base64' : 'utf8');
  const status = structured.statusCode ?? 200;
  const mayHaveBody = status !== 204 && status !== 304;
  response.writeHead(
    status,
    withCookies(
      {
        ...(hasType || !mayHaveBody || body.length === 0 ? {} : { 'content-type': 'text/plain; charset=utf-8' }),
        ...headers,
        ...(mayHaveBody ? { 'content-length': body.length } : {}),
      },
      structured.cookies ?? [],
    ),
  );
  response.end(mayHaveBody ? body : undefined);
};

const structuredResult = (result: APIGatewayProxyResultV2): APIGatewayProxyStructuredResultV2 =>
  typeof result === 'object' && 'statusCode' in result
    ? result
    : {
        statusCode: 200,
        headers: { 'content-type': 'application/json' },
        body: typeof result === 'string' ? result : JSON.stringify(result),
      };

const withCookies = (headers: OutgoingHttpHeaders, cookies: readonly string[]): OutgoingHttpHeaders =>
  cookies.length === 0 ? headers : { ...headers, 'set-cookie': [...cookies] };

/** The gateway's own errors say no more than their name. */
export const answerMessage = (response: ServerResponse, status: number, message: string, headers: OutgoingHttpHeaders = {}): void => {
  const body = Buffer.from(JSON.stringify({ message }));
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': body.length, ...headers });
  response.end(body);
};
