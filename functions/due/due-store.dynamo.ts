import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Instant } from '../core/clock.ts';
import type { MainTable } from '../storage/client.ts';
import { dueIndex } from '../storage/tables.ts';

/** A row's place in the due index: what is needed to do it, put it off or count it, and nothing of what the row holds. */
export type DueRow = {
  readonly pk: string;
  readonly sk: string;
  /** The part of the index. */
  readonly due: string;
  /** `<instant>#<id>` */
  readonly dueSort: string;
  /** How often it failed since its row was last written. */
  readonly failures: number;
};

/** Where rows stand that failed too often to be in the way of others. */
export const ASIDE = 'due#aside';

/** Rows of one part at once; see storage/README.md. */
const ROWS_PER_READ = 25;

/** Beyond this many set aside the number no longer says more. */
const MOST_COUNTED = 1000;

export const createDueStore = ({ client, name }: MainTable) => ({
  /**
   * The rows of one part that are due by `now`, the earliest first, read as they are asked for. The index follows the table
   * with a delay: a row that was done a moment ago may still come, and must be looked at before anything is done.
   */
  dueIn: async function* (part: string, now: Instant): AsyncGenerator<DueRow, undefined> {
    let from: Record<string, unknown> | undefined;
    do {
      const { Items, LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: name,
          IndexName: dueIndex.name,
          KeyConditionExpression: '#due = :part AND #dueSort <= :now',
          ProjectionExpression: 'pk, sk, #due, #dueSort, dueFailures',
          ExpressionAttributeNames: { '#due': dueIndex.partitionKey, '#dueSort': dueIndex.sortKey },
          // Every id sorts before the tilde: what is due at this very instant belongs to it.
          ExpressionAttributeValues: { ':part': part, ':now': `${now}#~` },
          Limit: ROWS_PER_READ,
          ...(from === undefined ? {} : { ExclusiveStartKey: from }),
        }),
      );
      for (const row of Items ?? []) {
        const { pk, sk, due, dueSort, dueFailures = 0 } = row;
        yield { pk: String(pk), sk: String(sk), due: String(due), dueSort: String(dueSort), failures: Number(dueFailures) };
      }
      from = LastEvaluatedKey;
    } while (from !== undefined);
  },

  /**
   * Puts off what failed, to `until`, in this part of the index. Whoever writes the row from its own data brings it back to
   * where it belongs and forgets the failures; if that has happened since it was read, nothing is put off.
   */
  putOff: async ({ pk, sk, due, dueSort, failures }: DueRow, part: string, until: Instant): Promise<void> => {
    const id = dueSort.slice(dueSort.indexOf('#') + 1);
    try {
      await client.send(
        new UpdateCommand({
          TableName: name,
          Key: { pk, sk },
          UpdateExpression: 'SET #due = :part, #dueSort = :until, dueFailures = :failures',
          ConditionExpression: '#due = :due AND #dueSort = :dueSort',
          ExpressionAttributeNames: { '#due': dueIndex.partitionKey, '#dueSort': dueIndex.sortKey },
          ExpressionAttributeValues: { ':part': part, ':until': `${until}#${id}`, ':failures': failures + 1, ':due': due, ':dueSort': dueSort },
        }),
      );
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  },

  /** How many rows are set aside, 1,000 at most. */
  countAside: async (): Promise<number> => {
    const { Count = 0 } = await client.send(
      new QueryCommand({
        TableName: name,
        IndexName: dueIndex.name,
        KeyConditionExpression: '#due = :aside',
        ExpressionAttributeNames: { '#due': dueIndex.partitionKey },
        ExpressionAttributeValues: { ':aside': ASIDE },
        Select: 'COUNT',
        Limit: MOST_COUNTED,
      }),
    );
    return Count;
  },
});

export type DueStore = ReturnType<typeof createDueStore>;
