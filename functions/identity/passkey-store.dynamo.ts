import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as v from 'valibot';
import { epochSecondsOf, type Instant } from '../core/clock.ts';
import type { MainTable, TransactWrite } from '../storage/client.ts';
import { rowsBeginning } from '../storage/query.ts';
import { userHandleOf, type Challenge, type Passkey } from './passkey.ts';

const text = v.pipe(v.string(), v.nonEmpty());
const passkeyRow = v.object({
  v: v.literal(1),
  credentialId: text,
  memberId: text,
  publicKey: text,
  counter: v.pipe(v.number(), v.integer(), v.minValue(0)),
  transports: v.array(v.string()),
  backedUp: v.boolean(),
  addedAt: text,
  lastUsedAt: v.optional(text),
});
const challengeRow = v.object({ v: v.literal(1), challenge: text, purpose: v.picklist(['ADD', 'SIGN_IN']), memberId: v.optional(text), endsAt: text });

const keyOf = (userHandle: string, credentialId: string) => ({ pk: `passkeys#${userHandle}`, sk: `passkey#${credentialId}` });
const challengeKey = (challenge: string) => ({ pk: `challenge#${challenge}`, sk: 'challenge' });

const readPasskey = (row: unknown): Passkey => {
  const { v: _shape, ...passkey } = v.parse(passkeyRow, row);
  return passkey;
};

export const createPasskeyStore = (main: MainTable) => {
  const { client, name } = main;
  return {
    keepChallenge: async (challenge: Challenge): Promise<void> => {
      const Item = { ...challengeKey(challenge.challenge), v: 1, ...challenge, expiresAt: epochSecondsOf(challenge.endsAt) };
      await client.send(new PutCommand({ TableName: name, Item, ConditionExpression: 'attribute_not_exists(pk)' }));
    },

    /** Takes the challenge out: of any number of answers to it at once one gets it. Undefined when it is used or over. */
    takeChallenge: async (challenge: string, now: Instant): Promise<Challenge | undefined> => {
      const { Attributes } = await client.send(new DeleteCommand({ TableName: name, Key: challengeKey(challenge), ReturnValues: 'ALL_OLD' }));
      if (Attributes === undefined) return undefined;
      const { v: _shape, ...taken } = v.parse(challengeRow, Attributes);
      return now < taken.endsAt ? taken : undefined;
    },

    passkey: async (userHandle: string, credentialId: string): Promise<Passkey | undefined> => {
      const { Item } = await client.send(new GetCommand({ TableName: name, Key: keyOf(userHandle, credentialId), ConsistentRead: true }));
      return Item === undefined ? undefined : readPasskey(Item);
    },

    passkeysOf: async (memberId: string): Promise<Passkey[]> =>
      (await rowsBeginning(main, `passkeys#${userHandleOf(memberId)}`, 'passkey#')).map(readPasskey),

    /** For the transaction that adds it. Lost when it is there already. */
    adding: (passkey: Passkey): TransactWrite => ({
      Put: {
        TableName: name,
        Item: { ...keyOf(userHandleOf(passkey.memberId), passkey.credentialId), v: 1, ...passkey },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    }),

    /** For the transaction in which it lets its member in. Lost when it is gone, or was used with this counter or a higher one meanwhile. */
    using: ({ memberId, credentialId, counter: before }: Passkey, counter: number, now: Instant): TransactWrite => ({
      Update: {
        TableName: name,
        Key: keyOf(userHandleOf(memberId), credentialId),
        UpdateExpression: 'SET #counter = :counter, lastUsedAt = :now',
        ConditionExpression: '#counter = :before',
        ExpressionAttributeNames: { '#counter': 'counter' },
        ExpressionAttributeValues: { ':counter': counter, ':before': before, ':now': now },
      },
    }),

    /** For the transaction of the act that takes it away. */
    removing: ({ memberId, credentialId }: Pick<Passkey, 'memberId' | 'credentialId'>): TransactWrite => ({
      Delete: { TableName: name, Key: keyOf(userHandleOf(memberId), credentialId) },
    }),
  };
};
