import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { millisecondsOf, type Clock } from '../core/clock.ts';
import type { MainTable } from '../storage/client.ts';

/** In milliseconds. Whoever asks after us needs no token: asking often must not become writing often. */
const WRITTEN_AT_MOST_EVERY = 10_000;

/**
 * Whether the table answers a read of the item that routing starts from, and takes a write: a disk that is full or has become
 * read-only still answers, and loses every request. Throws what the table throws.
 */
export const createHealth = ({ client, name }: MainTable, clock: Clock): (() => Promise<boolean>) => {
  let writtenAt = Number.NEGATIVE_INFINITY;
  return async () => {
    const { Item } = await client.send(new GetCommand({ TableName: name, Key: { pk: 'routing', sk: 'state' } }));
    if (Item === undefined) return false;
    const now = clock();
    if (millisecondsOf(now) - writtenAt >= WRITTEN_AT_MOST_EVERY) {
      await client.send(new PutCommand({ TableName: name, Item: { pk: 'health', sk: 'written', v: 1, at: now } }));
      writtenAt = millisecondsOf(now);
    }
    return true;
  };
};
