import { GetCommand } from '@aws-sdk/lib-dynamodb';
import * as v from 'valibot';
import type { Instant } from '../core/clock.ts';
import { epochSecondsOf, hours, minutes, plusMilliseconds } from '../core/clock.ts';
import { deleteRows, putRows } from '../storage/batch.ts';
import type { MainTable } from '../storage/client.ts';
import { rowsBeginning } from '../storage/query.ts';

/** API Gateway ends a WebSocket after two hours; a row that outlives its connection is harmless, and gone in three. */
const CONNECTION_LIVES = hours(3);

/**
 * The rows come before the handshake ends, and until then the gateway says of the phone that it is gone. One of these would
 * otherwise be forgotten although it listens from the next moment on.
 */
const HANDSHAKE_LASTS = minutes(1);

export type Listener = { readonly connectionId: string; readonly mayStillBeConnecting: boolean };

const connectionRow = v.object({ v: v.literal(1), topics: v.array(v.string()) });
const listenerRow = v.object({ v: v.literal(1), connectionId: v.string(), expiresAt: v.number() });

const connectionKey = (connectionId: string) => ({ pk: `connection#${connectionId}`, sk: 'connection' });
const listenerKey = (topic: string, connectionId: string) => ({ pk: topic, sk: `connection#${connectionId}` });

/** Which phones listen to which queues. */
export const createConnectionStore = (main: MainTable) => {
  const { client, name } = main;
  return {
    /** The connection's own row first: without it nobody could find the others to remove them. */
    add: async (connectionId: string, topics: readonly string[], now: Instant): Promise<void> => {
      const expiresAt = epochSecondsOf(plusMilliseconds(now, CONNECTION_LIVES));
      const own = { ...connectionKey(connectionId), v: 1, topics, expiresAt };
      await putRows(main, [own]);
      await putRows(main, topics.map((topic) => ({ ...listenerKey(topic, connectionId), v: 1, connectionId, expiresAt })));
    },

    remove: async (connectionId: string): Promise<void> => {
      const { Item } = await client.send(
        new GetCommand({ TableName: name, Key: connectionKey(connectionId), ConsistentRead: true }),
      );
      if (Item === undefined) return;
      const { topics } = v.parse(connectionRow, Item);
      await deleteRows(main, topics.map((topic) => listenerKey(topic, connectionId)));
      await deleteRows(main, [connectionKey(connectionId)]);
    },

    listenersOf: async (topic: string, now: Instant): Promise<Listener[]> => {
      const ofLatestHandshake = epochSecondsOf(plusMilliseconds(now, CONNECTION_LIVES - HANDSHAKE_LASTS));
      return (await rowsBeginning(main, topic, 'connection#'))
        .map((row) => v.parse(listenerRow, row))
        .filter((row) => row.expiresAt > epochSecondsOf(now))
        .map(({ connectionId, expiresAt }) => ({ connectionId, mayStillBeConnecting: expiresAt >= ofLatestHandshake }));
    },
  };
};

export type ConnectionStore = ReturnType<typeof createConnectionStore>;
