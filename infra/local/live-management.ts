import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { BodyTooLarge, readBody } from './lambda-event.ts';
import { LARGEST_MESSAGE_BYTES, type OpenConnection } from './live-server.ts';

/**
 * The management side of API Gateway's WebSocket API, as the AWS SDK's ApiGatewayManagementApi client calls it:
 * POST, GET and DELETE on /@connections/{id}. It listens on loopback only, since whoever reaches it may write to phones.
 */
export type LiveManagement = { readonly endpoint: string; readonly stop: () => Promise<void> };

export const startLiveManagement = async (
  connections: ReadonlyMap<string, OpenConnection>,
  report: (error: unknown) => void,
): Promise<LiveManagement> => {
  const server = createServer((request, response) => {
    answer(connections, request, response).catch((error: unknown) => {
      report(error);
      response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The management API has no port.');
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

const answer = async (connections: ReadonlyMap<string, OpenConnection>, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const id = /^\/(?:@|%40)connections\/([^/?]+)$/u.exec(request.url ?? '')?.[1];
  if (id === undefined) return refused(response, 403, 'ForbiddenException', 'Forbidden');
  const connection = connections.get(decodeURIComponent(id));
  if (connection?.socket.readyState !== connection?.socket.OPEN || connection === undefined) {
    request.resume();
    return refused(response, 410, 'GoneException', 'This connection is gone.');
  }
  switch (request.method) {
    case 'POST':
      return post(connection, request, response);
    case 'GET':
      return json(response, 200, {
        connectedAt: new Date(connection.connectedAt).toISOString(),
        identity: { sourceIp: connection.sourceIp, userAgent: connection.userAgent ?? '' },
        lastActiveAt: new Date(connection.lastActiveAt).toISOString(),
      });
    case 'DELETE':
      connection.socket.close(1000, 'Closed by the service.');
      response.writeHead(204).end();
      return;
    default:
      return refused(response, 403, 'ForbiddenException', 'Forbidden');
  }
};

const post = async (connection: OpenConnection, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  try {
    const body = await readBody(request, LARGEST_MESSAGE_BYTES);
    await new Promise<void>((resolve, reject) => {
      // Text, as the gateway sends it, whatever bytes were posted.
      connection.socket.send(body.toString('utf8'), (error) => (error ? reject(error) : resolve()));
    });
    connection.lastActiveAt = Date.now();
    response.writeHead(200, { 'content-length': 0 }).end();
  } catch (error) {
    if (error instanceof BodyTooLarge) {
      request.resume();
      return refused(response, 413, 'PayloadTooLargeException', 'A message holds at most 128 KB.');
    }
    // The phone went away between our look and the write.
    return refused(response, 410, 'GoneException', 'This connection is gone.');
  }
};

const refused = (response: ServerResponse, status: number, name: string, message: string): void => {
  json(response, status, { message }, { 'x-amzn-errortype': name });
};

const json = (response: ServerResponse, status: number, value: unknown, headers: Record<string, string> = {}): void => {
  const body = Buffer.from(JSON.stringify(value));
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': body.length, ...headers }).end(body);
};
