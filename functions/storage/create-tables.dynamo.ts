import {
  CreateTableCommand,
  ResourceInUseException,
  UpdateTimeToLiveCommand,
  type CreateTableCommandInput,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { tables, type TableDefinition } from './tables.ts';

/** The request that creates one table under its real name. */
export const createTableInput = (table: TableDefinition, realName: string): CreateTableCommandInput => ({
  TableName: realName,
  BillingMode: 'PAY_PER_REQUEST',
  KeySchema: [
    { AttributeName: table.partitionKey, KeyType: 'HASH' },
    { AttributeName: table.sortKey, KeyType: 'RANGE' },
  ],
  AttributeDefinitions: keyAttributes(table).map((name) => ({ AttributeName: name, AttributeType: 'S' })),
  ...(table.indexes.length === 0
    ? {}
    : {
        GlobalSecondaryIndexes: table.indexes.map((index) => ({
          IndexName: index.name,
          KeySchema: [
            { AttributeName: index.partitionKey, KeyType: 'HASH' as const },
            { AttributeName: index.sortKey, KeyType: 'RANGE' as const },
          ],
          Projection: { ProjectionType: table.projection },
        })),
      }),
  ...(table.stream === undefined
    ? {}
    : { StreamSpecification: { StreamEnabled: true, StreamViewType: table.stream } }),
});

const keyAttributes = (table: TableDefinition): string[] => [
  table.partitionKey,
  table.sortKey,
  ...table.indexes.flatMap((index) => [index.partitionKey, index.sortKey]),
];

export type RealNames = Readonly<Record<TableDefinition['name'], string>>;

/** Creates what is missing and leaves what is there: safe to run at every start. */
export const createTables = async (client: DynamoDBClient, realNames: RealNames): Promise<void> => {
  for (const table of tables) {
    const name = realNames[table.name];
    try {
      await client.send(new CreateTableCommand(createTableInput(table, name)));
    } catch (error) {
      if (error instanceof ResourceInUseException) continue;
      throw error;
    }
    await client.send(
      new UpdateTimeToLiveCommand({
        TableName: name,
        TimeToLiveSpecification: { AttributeName: table.timeToLive, Enabled: true },
      }),
    );
  }
};
