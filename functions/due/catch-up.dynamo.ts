import { GetCommand, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import * as v from 'valibot';
import type { RowKey } from '../storage/batch.ts';
import type { MainTable, TransactWrite } from '../storage/client.ts';
import { writeAllOrNone } from '../storage/transact.ts';

/** What rows from before the due index need, so that what is due for them is found; each domain says it of its own rows. */
export type OldRows = {
  /** The sort key of the rows that are looked at. */
  readonly sk: string;
  /** The write that puts this row's due time into the index; undefined when it needs none. Its condition holds only as long as the row is as it was read. */
  readonly write: (row: Readonly<Record<string, unknown>>) => TransactWrite | undefined;
};

export type CatchUp = {
  readonly main: MainTable;
  readonly oldRows: readonly OldRows[];
  /** Hears of a row that cannot be read; the others go on. */
  readonly report: (error: unknown) => void;
  readonly signal: AbortSignal;
};

const markerKey = { pk: 'catch-up', sk: 'due-times' } as const;
const marker = v.object({ v: v.literal(1), done: v.boolean(), after: v.optional(v.object({ pk: v.string(), sk: v.string() })) });

/** Few enough that whoever asks meanwhile hardly waits, and that a stop comes soon. */
const ROWS_PER_PAGE = 2000;

/**
 * Goes through the whole table once in its life, and gives the number of rows that it gave a due time. It keeps how far it came
 * after each page, so that one that was stopped or killed goes on from there; a page that is gone through again changes nothing.
 * Once done it is one read.
 */
export const catchUp = async ({ main, oldRows, report, signal }: CatchUp): Promise<number> => {
  const { client, name } = main;
  const { Item } = await client.send(new GetCommand({ TableName: name, Key: markerKey, ConsistentRead: true }));
  const before = Item === undefined ? undefined : v.parse(marker, Item);
  if (before?.done === true) return 0;
  let given = 0;
  let after: RowKey | undefined = before?.after;
  do {
    if (signal.aborted) return given;
    const page = await client.send(
      new ScanCommand({
        TableName: name,
        Limit: ROWS_PER_PAGE,
        FilterExpression: `sk IN (${oldRows.map((_, number) => `:sk${number}`).join(', ')})`,
        ExpressionAttributeValues: Object.fromEntries(oldRows.map(({ sk }, number) => [`:sk${number}`, sk])),
        ...(after === undefined ? {} : { ExclusiveStartKey: after }),
      }),
    );
    for (const row of page.Items ?? []) {
      const write = needed(oldRows, row, report);
      // False: somebody changed the row meanwhile, and gave it its due time by that.
      if (write !== undefined && (await writeAllOrNone(main, [write]))) given += 1;
    }
    after = page.LastEvaluatedKey as RowKey | undefined;
    await client.send(new PutCommand({ TableName: name, Item: { ...markerKey, v: 1, done: after === undefined, after } }));
  } while (after !== undefined);
  return given;
};

const needed = (oldRows: readonly OldRows[], row: Readonly<Record<string, unknown>>, report: CatchUp['report']): TransactWrite | undefined => {
  try {
    return oldRows.find(({ sk }) => sk === row['sk'])?.write(row);
  } catch (error) {
    report(new Error(`The row ${String(row['pk'])} cannot be read, and gets no due time.`, { cause: error }));
    return undefined;
  }
};
