import * as v from 'valibot';
import type { RoutableTeam } from './routable-team.ts';
import type { RoutingState } from './routing-view.ts';

export const ROUTING_STATE_KEY = { pk: 'routing', sk: 'state' } as const;

export const chunkKey = (snapshotId: string, number: number): { pk: string; sk: string } => ({
  pk: `snapshot#${snapshotId}`,
  sk: `chunk#${String(number).padStart(2, '0')}`,
});

const wholeNumber = v.pipe(v.number(), v.integer(), v.minValue(0));

export const routableTeamSchema = v.object({
  id: v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{3,24}$/u)),
  communeCode: v.string(),
  position: v.object({
    lat: v.pipe(v.number(), v.minValue(-90), v.maxValue(90)),
    lon: v.pipe(v.number(), v.minValue(-180), v.maxValue(180)),
  }),
  skills: v.array(v.string()),
  languages: v.array(v.string()),
  reachKm: v.pipe(v.number(), v.minValue(0)),
  status: v.picklist(['FORMING', 'ACTIVE', 'PAUSED', 'MERGED']),
});

const stateSchema = v.object({
  v: v.literal(1),
  snapshotId: v.string(),
  chunks: wholeNumber,
  version: wholeNumber,
  changes: v.record(v.string(), v.union([v.literal('REMOVED'), routableTeamSchema])),
});

/** Throws with the path of what is wrong when the row is not a routing state. */
export const parseRoutingState = (row: unknown): RoutingState => {
  const { snapshotId, chunks, version, changes } = v.parse(stateSchema, row);
  return { snapshotId, chunks, version, changes };
};

const chunkSchema = v.object({ v: v.literal(1), sk: v.string(), bytes: v.instance(Uint8Array) });

export const parseChunk = (row: unknown): { readonly sk: string; readonly bytes: Uint8Array } => v.parse(chunkSchema, row);

/** Refuses a team that could not be read back, before it is written. */
export const checkRoutableTeam = (team: RoutableTeam): RoutableTeam => v.parse(routableTeamSchema, team);
