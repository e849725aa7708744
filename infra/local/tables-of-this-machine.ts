import { DescribeTableCommand, waitUntilTableExists, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { connect, type DynamoSettings } from '../../functions/storage/client.ts';
import { createTables, type RealNames } from '../../functions/storage/create-tables.dynamo.ts';
import { tables } from '../../functions/storage/tables.ts';
import type { TableInUse } from './expiry.ts';
import { StartProblem, errorCode, messageOf } from './start-problem.ts';

/** Creates what is missing. Throws StartProblem when the database cannot be reached or is broken. */
export const prepareTables = async (settings: DynamoSettings, names: RealNames, whereItLives: string): Promise<readonly TableInUse[]> => {
  const client = connect(settings);
  try {
    await createTables(client, names);
    await Promise.all(tables.map(({ name }) => untilActive(client, names[name])));
  } catch (error) {
    throw whyNoTables(error, whereItLives);
  }
  return tables.map((definition) => ({ client, name: names[definition.name], definition }));
};

const untilActive = async (client: DynamoDBClient, name: string): Promise<void> => {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
  if (Table?.TableStatus !== 'ACTIVE') await waitUntilTableExists({ client, maxWaitTime: 60 }, { TableName: name });
};

const whyNoTables = (error: unknown, whereItLives: string): unknown => {
  const words = messageOf(error);
  if (/malformed|corrupt|not a database|disk I\/O/iu.test(words)) {
    return new StartProblem(`${whereItLives} is broken (${words}): put back a copy, or begin again with --fresh, which forgets all data in this folder.`);
  }
  if (['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'ECONNRESET'].includes(errorCode(error) ?? '')) {
    return new StartProblem(`${whereItLives} does not answer (${errorCode(error) ?? ''}): start it, or unset DYNAMODB_ENDPOINT to use the embedded database.`);
  }
  return error;
};
