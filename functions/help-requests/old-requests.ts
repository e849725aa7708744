import type { MainTable, TransactWrite } from '../storage/client.ts';
import { dueShardOf, nextDueAt } from './due.ts';
import { fromRequestRow, requestKey } from './help-request-row.ts';
import type { HelpRequest } from './help-request.ts';

export const REQUEST_ROWS = requestKey('').sk;

/**
 * The write that gives a request its due time that was last written before there was an index of them; undefined where nothing
 * is due, or the time is there. Throws for a row that cannot be read.
 */
export const dueTimeOfOld = ({ name }: MainTable, row: Readonly<Record<string, unknown>>): TransactWrite | undefined => {
  if (row['due'] !== undefined) return undefined;
  const request = withProvince(fromRequestRow(row));
  const dueAt = nextDueAt(request);
  if (dueAt === undefined) return undefined;
  const { id, revision, provinceDueAt } = request;
  return {
    Update: {
      TableName: name,
      Key: requestKey(id),
      UpdateExpression: `SET due = :due, dueSort = :dueSort${provinceDueAt === undefined ? '' : ', provinceDueAt = :provinceDueAt'}`,
      ConditionExpression: 'revision = :revision AND attribute_not_exists(due)',
      ExpressionAttributeValues: { ':due': dueShardOf(id), ':dueSort': `${dueAt}#${id}`, ':revision': revision, ':provinceDueAt': provinceDueAt },
    },
  };
};

/** One that was escalated before provinces were told by themselves knows no time for it: it has come. */
const withProvince = (request: HelpRequest): HelpRequest => ({ ...request, provinceDueAt: request.provinceDueAt ?? request.escalatedAt });
