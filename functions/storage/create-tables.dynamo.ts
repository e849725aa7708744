import {
  CreateTableCommand,
  DescribeTableCommand,
  ResourceInUseException,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
  type CreateTableCommandInput,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { tables, type IndexDefinition, type TableDefinition } from './tables.ts';

/** The request that creates one table under its real name. */
export const createTableInput = (table: TableDefinition, realName: string): CreateTableCommandInput => ({
  TableName: realName,
  BillingMode: 'PAY_PER_REQUEST',
  KeySchema: [
    { AttributeName: table.partitionKey, KeyType: 'HASH' },
    { AttributeName: table.sortKey, KeyType: 'RANGE' },
  ],
  AttributeDefinitions: keyAttributes(table).map((name) => ({ AttributeName: name, AttributeType: 'S' })),
  ...(table.indexes.length === 0 ? {} : { GlobalSecondaryIndexes: table.indexes.map((index) => indexInput(table, index)) }),
  ...(table.stream === undefined
    ? {}
    : { StreamSpecification: { StreamEnabled: true, StreamViewType: table.stream } }),
});

const indexInput = (table: TableDefinition, index: IndexDefinition) => ({
  IndexName: index.name,
  KeySchema: [
    { AttributeName: index.partitionKey, KeyType: 'HASH' as const },
    { AttributeName: index.sortKey, KeyType: 'RANGE' as const },
  ],
  Projection: { ProjectionType: table.projection },
});

/** DynamoDB makes one index at a time, and no second one before the first is filled. */
const addMissingIndexes = async (client: DynamoDBClient, table: TableDefinition, name: string): Promise<void> => {
  const there = async () => (await client.send(new DescribeTableCommand({ TableName: name }))).Table?.GlobalSecondaryIndexes ?? [];
  const before = new Set((await there()).map(({ IndexName }) => IndexName));
  for (const index of table.indexes.filter((each) => !before.has(each.name))) {
    await client.send(
      new UpdateTableCommand({
        TableName: name,
        AttributeDefinitions: keyAttributes(table).map((attribute) => ({ AttributeName: attribute, AttributeType: 'S' })),
        GlobalSecondaryIndexUpdates: [{ Create: indexInput(table, index) }],
      }),
    );
    while ((await there()).some(({ IndexStatus }) => IndexStatus !== 'ACTIVE')) await new Promise((resolve) => setTimeout(resolve, 1000));
  }
};

const keyAttributes = (table: TableDefinition): string[] => [
  table.partitionKey,
  table.sortKey,
  ...table.indexes.flatMap((index) => [index.partitionKey, index.sortKey]),
];

export type RealNames = Readonly<Record<TableDefinition['name'], string>>;

/**
 * Creates what is missing, tables and indexes, and leaves what is there: safe to run at every start. A new index fills
 * itself with the rows that have its keys.
 */
export const createTables = async (client: DynamoDBClient, realNames: RealNames): Promise<void> => {
  for (const table of tables) {
    const name = realNames[table.name];
    try {
      await client.send(new CreateTableCommand(createTableInput(table, name)));
    } catch (error) {
      if (!(error instanceof ResourceInUseException)) throw error;
      await addMissingIndexes(client, table, name);
      continue;
    }
    await client.send(
      new UpdateTimeToLiveCommand({
        TableName: name,
        TimeToLiveSpecification: { AttributeName: table.timeToLive, Enabled: true },
      }),
    );
  }
};
