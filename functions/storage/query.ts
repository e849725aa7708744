import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Page, PageQuestion } from '../core/pages.ts';
import { LARGEST_PAGE } from '../core/pages.ts';
import { queueIndex, withinIndex } from './tables.ts';
import type { MainTable } from './client.ts';

type ReadRow = Record<string, unknown>;

/**
 * One page of what lies within a parent, in the order of the index. A cursor is the sort key in base64url; any other text
 * is read as a place in the order as well, so it can not fail. Throws RangeError for `first` outside 1 to 100.
 */
export const pageWithin = <Item>(main: MainTable, parent: string, page: PageQuestion, read: (row: ReadRow) => Item): Promise<Page<Item>> =>
  pageBy(main, { index: withinIndex.name, partition: withinIndex.partitionKey, sort: withinIndex.sortKey }, parent, page, read);

/** The same of the second index: of what is listed in two places. */
export const pageQueued = <Item>(main: MainTable, queue: string, page: PageQuestion, read: (row: ReadRow) => Item): Promise<Page<Item>> =>
  pageBy(main, { index: queueIndex.name, partition: queueIndex.partitionKey, sort: queueIndex.sortKey }, queue, page, read);

/** The same of one partition of the table itself, strongly consistent, in the order of its sort keys. */
export const pageOf = <Item>(main: MainTable, pk: string, page: PageQuestion, read: (row: ReadRow) => Item): Promise<Page<Item>> =>
  pageBy(main, { partition: 'pk', sort: 'sk' }, pk, page, read);

/** By which keys a page is read: of an index, or of the table itself. */
type Keys = { readonly index?: string; readonly partition: string; readonly sort: string };

const pageBy = async <Item>(
  { client, name }: MainTable,
  { index, partition, sort }: Keys,
  value: string,
  { first, after }: PageQuestion,
  read: (row: ReadRow) => Item,
): Promise<Page<Item>> => {
  if (!Number.isInteger(first) || first < 1 || first > LARGEST_PAGE) throw new RangeError(`A page holds 1 to ${LARGEST_PAGE} items.`);
  const start = after === undefined ? undefined : Buffer.from(after, 'base64url').toString('utf8');
  const rows: ReadRow[] = [];
  let from: ReadRow | undefined;
  do {
    const answer = await client.send(
      new QueryCommand({
        TableName: name,
        ...(index === undefined ? { ConsistentRead: true } : { IndexName: index }),
        // No sort key is empty, so an empty cursor means the beginning.
        KeyConditionExpression: start ? '#partition = :partition AND #sort > :start' : '#partition = :partition',
        ExpressionAttributeNames: { '#partition': partition, ...(start ? { '#sort': sort } : {}) },
        ExpressionAttributeValues: { ':partition': value, ...(start ? { ':start': start } : {}) },
        // One more than asked for tells whether anything remains.
        Limit: first + 1 - rows.length,
        ...(from === undefined ? {} : { ExclusiveStartKey: from }),
      }),
    );
    rows.push(...(answer.Items ?? []));
    from = answer.LastEvaluatedKey;
  } while (from !== undefined && rows.length <= first);
  return {
    items: rows.slice(0, first).map((row) => ({
      cursor: Buffer.from(String(row[sort]), 'utf8').toString('base64url'),
      item: read(row),
    })),
    hasNextPage: rows.length > first,
  };
};

/** Every row of one partition whose sort key begins so, strongly consistent, in order. For partitions known to be small. */
export const rowsBeginning = async (
  { client, name }: MainTable,
  pk: string,
  beginning: string,
): Promise<ReadRow[]> => {
  const rows: ReadRow[] = [];
  let from: ReadRow | undefined;
  do {
    const answer = await client.send(
      new QueryCommand({
        TableName: name,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :beginning)',
        ExpressionAttributeValues: { ':pk': pk, ':beginning': beginning },
        ConsistentRead: true,
        ...(from === undefined ? {} : { ExclusiveStartKey: from }),
      }),
    );
    rows.push(...(answer.Items ?? []));
    from = answer.LastEvaluatedKey;
  } while (from !== undefined);
  return rows;
};
