import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import * as v from 'valibot';
import { epochSecondsOf, type Instant } from '../core/clock.ts';
import type { MainTable, TransactWrite } from '../storage/client.ts';
import type { Invitation } from './invitation.ts';
import type { Session } from './session.ts';

const invitationRow = v.object({
  v: v.literal(1),
  hash: v.string(),
  memberId: v.string(),
  madeAt: v.string(),
  endsAt: v.string(),
  usedBy: v.optional(v.string()),
});

const invitationKey = (hash: string) => ({ pk: `invitation#${hash}`, sk: 'invitation' });

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

  /**
   * Uses the invitation and opens the session, both or neither. Of any number of devices at once exactly one gets
   * `OPENED`; `TAKEN` means that the invitation is no longer as it was read.
   */
  const use = async (used: Invitation, opened: Session, opening: TransactWrite): Promise<'OPENED' | 'TAKEN'> => {
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
            opening,
          ],
        }),
      );
      return 'OPENED';
    } catch (error) {
      if (error instanceof TransactionCanceledException && wasLost(error)) return 'TAKEN';
      throw error;
    }
  };

  return { saveInvitation, invitation, use };
};

/** Lost to another device: by the condition, or, on AWS only, by meeting its transaction half way. */
const wasLost = (error: TransactionCanceledException): boolean =>
  (error.CancellationReasons ?? []).some(({ Code }) => Code === 'ConditionalCheckFailed' || Code === 'TransactionConflict');
