import { setTimeout as pause } from 'node:timers/promises';
import { BatchGetCommand, BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import type { MainTable } from '../storage/client.ts';

export type ItemKey = { readonly pk: string; readonly sk: string };
export type Item = Readonly<Record<string, unknown>>;
export type TransactWrite = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** DynamoDB takes at most this many keys in one BatchGetItem, and writes in one BatchWriteItem. */
export const MOST_KEYS = 100;
const MOST_WRITES = 25;

/** Waits of 20 ms to 2.5 s, five seconds in all: then the table is not merely busy. */
const MOST_ATTEMPTS = 9;
const backOff = (attempt: number): Promise<void> => pause(10 * 2 ** attempt * (1 + Math.random()));

/**
 * Strongly consistent; items that do not exist are absent. Asks again for what DynamoDB left unprocessed. `requests` says
 * how many requests it took. At most 100 keys.
 */
export const readItems = async (
  table: MainTable,
  keys: readonly ItemKey[],
): Promise<{ readonly items: readonly Item[]; readonly requests: number }> => {
  const items: Item[] = [];
  let left: Record<string, unknown>[] = keys.map(({ pk, sk }) => ({ pk, sk }));
  for (let requests = 1; requests <= MOST_ATTEMPTS; requests += 1) {
    const answer = await table.client.send(
      new BatchGetCommand({ RequestItems: { [table.name]: { Keys: left, ConsistentRead: true } } }),
    );
    items.push(...(answer.Responses?.[table.name] ?? []));
    left = answer.UnprocessedKeys?.[table.name]?.Keys ?? [];
    if (left.length === 0) return { items, requests };
    await backOff(requests);
  }
  throw new Error(`The table left ${left.length} of ${keys.length} keys unread after ${MOST_ATTEMPTS} attempts.`);
};

/** Puts any number of items, 25 at a time, and puts again what DynamoDB left unprocessed. `progress` hears each step. */
export const putItems = async (table: MainTable, items: readonly Item[], progress?: (written: number) => void): Promise<void> => {
  for (let start = 0; start < items.length; start += MOST_WRITES) {
    const part = items.slice(start, start + MOST_WRITES);
    await putPart(table, part);
    progress?.(start + part.length);
  }
};

const putPart = async (table: MainTable, items: readonly Item[]): Promise<void> => {
  let left = items.map((item): WriteRequest => ({ PutRequest: { Item: { ...item } } }));
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    const answer = await table.client.send(new BatchWriteCommand({ RequestItems: { [table.name]: left } }));
    left = answer.UnprocessedItems?.[table.name] ?? [];
    if (left.length === 0) return;
    await backOff(attempt);
  }
  throw new Error(`The table left ${left.length} items unwritten after ${MOST_ATTEMPTS} attempts.`);
};

type WriteRequest = { PutRequest?: { Item: Record<string, unknown> | undefined } | undefined };
