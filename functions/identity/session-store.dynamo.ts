import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, GetCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as v from 'valibot';
import { epochSecondsOf, type Instant } from '../core/clock.ts';
import type { MainTable, TransactWrite } from '../storage/client.ts';
import { rowsBeginning } from '../storage/query.ts';
import { holderRef, sessionKey, type Acting, type RefreshState, type Session } from './session.ts';

const text = v.pipe(v.string(), v.nonEmpty());

const holder = v.variant('kind', [
  v.object({ kind: v.literal('member'), memberId: text }),
  v.object({ kind: v.literal('teamPhone'), phoneId: text, teamCode: text }),
  v.object({
    kind: v.literal('official'),
    officialId: text,
    role: v.picklist(['COMMUNE', 'PROVINCE', 'NATIONAL', 'OPERATOR']),
    unitVersion: text,
    unitCode: v.optional(text),
  }),
  v.object({ kind: v.literal('kiosk'), kioskCode: text }),
]);

const sessionRow = v.object({
  v: v.literal(1),
  id: text,
  holder,
  startedAt: text,
  endsAt: text,
  refresh: v.object({
    familyHash: text,
    currentHash: text,
    since: text,
    previous: v.optional(v.object({ hash: text, salt: text })),
  }),
  acting: v.optional(v.object({ memberId: text, until: text })),
});

const readSession = (row: unknown): Session => {
  const { v: _shape, ...session } = v.parse(sessionRow, row);
  return session;
};

export const createSessionStore = (main: MainTable) => {
  const { client, name } = main;
  return {
    /** For the transaction in which the device signs in. */
    opening: (session: Session): TransactWrite => ({
      Put: {
        TableName: name,
        Item: { ...sessionKey(holderRef(session.holder), session.id), v: 1, ...session, expiresAt: epochSecondsOf(session.endsAt) },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    }),

    /** The session while it lasts: time to live deletes late, so the end is checked here. */
    session: async (ref: string, id: string, now: Instant): Promise<Session | undefined> => {
      const { Item } = await client.send(new GetCommand({ TableName: name, Key: sessionKey(ref, id), ConsistentRead: true }));
      if (Item === undefined) return undefined;
      const session = readSession(Item);
      return now < session.endsAt ? session : undefined;
    },

    sessionsOf: async (ref: string, now: Instant): Promise<Session[]> =>
      (await rowsBeginning(main, `sessions#${ref}`, 'session#')).map(readSession).filter(({ endsAt }) => now < endsAt),

    /** False: the token that was shown is no longer the current one, or the session is over. */
    rotate: async (session: Session, next: RefreshState, endsAt: Instant): Promise<boolean> => {
      try {
        await client.send(
          new UpdateCommand({
            TableName: name,
            Key: sessionKey(holderRef(session.holder), session.id),
            UpdateExpression: 'SET #refresh = :next, endsAt = :endsAt, expiresAt = :expiresAt',
            ConditionExpression: '#refresh.currentHash = :current',
            ExpressionAttributeNames: { '#refresh': 'refresh' },
            ExpressionAttributeValues: {
              ':next': next,
              ':endsAt': endsAt,
              ':expiresAt': epochSecondsOf(endsAt),
              ':current': session.refresh.currentHash,
            },
          }),
        );
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },

    /** A member takes the shared phone. */
    acting: (ref: string, id: string, acting: Acting): TransactWrite => ({
      Update: {
        TableName: name,
        Key: sessionKey(ref, id),
        UpdateExpression: 'SET acting = :acting',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeValues: { ':acting': acting },
      },
    }),

    /** Nobody uses it any more. */
    notActing: (ref: string, id: string): TransactWrite => ({
      Update: { TableName: name, Key: sessionKey(ref, id), UpdateExpression: 'REMOVE acting', ConditionExpression: 'attribute_exists(pk)' },
    }),

    /** A shared phone goes on as another team's; whoever uses it goes on using it. */
    moving: (ref: string, id: string, teamCode: string): TransactWrite => ({
      Update: {
        TableName: name,
        Key: sessionKey(ref, id),
        UpdateExpression: 'SET #holder.teamCode = :teamCode',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeNames: { '#holder': 'holder' },
        ExpressionAttributeValues: { ':teamCode': teamCode },
      },
    }),

    /** Counts the idle time anew, unless somebody else has taken the phone or it was left. */
    goOnActing: async (ref: string, id: string, acting: Acting, until: Instant): Promise<void> => {
      try {
        await client.send(
          new UpdateCommand({
            TableName: name,
            Key: sessionKey(ref, id),
            UpdateExpression: 'SET acting.#until = :until',
            ConditionExpression: 'acting.memberId = :memberId AND acting.#until = :before',
            ExpressionAttributeNames: { '#until': 'until' },
            ExpressionAttributeValues: { ':until': until, ':memberId': acting.memberId, ':before': acting.until },
          }),
        );
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    },

    end: async (ref: string, id: string): Promise<void> => {
      await client.send(new DeleteCommand({ TableName: name, Key: sessionKey(ref, id) }));
    },

    /** For an act that may only be done while the session with which it is asked for lasts. */
    standing: (ref: string, id: string): TransactWrite => ({ ConditionCheck: { TableName: name, Key: sessionKey(ref, id), ConditionExpression: 'attribute_exists(pk)' } }),

    /** For the transaction of the act that ends it. Ending what has ended is no failure. */
    ending: (ref: string, id: string): TransactWrite => ({ Delete: { TableName: name, Key: sessionKey(ref, id) } }),

    write: async (writes: TransactWrite[]): Promise<void> => {
      await client.send(new TransactWriteCommand({ TransactItems: writes }));
    },
  };
};
