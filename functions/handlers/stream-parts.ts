import { keepContactsOf } from '../contacts/contacts.ts';
import { systemClock } from '../core/clock.ts';
import type { HelpRequest } from '../help-requests/help-request.ts';
import { createWhoseQueues } from '../identity/whose-queues.ts';
import type { Live } from '../live/live.ts';
import { createLive } from '../live/live.ts';
import type { Close, Post } from '../live/notice-post.apigateway.ts';
import { createClose, createPost } from '../live/notice-post.apigateway.ts';
import { FOLD_AT } from '../routing/team-change-writes.dynamo.ts';
import { readRoutingState, rebuildSnapshot } from '../routing/snapshot-store.dynamo.ts';
import { connect } from '../storage/client.ts';
import { describeError } from './describe-error.ts';
import { logger } from './observability.ts';
import { readSettings } from './settings.ts';

/** What the table's stream sets in motion. */
export type StreamParts = {
  /** Moves the day on which the request's contact is erased. */
  readonly keepContactOf: (request: HelpRequest) => Promise<void>;
  readonly live: Pick<Live, 'tell' | 'closeSession'>;
  /** The sessions that listen to other queues since a row changed; see identity/whose-queues.ts. */
  readonly whoseQueues: ReturnType<typeof createWhoseQueues>;
  readonly post: Post;
  readonly close: Close;
  readonly rebuildSnapshotWhenDue: () => Promise<void>;
  readonly report: (error: unknown, eventId: string | undefined) => void;
};

const build = async (): Promise<StreamParts> => {
  const settings = readSettings([
    'MAIN_TABLE',
    'CONTACTS_TABLE',
    'DYNAMODB_ENDPOINT',
    'CONTACTS_DYNAMODB_ENDPOINT',
    'LIVE_ENDPOINT',
  ]);
  const main = { client: connect({ endpoint: settings.DYNAMODB_ENDPOINT }), name: settings.MAIN_TABLE };
  const contactsEndpoint = settings.CONTACTS_DYNAMODB_ENDPOINT ?? settings.DYNAMODB_ENDPOINT;
  return {
    keepContactOf: keepContactsOf({ client: connect({ endpoint: contactsEndpoint }), name: settings.CONTACTS_TABLE }),
    live: createLive(main, systemClock),
    whoseQueues: createWhoseQueues(main, systemClock),
    post: createPost(settings.LIVE_ENDPOINT),
    close: createClose(settings.LIVE_ENDPOINT),
    rebuildSnapshotWhenDue: async () => {
      const state = await readRoutingState(main);
      if (state === undefined || Object.keys(state.changes).length < FOLD_AT) return;
      logger.info('snapshot rebuilt', { outcome: (await rebuildSnapshot(main, systemClock())).type });
    },
    report: (error, eventId) => {
      logger.error('fault', { eventId, fault: describeError(error) });
    },
  };
};

let parts: Promise<StreamParts> | undefined;

/** The parts of this process, built at the first batch from the environment. */
export const streamParts = (): Promise<StreamParts> => {
  parts ??= build();
  return parts;
};
