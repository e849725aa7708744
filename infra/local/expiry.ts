import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, ScanCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { TableDefinition } from '../../functions/storage/tables.ts';

/** A table under its real name. */
export type TableInUse = { readonly client: DynamoDBDocumentClient; readonly name: string; readonly definition: TableDefinition };

const HOUR_MILLISECONDS = 3_600_000;

/** Few enough that whoever asks meanwhile hardly waits, and that a stop comes soon. */
const ROWS_PER_PAGE = 2000;

/**
 * Deletes what has expired, since the embedded engine notes a time to live and does not carry it out; DynamoDB itself does,
 * within a few days. Returns how many rows went. Readers filter on the time anyway, so lateness shows nowhere. `signal` ends it early.
 */
export const deleteExpired = async ({ client, name, definition }: TableInUse, now: Date, signal?: AbortSignal): Promise<number> => {
  const seconds = Math.floor(now.getTime() / 1000);
  const expired = {
    // A number only: DynamoDB ignores any other type in this attribute.
    condition: 'attribute_type(#expires, :number) AND #expires <= :now',
    names: { '#expires': definition.timeToLive },
    values: { ':number': 'N', ':now': seconds },
  };
  let deleted = 0;
  let from: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({
        TableName: name,
        Limit: ROWS_PER_PAGE,
        FilterExpression: expired.condition,
        ProjectionExpression: '#pk, #sk',
        ExpressionAttributeNames: { ...expired.names, '#pk': definition.partitionKey, '#sk': definition.sortKey },
        ExpressionAttributeValues: expired.values,
        ...(from === undefined ? {} : { ExclusiveStartKey: from }),
      }),
    );
    for (const key of page.Items ?? []) {
      if (signal?.aborted === true) return deleted;
      try {
        // Still expired: somebody may have given the row a later time since it was read.
        await client.send(
          new DeleteCommand({
            TableName: name,
            Key: key,
            ConditionExpression: expired.condition,
            ExpressionAttributeNames: expired.names,
            ExpressionAttributeValues: expired.values,
          }),
        );
        deleted += 1;
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    }
    from = page.LastEvaluatedKey;
  } while (from !== undefined && signal?.aborted !== true);
  return deleted;
};

export type Expiry = { readonly stop: () => Promise<void> };

/** Deletes what has expired now and every hour. */
export const startExpiry = (tables: readonly TableInUse[], report: (error: unknown) => void): Expiry => {
  let running = Promise.resolve();
  const stopping = new AbortController();
  const run = (): void => {
    running = running.then(async () => {
      for (const table of tables) await deleteExpired(table, new Date(), stopping.signal);
    }).catch(report);
  };
  run();
  const timer = setInterval(run, HOUR_MILLISECONDS);
  return {
    stop: async () => {
      clearInterval(timer);
      stopping.abort();
      await running;
    },
  };
};
