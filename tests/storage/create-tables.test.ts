import { CreateTableCommand, DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect } from '../../functions/storage/client.ts';
import { createTableInput, createTables } from '../../functions/storage/create-tables.dynamo.ts';
import { mainTable, withinIndex } from '../../functions/storage/tables.ts';
import { startEngine } from '../../infra/local/engine.ts';

let engine: Awaited<ReturnType<typeof startEngine>>;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

describe('a table from before an index was thought of', () => {
  test('gets the index at the next start, with the rows that belong in it, and keeps what it has', async () => {
    const client = connect({ endpoint: engine.endpoint });
    await client.send(new CreateTableCommand(createTableInput({ ...mainTable, indexes: [withinIndex] }, 'main')));
    await client.send(new PutCommand({ TableName: 'main', Item: { pk: 'request#one', sk: 'request', due: 'due#0', dueSort: '2026' } }));
    for (let start = 0; start < 2; start += 1) await createTables(client, { main: 'main', contacts: 'contacts' });
    const { Table } = await client.send(new DescribeTableCommand({ TableName: 'main' }));
    expect(Table?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName).sort()).toEqual(mainTable.indexes.map(({ name }) => name).sort());
    const { Items } = await client.send(
      new QueryCommand({ TableName: 'main', IndexName: 'due', KeyConditionExpression: 'due = :due', ExpressionAttributeValues: { ':due': 'due#0' } }),
    );
    expect(Items).toMatchObject([{ pk: 'request#one' }]);
    client.destroy();
  });
});
