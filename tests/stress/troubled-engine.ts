import { once } from 'node:events';
import { Agent, createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What can go wrong with one call. Those that end in LOST were carried out, and the caller does not learn of it. */
export const troubles = [
  'THROTTLED',
  'SERVER_ERROR',
  'SERVER_ERROR_LOST',
  'DROPPED',
  'DROPPED_LOST',
  'HUNG',
  'HUNG_LOST',
  /** Carried out only after the caller has given up: it may come after the caller's next attempt. */
  'COMES_LATE',
  'CONFLICT',
] as const;
export type Trouble = (typeof troubles)[number];

export type EngineCall = { readonly action: string; readonly body: Buffer };

export type TroubledEngine = {
  readonly endpoint: string;
  /** How many calls came, and what befell them. */
  readonly calls: () => number;
  readonly befell: ReadonlyMap<Trouble, number>;
  /** Calls that are still on their way, such as those that come late. */
  readonly underWay: () => number;
  readonly stop: () => Promise<void>;
};

export type TroubledEngineOptions = {
  /** Where the engine is now: it may come back elsewhere. */
  readonly engine: () => string;
  /** What befalls this call; undefined lets it pass. */
  readonly befalls: (call: EngineCall) => Trouble | undefined;
  /** Hears of each call when it comes and when it has been answered. */
  readonly onCall?: () => void;
};

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** Stands before the engine and lets it answer as DynamoDB does on a bad day. */
export const troubleEngine = async ({ engine, befalls, onCall = () => undefined }: TroubledEngineOptions): Promise<TroubledEngine> => {
  const befell = new Map<Trouble, number>();
  let calls = 0;
  let underWay = 0;

  const answer = async (from: IncomingMessage, to: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of from as AsyncIterable<Buffer>) chunks.push(chunk);
    const call = { action: String(from.headers['x-amz-target']).split('.')[1] ?? '?', body: Buffer.concat(chunks) };
    calls += 1;
    onCall();
    const trouble = befalls(call);
    if (trouble === undefined) {
      const passed = await pass(engine(), from, call);
      onCall();
      to.writeHead(passed.status, passed.headers).end(passed.body);
      return;
    }
    befell.set(trouble, (befell.get(trouble) ?? 0) + 1);
    if (trouble === 'COMES_LATE') {
      await once(to, 'close');
      await pass(engine(), from, call);
      return;
    }
    if (trouble.endsWith('_LOST')) await pass(engine(), from, call);
    if (trouble.startsWith('DROPPED')) to.destroy();
    if (trouble.startsWith('DROPPED') || trouble.startsWith('HUNG')) return;
    const { status, ...body } = refusalOf(trouble, call);
    to.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body));
  };

  const server = createServer((from, to) => {
    underWay += 1;
    answer(from, to)
      // The engine is away, or was killed over this call: so is the connection to it.
      .catch(() => to.destroy())
      .finally(() => {
        underWay -= 1;
      });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls: () => calls,
    befell,
    underWay: () => underWay,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};

type Passed = { readonly status: number; readonly headers: IncomingMessage['headers']; readonly body: Buffer };

const pass = (engine: string, from: IncomingMessage, { body }: EngineCall): Promise<Passed> =>
  new Promise((resolve, reject) => {
    const onward = forward(engine, { method: from.method ?? 'POST', path: from.url ?? '/', headers: from.headers, agent }, (answered) => {
      const chunks: Buffer[] = [];
      answered.on('data', (chunk: Buffer) => chunks.push(chunk));
      answered.on('error', reject);
      answered.on('end', () => resolve({ status: answered.statusCode ?? 502, headers: answered.headers, body: Buffer.concat(chunks) }));
    });
    onward.on('error', reject);
    onward.end(body);
  });

const NAMES = 'com.amazonaws.dynamodb.v20120810';

/** The words are the service's own: "Error handling with DynamoDB" and the API reference of TransactWriteItems. */
const refusalOf = (trouble: Trouble, { action, body }: EngineCall): { readonly status: number } & Record<string, unknown> => {
  if (trouble === 'THROTTLED') {
    return { status: 400, __type: `${NAMES}#ProvisionedThroughputExceededException`, message: 'The level of configured provisioned throughput for the table was exceeded.' };
  }
  if (trouble !== 'CONFLICT') return { status: 500, __type: `${NAMES}#InternalServerError`, message: 'The request processing has failed because of an unknown error.' };
  if (action === 'BatchGetItem') return { status: 200, Responses: {}, UnprocessedKeys: requestItems(body) };
  if (action === 'BatchWriteItem') return { status: 200, UnprocessedItems: requestItems(body) };
  if (action === 'TransactWriteItems') return cancelled(body);
  // One row at a time: only writes meet a transaction, reads are throttled instead.
  if (action === 'GetItem' || action === 'Query') return { status: 400, __type: `${NAMES}#ThrottlingException`, message: 'Rate exceeded' };
  return { status: 400, __type: `${NAMES}#TransactionConflictException`, message: 'Transaction is ongoing for the item' };
};

const requestItems = (body: Buffer): unknown => (JSON.parse(body.toString()) as { readonly RequestItems: unknown }).RequestItems;

/** Somebody else's transaction is at the last of the rows. */
const cancelled = (body: Buffer): { readonly status: number } & Record<string, unknown> => {
  const { TransactItems } = JSON.parse(body.toString()) as { readonly TransactItems: readonly unknown[] };
  const codes = TransactItems.map((_, at) => (at === TransactItems.length - 1 ? 'TransactionConflict' : 'None'));
  return {
    status: 400,
    __type: `${NAMES}#TransactionCanceledException`,
    Message: `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes.join(', ')}]`,
    CancellationReasons: codes.map((Code) => (Code === 'None' ? { Code } : { Code, Message: 'Transaction is ongoing for the item' })),
  };
};
