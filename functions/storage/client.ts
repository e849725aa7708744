import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { isPassingConflict } from './trouble.ts';

/** A table as the stores see it: the client that reaches it and its real name. */
export type MainTable = { readonly client: DynamoDBDocumentClient; readonly name: string };
export type ContactsTable = { readonly client: DynamoDBDocumentClient; readonly name: string };

/** One write of a transaction. */
export type TransactWrite = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

export type DynamoSettings = {
  /** Undefined: AWS itself, in the region of the function. */
  readonly endpoint?: string | undefined;
  readonly region?: string | undefined;
  /** How long one attempt may take before it counts as lost; by default 1,500 on AWS and 5,000 elsewhere. */
  readonly timeoutMilliseconds?: number | undefined;
};

/**
 * DynamoDB answers within some 10 ms; an answer that takes this long is not coming. Five attempts and the pauses between
 * them then stay below the 10 s that the smallest of our functions has (infra/functions.ts), so that the caller is told.
 */
const TIMEOUT_MILLISECONDS = 1_500;

/**
 * A database of one's own shares the processor with us: under load its answers, and our hearing of them, are slow and not
 * lost, and asking again would only add to the load. It stays below the gateway's 30 s.
 */
const OWN_TIMEOUT_MILLISECONDS = 5_000;
const MOST_ATTEMPTS = 5;

/**
 * One client for a DynamoDB. Undefined attributes are left out, so that an optional field that is absent is absent in
 * the item too. Credentials for a database of one's own exist because the protocol wants some.
 *
 * What may pass by itself is tried again after a random pause that doubles: throttling, 5xx, lost connections, answers that
 * do not come, and conflicts with another transaction. A transaction is repeated under the token of its first attempt
 * (`ClientRequestToken`, which the client makes), so that one whose answer was lost is not made twice.
 */
export const connect = ({ endpoint, region, timeoutMilliseconds }: DynamoSettings): DynamoDBDocumentClient => {
  const timeout = timeoutMilliseconds ?? (endpoint === undefined ? TIMEOUT_MILLISECONDS : OWN_TIMEOUT_MILLISECONDS);
  const client = new DynamoDBClient({
    ...(region === undefined ? {} : { region }),
    ...(endpoint === undefined
      ? {}
      : { endpoint, region: region ?? 'local', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } }),
    ...(isOnThisMachine(endpoint) ? { signer: UNSIGNED } : {}),
    maxAttempts: MOST_ATTEMPTS,
    requestHandler: {
      connectionTimeout: timeout,
      requestTimeout: timeout,
      socketTimeout: timeout,
      // Without this the client only writes a warning and waits on.
      throwOnRequestTimeout: true,
    },
  });
  retryConflicts(client);
  for (const name of endpoint === undefined ? OF_NO_USE : [...OF_NO_USE, ...OF_NO_USE_OUTSIDE_AWS]) client.middlewareStack.remove(name);
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
};

const isOnThisMachine = (endpoint: string | undefined): boolean =>
  endpoint !== undefined && ['127.0.0.1', '[::1]', 'localhost'].includes(new URL(endpoint).hostname);

/**
 * What a database on this machine is shown in place of a signature, since it wants the header and checks nothing: signing was
 * a third of the processor time of a call.
 */
const UNSIGNED: NonNullable<DynamoDBClientConfig['signer']> = {
  sign: (request) => {
    request.headers['x-amz-date'] = '20260101T000000Z';
    request.headers['authorization'] =
      'AWS4-HMAC-SHA256 Credential=local/20260101/local/dynamodb/aws4_request, SignedHeaders=host;x-amz-date;x-amz-target, Signature=none';
    return Promise.resolve(request);
  },
};

/**
 * Steps of each call that cost a fifth of its processor time: copying what is sent and what came for a logger that there is
 * not, and telling AWS by which parts of the client it is called. A name that the client has no longer is passed over.
 */
const OF_NO_USE = ['loggerMiddleware'];
const OF_NO_USE_OUTSIDE_AWS = ['getUserAgentMiddleware'];

/**
 * The client itself does not repeat what met another transaction. Marked as worth it, such an error takes the same way as
 * throttling: the same pauses, the same bound, the same token.
 */
const retryConflicts = (client: DynamoDBClient): void => {
  client.middlewareStack.add(
    (next) => async (call) => {
      try {
        return await next(call);
      } catch (error) {
        if (isPassingConflict(error)) Object.assign(error as Error, { $retryable: { throttling: false } });
        throw error;
      }
    },
    // Between the client's own retrying, which is the first of this step, and the wire.
    { step: 'finalizeRequest', priority: 'low', name: 'retryConflicts' },
  );
};
