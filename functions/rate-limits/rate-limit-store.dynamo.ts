import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { epochSecondsOf, type Instant } from '../core/clock.ts';
import type { MainTable } from '../storage/client.ts';

/** One counter: what is counted for whom, in the window that ends then. */
export type Counter = { readonly name: string; readonly most: number; readonly endsAt: Instant };

const keyOf = ({ name, endsAt }: Counter) => ({ pk: `limit#${name}`, sk: endsAt });

export const createRateLimitStore = ({ client, name: table }: MainTable) => ({
  /** Counts one try, unless there were as many as may be. Of any number at once no more than `most` get true. */
  count: async (counter: Counter): Promise<boolean> => {
    try {
      await client.send(
        new UpdateCommand({
          TableName: table,
          Key: keyOf(counter),
          UpdateExpression: 'SET v = :v, expiresAt = :expiresAt ADD tries :one',
          ConditionExpression: 'attribute_not_exists(tries) OR tries < :most',
          ExpressionAttributeValues: { ':v': 1, ':expiresAt': epochSecondsOf(counter.endsAt), ':one': 1, ':most': counter.most },
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  },

  /** Takes one try back. A counter that was deleted meanwhile has nothing to take back. */
  uncount: async (counter: Counter): Promise<void> => {
    try {
      await client.send(
        new UpdateCommand({
          TableName: table,
          Key: keyOf(counter),
          UpdateExpression: 'ADD tries :minus',
          ConditionExpression: 'tries > :none',
          ExpressionAttributeValues: { ':minus': -1, ':none': 0 },
        }),
      );
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  },
});
