import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/** One right that a call to DynamoDB needs: `dynamodb:Query on main/index/queue`. */
export type NeededRight = string;

export type WatchingEngine = {
  readonly endpoint: string;
  /** What all calls so far needed, each right once, sorted. */
  readonly needed: () => NeededRight[];
  readonly stop: () => Promise<void>;
};

type Part = { readonly TableName: string };
type Call = {
  readonly TableName?: string;
  readonly IndexName?: string;
  readonly RequestItems?: Readonly<Record<string, unknown>>;
  readonly TransactItems?: readonly Readonly<Record<string, Part>>[];
};

/** The right that AWS asks for each part of a transaction (DynamoDB developer guide, "Using IAM with transactions"). */
const partRights: Readonly<Record<string, string>> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
  Get: 'GetItem',
};

/** The rights that AWS would ask for this call; the engine on one machine asks for none. */
export const rightsNeededBy = (action: string, call: Call): NeededRight[] => {
  if (call.TransactItems !== undefined) {
    return call.TransactItems.flatMap((item) =>
      Object.entries(item).map(([part, { TableName }]) => `dynamodb:${partRights[part] ?? part} on ${TableName}`),
    );
  }
  const tables = call.RequestItems === undefined ? [call.TableName ?? '?'] : Object.keys(call.RequestItems);
  return tables.map((table) => `dynamodb:${action} on ${table}${call.IndexName === undefined ? '' : `/index/${call.IndexName}`}`);
};

/** Stands between a function and the engine, passes everything on as it is, and notes what rights it took. */
export const watchEngine = async (engineEndpoint: string): Promise<WatchingEngine> => {
  const needed = new Set<NeededRight>();
  const pass = async (from: IncomingMessage, to: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of from as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const action = String(from.headers['x-amz-target']).split('.')[1] ?? '?';
    for (const right of rightsNeededBy(action, JSON.parse(body.toString()) as Call)) needed.add(right);
    const onward = forward(engineEndpoint, { method: from.method ?? 'POST', path: from.url ?? '/', headers: from.headers }, (answer) => {
      to.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(to);
    });
    onward.on('error', (error) => to.destroy(error));
    onward.end(body);
  };
  const server = createServer((from, to) => {
    pass(from, to).catch((error: unknown) => to.destroy(error instanceof Error ? error : new Error(String(error))));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    needed: () => [...needed].sort(),
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
