import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { fromRequestRow } from '../help-requests/help-request-row.ts';
import type { HelpRequest } from '../help-requests/help-request.ts';
import { holdingTeam, isEscalated } from '../help-requests/help-request.ts';
import { topicsConcerned } from '../live/notice.ts';
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
  for (const record of Records) {
    try {
      await followChange(parts, record);
    } catch (error) {
      parts.report(error, record.eventID);
      return { batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' }] };
    }
  }
  return { batchItemFailures: [] };
};

const followChange = async (parts: StreamParts, { dynamodb }: DynamoDBRecord): Promise<void> => {
  const after = imageOf(dynamodb?.NewImage);
  if (after === undefined) return;
  if (after['sk'] === 'request') {
    await followRequest(parts, imageOf(dynamodb?.OldImage), after);
  } else if (after['pk'] === 'routing' && after['sk'] === 'state') {
    await parts.rebuildSnapshotWhenDue();
  }
};

type Image = Record<string, unknown>;

// The two packages name the same wire format apart.
const imageOf = (image: unknown): Image | undefined =>
  image === undefined ? undefined : unmarshall(image as Record<string, AttributeValue>);

const followRequest = async (parts: StreamParts, old: Image | undefined, now: Image): Promise<void> => {
  const after = fromRequestRow(now);
  const before = old === undefined ? undefined : fromRequestRow(old);
  await parts.keepContactOf(after);
  for (const topic of topicsConcerned(before && queued(before), queued(after))) {
    await parts.live.tell(topic, parts.post);
  }
};

const queued = (request: HelpRequest) => ({
  communeCode: request.communeCode,
  escalated: isEscalated(request),
  teamCode: holdingTeam(request)?.teamCode,
});
