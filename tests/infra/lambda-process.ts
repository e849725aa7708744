import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/** A function as Lambda runs it: the bundle alone in a fresh process that knows its settings and nothing else. */
export type LambdaProcess = {
  /** The handler's answer, after a way through JSON. Throws with the handler's stack when it threw. */
  readonly invoke: (event: unknown) => Promise<unknown>;
  /** Everything that it has written so far: its log. */
  readonly log: () => string;
  readonly stop: () => Promise<void>;
};

type Outcome = { readonly id: number; readonly result?: unknown; readonly failure?: string };

export const startLambda = async (bundleFile: string, settings: Readonly<Record<string, string>>): Promise<LambdaProcess> => {
  const child = fork(join(import.meta.dirname, 'lambda-runtime.ts'), [pathToFileURL(bundleFile).href], {
    execPath: join(import.meta.dirname, '../../node_modules/.bin/node'),
    execArgv: [],
    // Away from the repository: a bundle that reads a file of it would fail on Lambda too.
    cwd: '/',
    env: {
      AWS_REGION: 'ap-southeast-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_LAMBDA_FUNCTION_NAME: 'test',
      POWERTOOLS_TRACE_ENABLED: 'false',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let written = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      written += text;
    });
  }
  const waiting = new Map<number, (outcome: Outcome) => void>();
  const ready = Promise.withResolvers<undefined>();
  child.on('message', (message: string) => {
    if (message === 'ready') {
      ready.resolve(undefined);
      return;
    }
    const outcome = JSON.parse(message) as Outcome;
    waiting.get(outcome.id)?.(outcome);
    waiting.delete(outcome.id);
  });
  child.once('exit', (code) => {
    ready.reject(new Error(`The function stopped (${code}) before it was ready:\n${written}`));
    for (const [id, settle] of waiting) settle({ id, failure: `The function stopped (${code}):\n${written}` });
  });
  await ready.promise;

  let last = 0;
  return {
    invoke: async (event) => {
      const id = (last += 1);
      const outcome = Promise.withResolvers<Outcome>();
      waiting.set(id, outcome.resolve);
      child.send(JSON.stringify({ id, event }));
      const { failure, result } = await outcome.promise;
      if (failure !== undefined) throw new Error(failure);
      return result;
    },
    log: () => written,
    stop: () => stopped(child),
  };
};

const stopped = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
};

export type HttpCall = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};

/** What an HTTP API of API Gateway hands to a function (payload format 2.0). */
export const httpEvent = ({ method, path, headers = {}, body }: HttpCall): APIGatewayProxyEventV2 => ({
  version: '2.0',
  routeKey: '$default',
  rawPath: path,
  rawQueryString: '',
  headers: { host: 'station.example', 'content-type': 'application/json', ...headers },
  requestContext: {
    accountId: '111122223333',
    apiId: 'api',
    domainName: 'station.example',
    domainPrefix: 'station',
    http: { method, path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
    requestId: 'request-from-api-gateway',
    routeKey: '$default',
    stage: '$default',
    time: '23/Nov/2026:08:00:00 +0000',
    timeEpoch: Date.UTC(2026, 10, 23, 8),
  },
  ...(body === undefined ? {} : { body }),
  isBase64Encoded: false,
});
