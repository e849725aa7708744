import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';

/** A table as the stores see it: the client that reaches it and its real name. */
export type MainTable = { readonly client: DynamoDBDocumentClient; readonly name: string };
export type ContactsTable = { readonly client: DynamoDBDocumentClient; readonly name: string };

/** One write of a transaction. */
export type TransactWrite = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

export type DynamoSettings = {
  /** Undefined: AWS itself, in the region of the function. */
  readonly endpoint?: string | undefined;
  readonly region?: string | undefined;
};

/**
 * One client for a DynamoDB. Undefined attributes are left out, so that an optional field that is absent is absent in
 * the item too. An engine on this machine checks no signature; the credentials exist because the protocol wants some.
 */
export const connect = ({ endpoint, region }: DynamoSettings): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(
    new DynamoDBClient({
      ...(region === undefined ? {} : { region }),
      ...(endpoint === undefined
        ? {}
        : { endpoint, region: region ?? 'local', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } }),
      maxAttempts: 5,
    }),
    { marshallOptions: { removeUndefinedValues: true } },
  );
