import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as v from 'valibot';
import type { Row } from '../../functions/storage/batch.ts';
import type { MainTable } from '../../functions/storage/client.ts';

/**
 * What of the demonstration is in the table. BEGUN: some of its rows may be there. ROWS: all of them. READY: routing knows the
 * teams too, and nothing is left to do.
 */
const markerSchema = v.object({
  v: v.literal(1),
  stage: v.picklist(['BEGUN', 'ROWS', 'READY']),
  teams: v.number(),
  seed: v.number(),
  generator: v.number(),
  unitVersion: v.string(),
  catalogueVersion: v.string(),
  at: v.string(),
  invitations: v.array(
    v.object({
      kioskCode: v.string(),
      memberId: v.string(),
      memberName: v.string(),
      teamCode: v.string(),
      teamName: v.string(),
    }),
  ),
});

export type DemonstrationMarker = v.InferOutput<typeof markerSchema>;

const KEY = { pk: 'demonstration', sk: 'marker' };

/** Undefined in a table that has no demonstration. Throws when the row is of another kind of marker. */
export const readMarker = async ({ client, name }: MainTable): Promise<DemonstrationMarker | undefined> => {
  const { Item } = await client.send(new GetCommand({ TableName: name, Key: KEY, ConsistentRead: true }));
  return Item === undefined ? undefined : v.parse(markerSchema, Item);
};

export const rowOfMarker = (marker: DemonstrationMarker): Row => ({ ...KEY, ...marker });

export const putMarker = async ({ client, name }: MainTable, marker: DemonstrationMarker): Promise<void> => {
  await client.send(new PutCommand({ TableName: name, Item: rowOfMarker(marker) }));
};
