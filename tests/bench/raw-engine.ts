import { randomUUID } from 'node:crypto';
import { BatchGetCommand, GetCommand, PutCommand, QueryCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { MainTable } from '../../functions/storage/client.ts';

const TEXT = 'x'.repeat(900);

type Call = () => Promise<unknown>;

/**
 * The engine's own ceiling: the same calls as the work under test made, in the same numbers, on rows of the same size,
 * with nothing between them: no rules, no GraphQL, no parsing.
 */
export const rawCalls = async ({ client, name }: MainTable): Promise<Readonly<Record<string, Call>>> => {
  const keys = Array.from({ length: 4 }, (_, at) => ({ pk: `raw#${at}`, sk: 'raw' }));
  for (const key of keys) await client.send(new PutCommand({ TableName: name, Item: { ...key, text: TEXT, count: 0 } }));
  const [key] = keys;
  const newRow = (size: number) => ({ pk: `raw#${randomUUID()}`, sk: 'raw', text: TEXT.slice(0, size) });
  return {
    GetItem: () => client.send(new GetCommand({ TableName: name, Key: key, ConsistentRead: true })),
    BatchGetItem: () =>
      client.send(new BatchGetCommand({ RequestItems: { [name]: { Keys: keys, ConsistentRead: true } } })),
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
    Query: () =>
      client.send(
        new QueryCommand({ TableName: name, KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': 'raw#0' } }),
      ),
    PutItem: () => client.send(new PutCommand({ TableName: name, Item: newRow(900) })),
    TransactWriteItems: () =>
      client.send(
        new TransactWriteCommand({
          TransactItems: [
            { Put: { TableName: name, Item: newRow(900), ConditionExpression: 'attribute_not_exists(pk)' } },
            { Put: { TableName: name, Item: newRow(300), ConditionExpression: 'attribute_not_exists(pk)' } },
            { Put: { TableName: name, Item: newRow(600) } },
          ],
        }),
      ),
  };
};
