import { createServer as createHttp, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { Duplex } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { securityHeaders } from '../security-headers.ts';
import { AUTHORITY_PATH, DEMONSTRATION_KIOSK } from './addresses.ts';
import type { Certificate } from './certificate.ts';
import { answerMessage } from './lambda-http.ts';
import { refuse } from './live-server.ts';
import { StartProblem, errorCode } from './start-problem.ts';
import { redirect } from './static-files.ts';

export type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void>;
export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** What stands behind the door once everything is ready. */
export type Rooms = {
  /** Where people reach the system. */
  readonly origin: string;
  /** Also answers /health from then on: it knows whether the table answers. */
  readonly graphql: Answer;
  readonly contacts: Answer;
  /** The demonstration's OpenID provider; absent where officials sign in elsewhere. */
  readonly issuer?: Answer | undefined;
  readonly pages: Answer;
  readonly live: Upgrade;
};

/** The one address of a system. It listens from the beginning, so that a port in use shows at once and /health can answer. */
export type FrontDoor = {
  readonly port: number;
  /** From now on requests are let in. */
  readonly open: (rooms: Rooms) => void;
  /** Lets nobody in any more and waits for the answers that are being given, for two seconds at most. */
  readonly drain: () => Promise<void>;
  readonly close: () => Promise<void>;
};

export type FrontDoorOptions = {
  readonly host: string;
  readonly port: number;
  /** Undefined: plain HTTP, for loopback. */
  readonly certificate?: Certificate | undefined;
  readonly report: (error: unknown) => void;
};

/** How long a request that is being answered may go on when the system stops. */
const FINISH_WITHIN_MILLISECONDS = 2000;

/** Throws StartProblem when the port or the address cannot be had. */
export const openFrontDoor = async ({ host, port, certificate, report }: FrontDoorOptions): Promise<FrontDoor> => {
  let rooms: Rooms | undefined;
  const answering = new Set<Promise<void>>();
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const work = route(rooms, certificate?.authority, request, response)
      .catch((error: unknown) => {
        report(error);
        if (response.headersSent) response.destroy();
        else answerMessage(response, 500, 'Internal Server Error');
      })
      .finally(() => answering.delete(work));
    answering.add(work);
  };
  const server: Server = certificate === undefined ? createHttp(UPGRADES, answer) : createHttps({ ...UPGRADES, key: certificate.key, cert: certificate.cert }, answer);
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // The server lets go of a socket that asks for an upgrade: one that is reset would end the whole system.
    socket.on('error', () => socket.destroy());
    if (rooms !== undefined && pathOf(request) === '/live') rooms.live(request, socket, head);
    else refuse(socket, rooms === undefined ? 503 : 404);
  });
  await listen(server, host, port);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return {
    port: address.port,
    open: (ready) => {
      rooms = ready;
    },
    drain: async () => {
      rooms = undefined;
      const patience = new AbortController();
      const late = wait(FINISH_WITHIN_MILLISECONDS, undefined, { signal: patience.signal }).catch(() => undefined);
      await Promise.race([Promise.all(answering), late]);
      patience.abort();
    },
    close: () => closeServer(server),
  };
};

/** Clients that would rather speak HTTP/2 offer it with an `Upgrade` too: they are answered as if they had not (RFC 9110, 7.8). */
const UPGRADES = { shouldUpgradeCallback: ({ headers }: IncomingMessage): boolean => headers.upgrade?.toLowerCase() === 'websocket' };

const listen = (server: Server, host: string, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', (error) => {
      reject(whyNotListening(error, host, port));
    });
    server.listen(port, host, resolve);
  });

const whyNotListening = (error: Error, host: string, port: number): Error => {
  switch (errorCode(error)) {
    case 'EADDRINUSE':
      return new StartProblem(`Port ${port} is in use: stop what listens there, or choose another with --port N.`);
    case 'EACCES':
      return new StartProblem(`Port ${port} is not allowed for this user: choose one from 1024 with --port N.`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new StartProblem(`${host} is not an address of this machine: give one of its own with --host ADDRESS, or leave --host out.`);
    default:
      return error;
  }
};

const closeServer = (server: Server): Promise<void> =>
  new Promise((resolve, reject) => {
    server.close((error) => {
      if (error === undefined) resolve();
      else reject(error);
    });
    server.closeAllConnections();
  });

/** What lies under /explorer/ are built files, like the pages. */
const GRAPHQL_PLACES = /^\/(graphql\/?|session\/refresh|sign-in|sign-in\/callback|schema\.graphql|export\/(?:teams|members)\.csv|explorer|health)$/u;
const ISSUER_PLACES = /^\/issuer(\/|$)/u;
const CONTACTS_PLACES = /^\/contacts(\/|$)/u;

/** Which room answers, by the first part of the path. On AWS the distribution in infra/ does the same. */
const route = async (rooms: Rooms | undefined, authority: string | undefined, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const path = pathOf(request);
  if (authority !== undefined && path === AUTHORITY_PATH && request.method === 'GET') return giveAuthority(authority, response);
  if (rooms === undefined) return notYet(path, request, response);
  // The issuer leads back to the links' name, and the cookie of the beginning has to be there.
  if (path === '/sign-in' && isUnderAnotherName(request, rooms.origin)) return redirect(response, `${rooms.origin}${request.url ?? path}`);
  if (GRAPHQL_PLACES.test(path)) return rooms.graphql(request, response);
  if (rooms.issuer !== undefined && ISSUER_PLACES.test(path)) return rooms.issuer(request, response);
  if (CONTACTS_PLACES.test(path)) return rooms.contacts(request, response);
  const better = elsewhere(request, rooms.origin);
  return better === undefined ? rooms.pages(request, response) : redirect(response, better);
};

/** Where a page is to be asked for instead; undefined: it is asked for where it is. */
export const elsewhere = (request: IncomingMessage, origin: string): string | undefined => {
  if (isUnderAnotherName(request, origin)) return `${origin}${request.url ?? '/'}`;
  return pathOf(request) === '/' ? `/kiosk/?kiosk=${DEMONSTRATION_KIOSK}` : undefined;
};

/** The type at which phones offer to install an authority. */
const giveAuthority = (authority: string, response: ServerResponse): void => {
  response.writeHead(200, { ...securityHeaders, 'content-type': 'application/x-x509-ca-cert', 'cache-control': 'no-cache' }).end(authority);
};

const notYet = async (path: string, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  request.resume();
  const body = JSON.stringify(path === '/health' ? { status: 'starting' } : { message: 'Service Unavailable' });
  response
    .writeHead(503, { ...securityHeaders, 'content-type': 'application/json', 'cache-control': 'no-store', 'retry-after': '1' })
    .end(body);
};

const LOOPBACK_NAMES = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/u;

/**
 * `localhost` and `127.0.0.1` lead to the same place but are two origins: a page that is opened under the other name would
 * have neither the cookie nor the live connection. So it is sent to the one that the links use.
 */
const isUnderAnotherName = ({ method, headers }: IncomingMessage, origin: string): boolean => {
  const { host } = new URL(origin);
  const asked = headers.host ?? host;
  return method === 'GET' && asked !== host && LOOPBACK_NAMES.test(asked) && LOOPBACK_NAMES.test(host);
};

const pathOf = (request: IncomingMessage): string => (request.url ?? '/').split('?', 1)[0] ?? '/';
