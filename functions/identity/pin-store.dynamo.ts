import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as v from 'valibot';
import type { Instant } from '../core/clock.ts';
import type { MainTable, TransactWrite } from '../storage/client.ts';
import type { Pin } from './pin.ts';

const text = v.pipe(v.string(), v.nonEmpty());
const pinRow = v.object({
  v: v.literal(1),
  memberId: text,
  salt: text,
  hash: text,
  wrongTries: v.pipe(v.number(), v.integer(), v.minValue(0)),
  lockedUntil: v.optional(text),
  setAt: text,
});

const keyOf = (memberId: string) => ({ pk: `pin#${memberId}`, sk: 'pin' });

export const createPinStore = ({ client, name }: MainTable) => ({
  pin: async (memberId: string): Promise<Pin | undefined> => {
    const { Item } = await client.send(new GetCommand({ TableName: name, Key: keyOf(memberId), ConsistentRead: true }));
    if (Item === undefined) return undefined;
    const { v: _shape, ...pin } = v.parse(pinRow, Item);
    return pin;
  },

  /** Replaces the one before. */
  putting: (pin: Pin): TransactWrite => ({ Put: { TableName: name, Item: { ...keyOf(pin.memberId), v: 1, ...pin } } }),

  /** For the transaction in which a member who lost their phone is signed out everywhere. */
  removing: (memberId: string): TransactWrite => ({ Delete: { TableName: name, Key: keyOf(memberId) } }),

  /** Sets the first one. Lost when there is one by now. */
  putFirst: (pin: Pin): TransactWrite => ({ Put: { TableName: name, Item: { ...keyOf(pin.memberId), v: 1, ...pin }, ConditionExpression: 'attribute_not_exists(pk)' } }),

  /** Counts a try before it is judged, so that of many at once no more than allowed are. False: somebody else tried meanwhile. */
  countTry: async ({ memberId, wrongTries, setAt }: Pin, lockedUntil: Instant | undefined): Promise<boolean> => {
    try {
      await client.send(
        new UpdateCommand({
          TableName: name,
          Key: keyOf(memberId),
          UpdateExpression: lockedUntil === undefined ? 'SET wrongTries = :next' : 'SET wrongTries = :next, lockedUntil = :until',
          ConditionExpression: 'wrongTries = :before AND setAt = :setAt',
          ExpressionAttributeValues: {
            ':next': wrongTries + 1,
            ':before': wrongTries,
            ':setAt': setAt,
            ...(lockedUntil === undefined ? {} : { ':until': lockedUntil }),
          },
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  },

  /** For the transaction in which the right PIN let its member in. */
  forgetting: (memberId: string): TransactWrite => ({
    Update: {
      TableName: name,
      Key: keyOf(memberId),
      UpdateExpression: 'SET wrongTries = :none REMOVE lockedUntil',
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeValues: { ':none': 0 },
    },
  }),
});
