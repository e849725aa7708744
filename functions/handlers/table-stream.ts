import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { fromRequestRow } from '../help-requests/help-request-row.ts';
import type { HelpRequest } from '../help-requests/help-request.ts';
import { holdingTeam, isEscalated } from '../help-requests/help-request.ts';
import { topicsConcerned } from '../live/notice.ts';
import { sessionOfKey } from '../identity/session.ts';
import type { StreamParts } from './stream-parts.ts';
import { streamParts } from './stream-parts.ts';

/**
 * What follows from a change in the table. Records come at least once and in order per item, so everything here may be
 * repeated. The first record that fails is reported, and comes again with all that follow it.
 */
export const handler = async (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> =>
  followChanges(await streamParts(), event);

export const followChanges = async (
  parts: StreamParts,
  { Records }: DynamoDBStreamEvent,
): Promise<DynamoDBBatchResponse> => {
  const queues = new Map<string, DynamoDBRecord>();
  const failedAt = (error: unknown, record: DynamoDBRecord): DynamoDBBatchResponse => {
    parts.report(error, record.eventID);
    return { batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' }] };
  };
  let failed: DynamoDBBatchResponse | undefined;
  for (const record of Records) {
    try {
      for (const queue of await followChange(parts, record)) if (!queues.has(queue)) queues.set(queue, record);
    } catch (error) {
      failed = failedAt(error, record);
      break;
    }
  }
  // Once per batch: when much changes at once, as after an outage, a phone asks for its queue once and not fifty times.
  for (const [queue, record] of queues) {
    try {
      await parts.live.tell(queue, parts.post);
    } catch (error) {
      // All from the first change that this phone should have heard of comes again.
      return failedAt(error, record);
    }
  }
  return failed ?? { batchItemFailures: [] };
};

/** Gives the queues that changed. */
const followChange = async (parts: StreamParts, { dynamodb }: DynamoDBRecord): Promise<readonly string[]> => {
  const after = imageOf(dynamodb?.NewImage);
  if (after === undefined) {
    await followEnding(parts, imageOf(dynamodb?.OldImage));
    return [];
  }
  if (after['sk'] === 'request') return followRequest(parts, imageOf(dynamodb?.OldImage), after);
  if (after['pk'] === 'routing' && after['sk'] === 'state') {
    await parts.rebuildSnapshotWhenDue();
  }
  await followQueues(parts, imageOf(dynamodb?.OldImage), after);
  return [];
};

type Image = Record<string, unknown>;

/** What became of a row that is gone: a session that was ended, by whomever, or that ran out. */
const followEnding = async (parts: StreamParts, before: Image | undefined): Promise<void> => {
  const sessionId = before === undefined ? undefined : sessionOfKey(String(before['pk']), String(before['sk']));
  if (sessionId !== undefined) await parts.live.closeSession(sessionId, parts.close);
};

// The two packages name the same wire format apart.
const imageOf = (image: unknown): Image | undefined =>
  image === undefined ? undefined : unmarshall(image as Record<string, AttributeValue>);

/** What listens to queues that are not its own any more is closed: a phone connects again within seconds, and hears of its own. */
const followQueues = async (parts: StreamParts, before: Image | undefined, after: Image): Promise<void> => {
  // A row that is new, as thousands are in an import, has nothing open.
  if (before === undefined) return;
  for (const sessionId of await parts.whoseQueues(before, after)) await parts.live.closeSession(sessionId, parts.close);
};

const followRequest = async (parts: StreamParts, old: Image | undefined, now: Image): Promise<readonly string[]> => {
  const after = fromRequestRow(now);
  const before = old === undefined ? undefined : fromRequestRow(old);
  await parts.keepContactOf(after);
  // Only what is due was put off: nobody sees anything of it.
  if (before?.revision === after.revision) return [];
  return topicsConcerned(before && queued(before), queued(after));
};

const queued = (request: HelpRequest) => ({
  communeCode: request.communeCode,
  escalated: isEscalated(request),
  teamCode: holdingTeam(request)?.teamCode,
});
