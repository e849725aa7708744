import { GetCommand } from '@aws-sdk/lib-dynamodb';
import * as v from 'valibot';
import { epochSecondsOf, type Instant } from '../core/clock.ts';
import { LARGEST_PAGE, type Page, type PageQuestion } from '../core/pages.ts';
import type { MainTable, TransactWrite } from '../storage/client.ts';
import { pageWithin } from '../storage/query.ts';
import { writeAllOrNone, writeIfStillSo } from '../storage/transact.ts';
import type { Invitation, Invited, InvitedDevice } from './invitation.ts';
import type { Session } from './session.ts';

const text = v.pipe(v.string(), v.nonEmpty());
const common = { hash: text, madeAt: text, endsAt: text, usedBy: v.optional(text), device: v.optional(v.object({ hash: text, salt: text })) };

/** The first shape knew members alone, and not who made it. */
const firstShape = v.object({ v: v.literal(1), ...common, memberId: text });
const invitationRow = v.object({
  v: v.literal(2),
  ...common,
  holder: v.variant('kind', [
    v.object({ kind: v.literal('member'), memberId: text }),
    v.object({ kind: v.literal('teamPhone'), phoneId: text, teamCode: text }),
  ]),
  teamCode: v.optional(text),
  by: v.optional(v.object({ kind: v.picklist(['MEMBER', 'TEAM_PHONE', 'OFFICIAL', 'KIOSK', 'SYSTEM']), id: text })),
});
const anyShape = v.variant('v', [firstShape, invitationRow]);

const readInvitation = (row: unknown): Invitation => {
  const found = v.parse(anyShape, row);
  if (found.v === 2) {
    const { v: _shape, ...invitation } = found;
    return invitation;
  }
  const { v: _shape, memberId, ...rest } = found;
  return { ...rest, holder: { kind: 'member', memberId } };
};

const keyOf = (hash: string) => ({ pk: `invitation#${hash}`, sk: 'invitation' });

/** Open invitations of a team, in the order in which they were made. */
const openOf = (teamCode: string): string => `invitations#${teamCode}`;
const sortOf = ({ madeAt, hash }: Pick<Invitation, 'madeAt' | 'hash'>): string => `${madeAt}#${hash}`;

/** A used invitation is kept as long as the session that it opened, so that a second try is told that it was used. */
const keepUntil = (endsAt: Instant, session: Pick<Session, 'endsAt'> | undefined): number => epochSecondsOf(session?.endsAt ?? endsAt);

export const createInvitationStore = (main: MainTable) => {
  const { client, name } = main;

  const putOf = (invitation: Invitation): TransactWrite => {
    const { teamCode } = invitation;
    const listed = teamCode === undefined ? {} : { parent: openOf(teamCode), parentSort: sortOf(invitation) };
    const Item = { ...keyOf(invitation.hash), v: 2, ...invitation, ...listed, expiresAt: keepUntil(invitation.endsAt, undefined) };
    return { Put: { TableName: name, Item, ConditionExpression: 'attribute_not_exists(pk)' } };
  };

  const pageOfOpen = (teamCode: string, madeAfter: Instant, { first, after }: PageQuestion): Promise<Page<Invitation>> =>
    pageWithin(main, openOf(teamCode), { first, after: after ?? Buffer.from(madeAfter).toString('base64url') }, readInvitation);

  return {
    /** With what must be written at the same moment. False: there is one with this secret already. */
    save: (invitation: Invitation, alongside: readonly TransactWrite[] = []): Promise<boolean> => writeIfStillSo(main, [putOf(invitation), ...alongside]),

    invitation: async (hash: string): Promise<Invitation | undefined> => {
      const { Item } = await client.send(new GetCommand({ TableName: name, Key: keyOf(hash), ConsistentRead: true }));
      return Item === undefined ? undefined : readInvitation(Item);
    },

    /** Those that nobody has used, made after this instant, oldest first. */
    openOf: (teamCode: string, madeAfter: Instant, page: PageQuestion): Promise<Page<Invitation>> => pageOfOpen(teamCode, madeAfter, page),

    /** All of them. */
    allOpenOf: async (teamCode: string, madeAfter: Instant): Promise<readonly Invitation[]> => {
      const found: Invitation[] = [];
      for (let after: string | undefined; ; ) {
        const page = await pageOfOpen(teamCode, madeAfter, { first: LARGEST_PAGE, after });
        found.push(...page.items.map(({ item }) => item));
        after = page.items.at(-1)?.cursor;
        if (!page.hasNextPage) return found;
      }
    },

    /**
     * Uses the invitation and writes what it lets in, all or nothing. `device`: absent for a shared phone that is in already. Of any number of devices at once exactly one gets
     * `OPENED`; `TAKEN` means that the invitation may no longer be as it was read.
     */
    use: async (
      used: Invitation,
      opened: Pick<Session, 'id' | 'startedAt' | 'endsAt'>,
      device: InvitedDevice | undefined,
      alongside: readonly TransactWrite[],
    ): Promise<'OPENED' | 'TAKEN'> => {
      const update: TransactWrite = {
        Update: {
          TableName: name,
          Key: keyOf(used.hash),
          UpdateExpression: `SET usedBy = :session,${device === undefined ? '' : ' device = :device,'} expiresAt = :keepUntil REMOVE parent, parentSort`,
          ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(usedBy) AND endsAt > :now',
          ExpressionAttributeValues: {
            ':session': opened.id,
            ...(device === undefined ? {} : { ':device': device }),
            ':keepUntil': keepUntil(used.endsAt, opened),
            ':now': opened.startedAt,
          },
        },
      };
      return (await writeAllOrNone(main, [update, ...alongside])) ? 'OPENED' : 'TAKEN';
    },

    /** For the transaction in which it goes on as another team's. Lost when it was used or cancelled meanwhile. */
    moving: (invitation: Invitation, into: string): TransactWrite => {
      const holder: Invited = invitation.holder.kind === 'teamPhone' ? { ...invitation.holder, teamCode: into } : invitation.holder;
      return {
        Update: {
          TableName: name,
          Key: keyOf(invitation.hash),
          UpdateExpression: 'SET #holder = :holder, teamCode = :into, parent = :parent',
          ConditionExpression: 'teamCode = :from AND attribute_not_exists(usedBy)',
          ExpressionAttributeNames: { '#holder': 'holder' },
          ExpressionAttributeValues: { ':holder': holder, ':from': invitation.teamCode, ':into': into, ':parent': openOf(into) },
        },
      };
    },

    /** For the transaction that takes away whom it was for. */
    removing: (hash: string): TransactWrite => ({ Delete: { TableName: name, Key: keyOf(hash) } }),

    /** False: it was used or cancelled meanwhile. */
    cancel: (hash: string, alongside: readonly TransactWrite[]): Promise<boolean> =>
      writeIfStillSo(main, [
        { Delete: { TableName: name, Key: keyOf(hash), ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(usedBy)' } },
        ...alongside,
      ]),
  };
};
