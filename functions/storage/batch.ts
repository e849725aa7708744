import { BatchGetCommand, BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { MainTable } from './client.ts';
import { TableThrottled } from './trouble.ts';

export type Row = Readonly<Record<string, unknown>> & { readonly pk: string; readonly sk: string };
export type RowKey = { readonly pk: string; readonly sk: string };

/** What DynamoDB takes in one request. */
const MOST_WRITES = 25;
export const MOST_KEYS = 100;

type Write = { readonly PutRequest: { readonly Item: Record<string, unknown> } } | { readonly DeleteRequest: { readonly Key: Record<string, unknown> } };

/** Requests under way at once: enough to keep a small engine busy, few enough not to be throttled. */
const AT_ONCE = 4;

/** A bulk write has time, some 25 s here; whoever reads is waited for by a person, and told after 1.5 s. */
const MOST_ATTEMPTS = { writing: 10, reading: 6 } as const;

/**
 * Puts rows, replacing those with the same keys. Not one transaction: for bulk writes that can be repeated as a whole.
 * `onWritten` hears how many rows were written since it was last called. Throws TableThrottled when the table keeps refusing.
 */
export const putRows = (table: MainTable, rows: Iterable<Row>, onWritten?: (count: number) => void): Promise<void> =>
  writeAll(table, putsOf(rows), onWritten);

/** Deletes rows; those that are not there are gone already. Not one transaction either. */
export const deleteRows = (table: MainTable, keys: readonly RowKey[]): Promise<void> =>
  writeAll(table, keys.map(({ pk, sk }) => ({ DeleteRequest: { Key: { pk, sk } } })));

function* putsOf(rows: Iterable<Row>): Generator<Write, undefined> {
  for (const Item of rows) yield { PutRequest: { Item } };
}

const writeAll = async (
  { client, name }: MainTable,
  writes: Iterable<Write>,
  onWritten: (count: number) => void = () => undefined,
): Promise<void> => {
  const chunks = chunksOf(writes, MOST_WRITES);
  const writeChunks = async (): Promise<void> => {
    // The writers share one iterator: each takes the next chunk when it is free.
    for (const chunk of chunks) {
      let left: NonNullable<BatchWriteCommand['input']['RequestItems']>[string] = chunk;
      for (let attempt = 0; left.length > 0; attempt += 1) {
        await beforeAttempt(attempt, MOST_ATTEMPTS.writing);
        const answer = await client.send(new BatchWriteCommand({ RequestItems: { [name]: left } }));
        left = answer.UnprocessedItems?.[name] ?? [];
      }
      onWritten(chunk.length);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, writeChunks));
};

type Reading = { readonly consistent?: boolean };

/** The rows with these keys, in no order; those that are not there are left out. Keys must differ from each other. */
export const getRows = async (table: MainTable, keys: readonly RowKey[], reading: Reading = {}): Promise<Record<string, unknown>[]> =>
  (await countedRows(table, keys, reading)).rows;

/** The same, and how many requests to DynamoDB it took. */
export const countedRows = async (
  { client, name }: MainTable,
  keys: readonly RowKey[],
  { consistent = false }: Reading = {},
): Promise<{ readonly rows: Record<string, unknown>[]; readonly requests: number }> => {
  const rows: Record<string, unknown>[] = [];
  let requests = 0;
  for (const chunk of chunksOf(keys, MOST_KEYS)) {
    let left: NonNullable<BatchGetCommand['input']['RequestItems']> = {
      [name]: { Keys: chunk.map(({ pk, sk }) => ({ pk, sk })), ConsistentRead: consistent },
    };
    for (let attempt = 0; Object.keys(left).length > 0; attempt += 1) {
      await beforeAttempt(attempt, MOST_ATTEMPTS.reading);
      requests += 1;
      const answer = await client.send(new BatchGetCommand({ RequestItems: left }));
      rows.push(...(answer.Responses?.[name] ?? []));
      left = answer.UnprocessedKeys ?? {};
    }
  }
  return { rows, requests };
};

/** A throttled table hands back what it did not process: asked again after 25 to 50 ms, then twice that, and so on up to 5 s. */
const beforeAttempt = async (attempt: number, most: number): Promise<void> => {
  if (attempt === 0) return;
  if (attempt >= most) throw new TableThrottled('The table keeps handing back rows unprocessed: it is throttled. Try again later.');
  await new Promise((resolve) => setTimeout(resolve, Math.min(5000, 50 * 2 ** (attempt - 1)) * (0.5 + Math.random() / 2)));
};

function* chunksOf<Item>(items: Iterable<Item>, size: number): Generator<Item[], undefined> {
  let chunk: Item[] = [];
  for (const item of items) {
    chunk.push(item);
    if (chunk.length === size) {
      yield chunk;
      chunk = [];
    }
  }
  if (chunk.length > 0) yield chunk;
}
