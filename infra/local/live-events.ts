import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { joinedQuery } from './lambda-event.ts';

/** What API Gateway tells a WebSocket handler. `$connect` carries the headers of the request, cookies included. */
export type LiveEvent = {
  readonly requestContext: {
    readonly routeKey: '$connect' | '$disconnect' | '$default';
    readonly eventType: 'CONNECT' | 'DISCONNECT' | 'MESSAGE';
    readonly connectionId: string;
    /** Empty but for messages. */
    readonly messageId: string;
    readonly messageDirection: 'IN';
    readonly extendedRequestId: string;
    readonly requestId: string;
    readonly requestTime: string;
    readonly requestTimeEpoch: number;
    readonly connectedAt: number;
    readonly apiId: string;
    readonly stage: string;
    readonly domainName: string;
    readonly identity: { readonly sourceIp: string; readonly userAgent: string | undefined };
    readonly disconnectStatusCode?: number;
    readonly disconnectReason?: string;
  };
  readonly headers?: Readonly<Record<string, string>>;
  readonly multiValueHeaders?: Readonly<Record<string, readonly string[]>>;
  readonly queryStringParameters?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly isBase64Encoded: boolean;
};

/** Who is connected: made at the handshake, told with every event. */
export type LiveConnection = {
  readonly id: string;
  readonly connectedAt: number;
  readonly domainName: string;
  readonly sourceIp: string;
  readonly userAgent: string | undefined;
};

export const newConnection = (request: IncomingMessage, now: number): LiveConnection => ({
  id: randomUUID(),
  connectedAt: now,
  domainName: request.headers.host ?? 'localhost',
  sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
  userAgent: request.headers['user-agent'],
});

const contextOf = (connection: LiveConnection, kind: 'CONNECT' | 'DISCONNECT' | 'MESSAGE'): LiveEvent['requestContext'] => {
  const requestId = randomUUID();
  const now = new Date();
  return {
    routeKey: ({ CONNECT: '$connect', DISCONNECT: '$disconnect', MESSAGE: '$default' } as const)[kind],
    eventType: kind,
    connectionId: connection.id,
    messageId: kind === 'MESSAGE' ? randomUUID() : '',
    messageDirection: 'IN',
    extendedRequestId: requestId,
    requestId,
    requestTime: now.toUTCString(),
    requestTimeEpoch: now.getTime(),
    connectedAt: connection.connectedAt,
    apiId: 'local',
    stage: 'live',
    domainName: connection.domainName,
    identity: { sourceIp: connection.sourceIp, userAgent: connection.userAgent },
  };
};

export const connectEvent = (connection: LiveConnection, request: IncomingMessage): LiveEvent => {
  const query = joinedQuery((request.url ?? '').split('?', 2)[1] ?? '');
  const several = Object.entries(request.headersDistinct).flatMap(([name, values]) => (values === undefined ? [] : [[name, values] as const]));
  return {
    requestContext: contextOf(connection, 'CONNECT'),
    headers: Object.fromEntries(several.map(([name, values]) => [name, values.join(name === 'cookie' ? '; ' : ',')])),
    multiValueHeaders: Object.fromEntries(several),
    ...(query === undefined ? {} : { queryStringParameters: query }),
    isBase64Encoded: false,
  };
};

export const messageEvent = (connection: LiveConnection, body: string): LiveEvent => ({
  requestContext: contextOf(connection, 'MESSAGE'),
  body,
  isBase64Encoded: false,
});

export const disconnectEvent = (connection: LiveConnection, status: number, reason: string): LiveEvent => ({
  requestContext: { ...contextOf(connection, 'DISCONNECT'), disconnectStatusCode: status, disconnectReason: reason },
  isBase64Encoded: false,
});
