import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, GetCommand, PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import * as v from 'valibot';
import { epochSecondsOf, type Instant } from '../core/clock.ts';
import type { MainTable, TransactWrite } from '../storage/client.ts';
import type { Official } from './official.ts';
import type { SignInChecks } from './issuer.ts';

/** A sign-in that was begun in one browser, until it comes back from the issuer or runs out. */
export type BegunSignIn = {
  /** Hash of the secret in the browser's cookie. */
  readonly hash: string;
  readonly checks: SignInChecks;
  /** The page of ours to go to afterwards. */
  readonly to: string;
  readonly endsAt: Instant;
};

const text = v.pipe(v.string(), v.nonEmpty());

const begunRow = v.object({
  v: v.literal(1),
  hash: text,
  checks: v.object({ state: text, nonce: text, verifier: text }),
  to: text,
  endsAt: text,
});

const officialEntries = {
  id: text,
  displayName: v.pipe(v.string(), v.nonEmpty(), v.maxLength(120)),
  role: v.picklist(['COMMUNE', 'PROVINCE', 'NATIONAL', 'OPERATOR']),
  unitVersion: v.pipe(v.string(), v.isoDate()),
  unitCode: v.optional(v.pipe(v.string(), v.regex(/^(\d{2}|\d{5})$/u))),
  signedInAt: v.pipe(v.string(), v.isoTimestamp()),
};
const officialSchema = v.object(officialEntries);
const officialRow = v.object({ v: v.literal(1), ...officialEntries });

const begunKey = (hash: string) => ({ pk: `sign-in#${hash}`, sk: 'sign-in' });
const officialKey = (id: string) => ({ pk: `official#${id}`, sk: 'official' });

export const createOfficialStore = ({ client, name }: MainTable) => ({
  keepBegun: async (begun: BegunSignIn): Promise<void> => {
    const Item = { ...begunKey(begun.hash), v: 1, ...begun, expiresAt: epochSecondsOf(begun.endsAt) };
    await client.send(new PutCommand({ TableName: name, Item, ConditionExpression: 'attribute_not_exists(pk)' }));
  },

  /** Takes it away for good: of any number who come back with it exactly one gets it. */
  takeBegun: async (hash: string, now: Instant): Promise<BegunSignIn | undefined> => {
    try {
      const { Attributes } = await client.send(
        new DeleteCommand({ TableName: name, Key: begunKey(hash), ConditionExpression: 'endsAt > :now', ExpressionAttributeValues: { ':now': now }, ReturnValues: 'ALL_OLD' }),
      );
      const { v: _shape, ...begun } = v.parse(begunRow, Attributes);
      return begun;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return undefined;
      throw error;
    }
  },

  official: async (id: string): Promise<Official | undefined> => {
    const { Item } = await client.send(new GetCommand({ TableName: name, Key: officialKey(id) }));
    if (Item === undefined) return undefined;
    const { v: _shape, ...official } = v.parse(officialRow, Item);
    return official;
  },

  /** The official as described now, and whatever else signing in writes: all or nothing. */
  signIn: async (official: Official, others: readonly TransactWrite[]): Promise<void> => {
    const Item = { ...officialKey(official.id), v: 1, ...v.parse(officialSchema, official) };
    await client.send(new TransactWriteCommand({ TransactItems: [{ Put: { TableName: name, Item } }, ...others] }));
  },
});
