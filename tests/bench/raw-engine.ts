import { randomUUID } from 'node:crypto';
import { BatchGetCommand, GetCommand, PutCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { MainTable } from '../../functions/storage/client.ts';
import type { EngineCalls } from './engine-calls.ts';

type Call = () => Promise<unknown>;

/** About what one key of a batch, and the frame of one item of a transaction, take in a request. */
const KEY_BYTES = 85;
const ITEM_FRAME_BYTES = 190;
const ITEMS_OF_A_TRANSACTION = 3;

/**
 * The engine's own ceiling: the same operations as the work under test made, each with as many bytes, with nothing between
 * them: no rules, no GraphQL, no parsing of rows. One item of a transaction stands in an index, as a request does.
 */
export const rawCalls = async (
  { client, name }: MainTable,
  seen: ReadonlyMap<string, EngineCalls>,
): Promise<Readonly<Record<string, Call>>> => {
  const meanBytes = (operation: string): number => {
    const { count, bytes } = seen.get(operation) ?? { count: 1, bytes: 300 };
    return bytes / count;
  };
  const keys = Array.from({ length: Math.max(1, Math.round(meanBytes('BatchGetItem') / KEY_BYTES)) }, (_, at) => ({ pk: `raw#${at}`, sk: 'raw' }));
  for (const key of keys) await client.send(new PutCommand({ TableName: name, Item: { ...key, text: 'x'.repeat(700), count: 0 } }));
  const [key] = keys;
  const text = 'x'.repeat(Math.max(10, Math.round(meanBytes('TransactWriteItems') / ITEMS_OF_A_TRANSACTION - ITEM_FRAME_BYTES)));
  const put = (more: Record<string, string> = {}) => ({
    Put: { TableName: name, Item: { pk: `raw#${randomUUID()}`, sk: 'raw', text, ...more }, ConditionExpression: 'attribute_not_exists(pk)' },
  });
  return {
    GetItem: () => client.send(new GetCommand({ TableName: name, Key: key, ConsistentRead: true })),
    BatchGetItem: () => client.send(new BatchGetCommand({ RequestItems: { [name]: { Keys: keys, ConsistentRead: true } } })),
    UpdateItem: () =>
      client.send(
        new UpdateCommand({
          TableName: name,
          Key: key,
          UpdateExpression: 'ADD #count :one',
          ExpressionAttributeNames: { '#count': 'count' },
          ExpressionAttributeValues: { ':one': 1 },
        }),
      ),
    TransactWriteItems: () =>
      client.send(new TransactWriteCommand({ TransactItems: [put({ queue: 'raw', queueSort: randomUUID() }), put(), put()] })),
  };
};
