import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, GetCommand, PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import * as v from 'valibot';
import { epochSecondsOf, type Instant } from '../core/clock.ts';
import type { MainTable } from '../storage/client.ts';
import type { Invitation } from './invitation.ts';
import type { Session } from './session-token.ts';

const invitationRow = v.object({
  v: v.literal(1),
  hash: v.string(),
  memberId: v.string(),
  madeAt: v.string(),
  endsAt: v.string(),
  usedBy: v.optional(v.string()),
});

const sessionRow = v.object({
  v: v.literal(1),
  id: v.string(),
  memberId: v.string(),
  startedAt: v.string(),
  endsAt: v.string(),
});

const invitationKey = (hash: string) => ({ pk: `invitation#${hash}`, sk: 'invitation' });
const sessionKey = (id: string) => ({ pk: `session#${id}`, sk: 'session' });

/** A used invitation is kept as long as the session that it opened, so that a second try is told that it was used. */
const keepUntil = (endsAt: Instant, session: Session | undefined): number => epochSecondsOf(session?.endsAt ?? endsAt);

export const createIdentityStore = ({ client, name }: MainTable) => {
  const saveInvitation = async (invitation: Invitation): Promise<void> => {
    const Item = { ...invitationKey(invitation.hash), v: 1, ...invitation, expiresAt: keepUntil(invitation.endsAt, undefined) };
    await client.send(new PutCommand({ TableName: name, Item, ConditionExpression: 'attribute_not_exists(pk)' }));
  };

  const invitation = async (hash: string): Promise<Invitation | undefined> => {
    const { Item } = await client.send(
      new GetCommand({ TableName: name, Key: invitationKey(hash), ConsistentRead: true }),
    );
    if (Item === undefined) return undefined;
    const { v: _version, ...found } = v.parse(invitationRow, Item);
    return found;
  };

  /** The session while it lasts: time to live deletes late, so the end is checked here. */
  const session = async (id: string, now: Instant): Promise<Session | undefined> => {
    const { Item } = await client.send(new GetCommand({ TableName: name, Key: sessionKey(id), ConsistentRead: true }));
    if (Item === undefined) return undefined;
    const { v: _version, ...found } = v.parse(sessionRow, Item);
    return now < found.endsAt ? found : undefined;
  };

  /**
   * Uses the invitation and opens the session, both or neither. Of any number of devices at once exactly one gets
   * `OPENED`; `TAKEN` means that the invitation is no longer as it was read.
   */
  const openSession = async (used: Invitation, opened: Session): Promise<'OPENED' | 'TAKEN'> => {
    try {
      await client.send(
        new TransactWriteCommand({
          TransactItems: [
            {
              Update: {
                TableName: name,
                Key: invitationKey(used.hash),
                UpdateExpression: 'SET usedBy = :session, expiresAt = :keepUntil',
                ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(usedBy) AND endsAt > :now',
                ExpressionAttributeValues: {
                  ':session': opened.id,
                  ':keepUntil': keepUntil(used.endsAt, opened),
                  ':now': opened.startedAt,
                },
              },
            },
            {
              Put: {
                TableName: name,
                Item: { ...sessionKey(opened.id), v: 1, ...opened, expiresAt: epochSecondsOf(opened.endsAt) },
                ConditionExpression: 'attribute_not_exists(pk)',
              },
            },
          ],
        }),
      );
      return 'OPENED';
    } catch (error) {
      if (error instanceof TransactionCanceledException && wasLost(error)) return 'TAKEN';
      throw error;
    }
  };

  const endSession = async (id: string): Promise<void> => {
    await client.send(new DeleteCommand({ TableName: name, Key: sessionKey(id) }));
  };

  return { saveInvitation, invitation, session, openSession, endSession };
};

/** Lost to another device: by the condition, or, on AWS only, by meeting its transaction half way. */
const wasLost = (error: TransactionCanceledException): boolean =>
  (error.CancellationReasons ?? []).some(({ Code }) => Code === 'ConditionalCheckFailed' || Code === 'TransactionConflict');
