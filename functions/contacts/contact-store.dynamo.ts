import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as v from 'valibot';
import type { Instant } from '../core/clock.ts';
import { epochSecondsOf } from '../core/clock.ts';
import type { ContactsTable } from '../storage/client.ts';

const row = v.object({
  v: v.literal(1),
  /** Absent once it was erased. */
  jwe: v.optional(v.string()),
  consentVersion: v.optional(v.string()),
  expiresAt: v.number(),
});

const keyOf = (requestId: string) => ({ pk: `contact#${requestId}`, sk: 'contact' });

/** Sealed contacts: whoever reads this table without the private key learns nothing. */
export const createContactStore = ({ client, name }: ContactsTable) => ({
  /**
   * Keeps the first contact of a request until then. A repeat changes nothing, so that it can't shorten what the request
   * has prolonged since; only what has run out is replaced.
   */
  putFirst: async (
    contact: { readonly requestId: string; readonly jwe: string; readonly consentVersion: string },
    keptUntil: Instant,
    now: Instant,
  ): Promise<void> => {
    const { requestId, jwe, consentVersion } = contact;
    try {
      await client.send(
        new PutCommand({
          TableName: name,
          Item: { ...keyOf(requestId), v: 1, jwe, consentVersion, expiresAt: epochSecondsOf(keptUntil) },
          ConditionExpression: 'attribute_not_exists(pk) OR expiresAt < :now',
          ExpressionAttributeValues: { ':now': epochSecondsOf(now) },
        }),
      );
    } catch (error) {
      // A repeat; or another content under the same id, which the request's own write refuses and says so.
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  },

  /** Nothing of the contact is left from now on; the empty row goes by itself. The API may put rows and delete none. */
  erase: async (requestId: string, now: Instant): Promise<void> => {
    await client.send(new PutCommand({ TableName: name, Item: { ...keyOf(requestId), v: 1, expiresAt: epochSecondsOf(now) } }));
  },

  /** Moves the day on which it is erased. Nothing to do when no contact was left, or it is gone. */
  keepUntil: async (requestId: string, keptUntil: Instant): Promise<void> => {
    try {
      await client.send(
        new UpdateCommand({
          TableName: name,
          Key: keyOf(requestId),
          UpdateExpression: 'SET expiresAt = :expiresAt',
          ConditionExpression: 'attribute_exists(jwe)',
          ExpressionAttributeValues: { ':expiresAt': epochSecondsOf(keptUntil) },
        }),
      );
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  },

  /** The sealed contact, or undefined when none was left or its time is over. */
  sealed: async (requestId: string, now: Instant): Promise<string | undefined> => {
    const { Item } = await client.send(
      new GetCommand({ TableName: name, Key: keyOf(requestId), ConsistentRead: true }),
    );
    if (Item === undefined) return undefined;
    const { jwe, expiresAt } = v.parse(row, Item);
    return expiresAt > epochSecondsOf(now) ? jwe : undefined;
  },
});

export type ContactStore = ReturnType<typeof createContactStore>;
