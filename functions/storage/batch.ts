import { BatchGetCommand, BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { MainTable } from './client.ts';

export type Row = Readonly<Record<string, unknown>> & { readonly pk: string; readonly sk: string };
export type RowKey = { readonly pk: string; readonly sk: string };

/** What DynamoDB takes in one request. */
const MOST_PUTS = 25;
const MOST_GETS = 100;

/** Requests under way at once: enough to keep a small engine busy, few enough not to be throttled. */
const AT_ONCE = 4;

const MOST_ATTEMPTS = 10;

/**
 * Puts rows, replacing those with the same keys. Not one transaction: for bulk writes that can be repeated as a whole.
 * `onWritten` hears how many rows were written since it was last called. Throws when the table keeps refusing.
 */
export const putRows = async (
  { client, name }: MainTable,
  rows: Iterable<Row>,
  onWritten: (count: number) => void = () => undefined,
): Promise<void> => {
  const chunks = chunksOf(rows, MOST_PUTS);
  const writeChunks = async (): Promise<void> => {
    // The writers share one iterator: each takes the next chunk when it is free.
    for (const chunk of chunks) {
      let left: NonNullable<BatchWriteCommand['input']['RequestItems']>[string] = chunk.map((Item) => ({ PutRequest: { Item } }));
      for (let attempt = 0; left.length > 0; attempt += 1) {
        await beforeAttempt(attempt);
        const answer = await client.send(new BatchWriteCommand({ RequestItems: { [name]: left } }));
        left = answer.UnprocessedItems?.[name] ?? [];
      }
      onWritten(chunk.length);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, writeChunks));
};

/** The rows with these keys, in no order; those that are not there are left out. Keys must differ from each other. */
export const getRows = async (
  { client, name }: MainTable,
  keys: readonly RowKey[],
  { consistent = false }: { readonly consistent?: boolean } = {},
): Promise<Record<string, unknown>[]> => {
  const rows: Record<string, unknown>[] = [];
  for (const chunk of chunksOf(keys, MOST_GETS)) {
    let left: NonNullable<BatchGetCommand['input']['RequestItems']> = {
      [name]: { Keys: chunk.map(({ pk, sk }) => ({ pk, sk })), ConsistentRead: consistent },
    };
    for (let attempt = 0; Object.keys(left).length > 0; attempt += 1) {
      await beforeAttempt(attempt);
      const answer = await client.send(new BatchGetCommand({ RequestItems: left }));
      rows.push(...(answer.Responses?.[name] ?? []));
      left = answer.UnprocessedKeys ?? {};
    }
  }
  return rows;
};

/** A throttled table hands back what it did not process: asked again after 50 ms, 100 ms, and so on up to 5 s. */
const beforeAttempt = async (attempt: number): Promise<void> => {
  if (attempt === 0) return;
  if (attempt >= MOST_ATTEMPTS) throw new Error('The table keeps handing back rows unprocessed: it is throttled. Try again later.');
  await new Promise((resolve) => setTimeout(resolve, Math.min(5000, 50 * 2 ** (attempt - 1))));
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
