import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as v from 'valibot';
import type { Instant } from '../core/clock.ts';
import { epochSecondsOf } from '../core/clock.ts';
import type { Row } from '../storage/batch.ts';
import type { ContactsTable } from '../storage/client.ts';

const row = v.object({ v: v.literal(1), jwe: v.optional(v.string()) });

/** Request ids are UUIDs, so no request's contact is ever under a member's key. */
const keyOf = (memberId: string) => ({ pk: `contact#member#${memberId}`, sk: 'contact' });

/** A member's own number, sealed. It stays as long as the member does: no day of erasure. */
export const memberPhoneRow = (memberId: string, jwe: string): Row => ({ ...keyOf(memberId), v: 1, jwe });

export const createMemberPhoneStore = ({ client, name }: ContactsTable) => ({
  /** The newest number counts. */
  put: async (memberId: string, jwe: string): Promise<void> => {
    await client.send(new PutCommand({ TableName: name, Item: memberPhoneRow(memberId, jwe) }));
  },

  /** Nothing of the number is left from now on; the empty row goes by itself. The API may put rows and delete none. */
  erase: async (memberId: string, now: Instant): Promise<void> => {
    await client.send(new PutCommand({ TableName: name, Item: { ...keyOf(memberId), v: 1, expiresAt: epochSecondsOf(now) } }));
  },

  /** The sealed number, or undefined when there is none. */
  sealed: async (memberId: string): Promise<string | undefined> => {
    const { Item } = await client.send(new GetCommand({ TableName: name, Key: keyOf(memberId), ConsistentRead: true }));
    return Item === undefined ? undefined : v.parse(row, Item).jwe;
  },
});
