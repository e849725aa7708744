import { DeleteCommand, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as v from 'valibot';
import type { AuditActor } from '../audit/audit.ts';
import { minutes, plusMilliseconds, type Instant } from '../core/clock.ts';
import type { MainTable, TransactWrite } from '../storage/client.ts';
import type { Team } from './team.ts';

/** The part of the due index in which merges stand that are not finished. Few at a time: one part is enough. */
export const MERGES_DUE = 'due#merges';

/** Whoever asked for it is usually done in seconds; from then on it is finished without them. */
const LEFT_ALONE_FOR = minutes(2);

const rowSchema = v.object({
  v: v.literal(1),
  into: v.string(),
  by: v.object({ kind: v.picklist(['MEMBER', 'TEAM_PHONE', 'OFFICIAL', 'KIOSK', 'SYSTEM']), id: v.string() }),
});

const mergeKey = (code: string) => ({ pk: `team#${code}`, sk: 'merge' });

/** That a team is being merged, for the transaction that marks it: it stands until everything of it has moved. */
export const beginMerge = (main: MainTable, code: string, into: string, by: AuditActor, now: Instant) => ({
  Put: { TableName: main.name, Item: { ...mergeKey(code), v: 1, into, by, due: MERGES_DUE, dueSort: `${plusMilliseconds(now, LEFT_ALONE_FOR)}#${code}` } },
}) satisfies TransactWrite;

/**
 * The same for a team that was merged before there were such rows: nobody knows whether everything of it has moved, and going on
 * with what is finished changes nothing. Written only where there is no such row.
 */
export const resumeOldMerge = (main: MainTable, { code, mergedInto }: Pick<Team, 'code' | 'mergedInto'>, now: Instant): TransactWrite | undefined => {
  if (mergedInto === undefined) return undefined;
  const { Put } = beginMerge(main, code, mergedInto, { kind: 'SYSTEM', id: 'due' }, now);
  return { Put: { ...Put, ConditionExpression: 'attribute_not_exists(pk)' } };
};

/** A merge that is not finished: into which team, and who asked for it. */
export const readMerge = async ({ client, name }: MainTable, code: string): Promise<{ into: string; by: AuditActor } | undefined> => {
  const { Item } = await client.send(new GetCommand({ TableName: name, Key: mergeKey(code), ConsistentRead: true }));
  return Item === undefined ? undefined : v.parse(rowSchema, Item);
};

export const endMerge = async ({ client, name }: MainTable, code: string): Promise<void> => {
  await client.send(new DeleteCommand({ TableName: name, Key: mergeKey(code) }));
};
