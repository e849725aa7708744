import type { Clock } from '../core/clock.ts';
import type { MainTable } from '../storage/client.ts';
import { createConnectionStore } from './connection-store.dynamo.ts';
import type { Notice } from './notice.ts';
import { sessionTopic } from './notice.ts';
import type { Close, Post } from './notice-post.apigateway.ts';

/** Phones that are open, and telling them that a queue changed. */
export const createLive = (main: MainTable, clock: Clock) => {
  const store = createConnectionStore(main);
  return {
    connect: (connectionId: string, topics: readonly string[]): Promise<void> => store.add(connectionId, topics, clock()),
    disconnect: (connectionId: string): Promise<void> => store.remove(connectionId),
    /** A device was signed out: nothing that it has open hears anything more. */
    closeSession: async (sessionId: string, close: Close): Promise<void> => {
      const listeners = await store.listenersOf(sessionTopic(sessionId), clock());
      await Promise.all(
        listeners.map(async ({ connectionId }) => {
          await close(connectionId);
          await store.remove(connectionId);
        }),
      );
    },
    /** Tells every phone that listens. One that has left is forgotten; a notice lost with it costs nothing, since a phone asks anew when it comes back. */
    tell: async (topic: string, post: Post): Promise<void> => {
      const notice: Notice = { type: 'QUEUE_CHANGED', queue: topic };
      const listeners = await store.listenersOf(topic, clock());
      await Promise.all(
        listeners.map(async ({ connectionId, mayStillBeConnecting }) => {
          const outcome = await post(connectionId, JSON.stringify(notice));
          if (outcome === 'GONE' && !mayStillBeConnecting) await store.remove(connectionId);
        }),
      );
    },
  };
};

export type Live = ReturnType<typeof createLive>;
