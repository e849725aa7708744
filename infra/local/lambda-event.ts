import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/** What Lambda takes in one call (6 MB): "Lambda quotas", AWS documentation. */
export const LARGEST_BODY_BYTES = 6 * 1024 * 1024;

export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge';
}

/** Reads the whole body. Throws BodyTooLarge as soon as more arrives than Lambda would take. */
export const readBody = async (request: AsyncIterable<Buffer>, limit = LARGEST_BODY_BYTES): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > limit) throw new BodyTooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

/**
 * The event that API Gateway's HTTP API makes of a request (payload format 2.0): header names in lower case, several
 * values of one name joined by commas, cookies apart, a body that is not text in base64.
 */
export const httpEventOf = (request: IncomingMessage, body: Buffer, now: Date): APIGatewayProxyEventV2 => {
  const [path = '/', query = ''] = splitOnce(request.url ?? '/', '?');
  const headers = joinedHeaders(request.headers);
  const parameters = joinedQuery(query);
  const cookies = cookiesOf(request.headers);
  const text = body.length === 0 ? undefined : textOf(body, headers['content-type'] ?? '');
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: decodedPath(path),
    rawQueryString: query,
    ...(cookies.length === 0 ? {} : { cookies }),
    headers,
    ...(parameters === undefined ? {} : { queryStringParameters: parameters }),
    requestContext: {
      accountId: 'local',
      apiId: 'local',
      domainName: headers['host'] ?? 'localhost',
      domainPrefix: (headers['host'] ?? 'localhost').split('.', 1)[0] ?? 'localhost',
      http: {
        method: request.method ?? 'GET',
        path: decodedPath(path),
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey: '$default',
      stage: '$default',
      time: clfTime(now),
      timeEpoch: now.getTime(),
    },
    ...(body.length === 0 ? {} : { body: text ?? body.toString('base64') }),
    isBase64Encoded: body.length > 0 && text === undefined,
  };
};

/** All headers but cookies, which the event carries apart. */
export const joinedHeaders = (headers: IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined || name === 'cookie' ? [] : [[name, Array.isArray(value) ? value.join(',') : value]],
    ),
  );

export const cookiesOf = ({ cookie }: IncomingHttpHeaders): string[] =>
  (cookie ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '');

/** Undefined without any; several values of one name are joined by commas. */
export const joinedQuery = (query: string): Record<string, string> | undefined => {
  const joined = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(query)) {
    const before = joined.get(name);
    joined.set(name, before === undefined ? value : `${before},${value}`);
  }
  return joined.size === 0 ? undefined : Object.fromEntries(joined);
};

/** API Gateway passes these as text and everything else in base64. */
const TEXT_TYPE = /^\s*(text\/|application\/(json|javascript|xml|x-www-form-urlencoded|graphql|[a-z0-9.+-]+\+(json|xml))\b)/iu;

const textOf = (body: Buffer, contentType: string): string | undefined => {
  if (!TEXT_TYPE.test(contentType)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
};

const decodedPath = (path: string): string => {
  try {
    return decodeURIComponent(path);
  } catch (error) {
    if (error instanceof URIError) return path;
    throw error;
  }
};

const splitOnce = (text: string, mark: string): [string, string] => {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
};

/** `23/Nov/2026:15:05:36 +0000`, as the gateway writes it. */
const clfTime = (now: Date): string => {
  const [, day = '', month = '', year = '', time = ''] = now.toUTCString().split(' ');
  return `${day}/${month}/${year}:${time} +0000`;
};
