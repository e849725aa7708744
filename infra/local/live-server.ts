import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Context } from 'aws-lambda';
import { WebSocketServer, type WebSocket } from 'ws';
import { contextFor } from './lambda-context.ts';
import { connectEvent, disconnectEvent, messageEvent, newConnection, type LiveConnection, type LiveEvent } from './live-events.ts';

/** The handler of live connections as its module exports it. Its answer's status decides whether a phone may connect. */
export type LiveHandler = (event: LiveEvent, context: Context) => Promise<unknown>;

export type LiveServerOptions = {
  readonly handler: LiveHandler;
  /** Filled with whoever is connected, by id: the management side (live-management.ts) writes to them. */
  readonly connections: Map<string, OpenConnection>;
  readonly report: (error: unknown) => void;
  /** How often each phone is asked whether it is still there; two unanswered asks and it counts as gone. */
  readonly heartbeatMilliseconds?: number;
};

export type OpenConnection = LiveConnection & { readonly socket: WebSocket; lastActiveAt: number };

/** API Gateway's WebSocket side on one machine: turns sockets into events for the handler. */
export type LiveServer = {
  /** For the `upgrade` event of the HTTP server. */
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** Closes every connection and waits until the handler knows. */
  readonly stop: () => Promise<void>;
};

/** "Amazon API Gateway quotas": a message is at most 128 KB. */
export const LARGEST_MESSAGE_BYTES = 128 * 1024;

const HEARTBEAT_MILLISECONDS = 30_000;

/** The gateway ends a call to a WebSocket handler after 29 s. */
const CALL_TIMEOUT_MILLISECONDS = 29_000;

/** WebSocket close codes (RFC 6455, 7.4.1). */
const GOING_AWAY = 1001;

export const createLiveServer = ({ handler, connections, report, heartbeatMilliseconds = HEARTBEAT_MILLISECONDS }: LiveServerOptions): LiveServer => {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST_MESSAGE_BYTES, perMessageDeflate: false });
  /** Calls that are still running: a stop waits for them. */
  const running = new Set<Promise<void>>();
  const call = (event: LiveEvent): Promise<unknown> => handler(event, contextFor('live', CALL_TIMEOUT_MILLISECONDS));
  const track = (work: Promise<void>): void => {
    const tracked = work.catch(report).finally(() => running.delete(tracked));
    running.add(tracked);
  };

  const connect = async (request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
    const connection = newConnection(request, Date.now());
    const status = statusOf(await call(connectEvent(connection, request)).catch((error: unknown) => {
      report(error);
      return { statusCode: 500 };
    }));
    if (status < 200 || status > 299) {
      refuse(socket, status);
      return;
    }
    if (socket.destroyed) {
      await call(disconnectEvent(connection, 1006, 'The phone went away while connecting.'));
      return;
    }
    sockets.handleUpgrade(request, socket, head, (opened) => {
      open(connection, opened);
    });
  };

  const open = (connection: LiveConnection, socket: WebSocket): void => {
    const opened: OpenConnection = { ...connection, socket, lastActiveAt: connection.connectedAt };
    connections.set(connection.id, opened);
    // One message after the other, so that the handler sees a phone's words in the order in which they were said.
    let before = Promise.resolve();
    let unanswered = 0;
    const heartbeat = setInterval(() => {
      if (unanswered >= 2) socket.terminate();
      unanswered += 1;
      socket.ping();
    }, heartbeatMilliseconds);
    socket.on('pong', () => {
      unanswered = 0;
    });
    socket.on('message', (data) => {
      unanswered = 0;
      opened.lastActiveAt = Date.now();
      const text = Buffer.isBuffer(data) ? data.toString('utf8') : Buffer.concat(Array.isArray(data) ? data : [Buffer.from(data)]).toString('utf8');
      before = before.then(() => answerMessage(connection, socket, text));
      track(before);
    });
    // A malformed or oversize frame: the library closes the connection with the code that says so.
    socket.on('error', report);
    socket.on('close', (code, reason) => {
      clearInterval(heartbeat);
      connections.delete(connection.id);
      track(before.then(async () => void (await call(disconnectEvent(connection, code, reason.toString('utf8'))))));
    });
  };

  const answerMessage = async (connection: LiveConnection, socket: WebSocket, text: string): Promise<void> => {
    const event = messageEvent(connection, text);
    try {
      await call(event);
    } catch (error) {
      report(error);
      // What the gateway tells a phone when the handler fails: no more than which call it was.
      socket.send(JSON.stringify({ message: 'Internal server error', connectionId: connection.id, requestId: event.requestContext.requestId }));
    }
  };

  return {
    upgrade: (request, socket, head) => {
      // A phone that goes away in the middle of the handshake: its connection ends here.
      socket.on('error', () => socket.destroy());
      track(connect(request, socket, head));
    },
    stop: async () => {
      const closing = [...connections.values()].map(({ socket }) => closed(socket));
      for (const { socket } of connections.values()) socket.close(GOING_AWAY, 'The system stops.');
      await Promise.all(closing);
      while (running.size > 0) await Promise.all(running);
    },
  };
};

/** A phone that does not answer the goodbye within a second is cut off. */
const closed = (socket: WebSocket): Promise<void> =>
  new Promise((resolve) => {
    const late = setTimeout(() => {
      socket.terminate();
    }, 1000);
    socket.once('close', () => {
      clearTimeout(late);
      resolve();
    });
  });

/** As the gateway does: an answer without a status lets the phone in. */
const statusOf = (answer: unknown): number =>
  typeof answer === 'object' && answer !== null && 'statusCode' in answer && typeof answer.statusCode === 'number' ? answer.statusCode : 200;

const REASONS: Readonly<Record<number, string>> = { 401: 'Unauthorized', 403: 'Forbidden', 404: 'Not Found', 500: 'Internal Server Error', 503: 'Service Unavailable' };

/** Refuses a handshake with plain HTTP. */
export const refuse = (socket: Duplex, status: number): void => {
  socket.end(`HTTP/1.1 ${status} ${REASONS[status] ?? 'Refused'}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
};
