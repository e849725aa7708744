import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { days, epochSecondsOf, plusMilliseconds } from '../core/clock.ts';
import type { Instant } from '../core/clock.ts';
import { countedRows, putRows } from '../storage/batch.ts';
import type { MainTable, TransactWrite } from '../storage/client.ts';
import { refusedWrites } from '../storage/transact.ts';
import type { RoutableTeam } from './routable-team.ts';
import { chunkKey, parseChunk, parseRoutingState, ROUTING_STATE_KEY } from './routing-state-rows.ts';
import { changesAfterFold, foldDelta } from './routing-view.ts';
import type { RoutingState } from './routing-view.ts';
import { decodeSnapshot, encodeSnapshot, newSnapshotId } from './snapshot.ts';
import type { Snapshot } from './snapshot.ts';

/** An item may hold 400 KB, keys and names included. */
const CHUNK_BYTES = 350_000;

/** Chunks that no state names yet go by themselves, should their writer die. */
const UNNAMED_DAYS = 1;

/** A decision may be looked into as long as its request may be reopened: 7 days (product.md). */
const REPLACED_DAYS = 7;

/** The snapshot that the routing state names is not there, or is damaged: routing cannot answer until it is rebuilt. */
export class SnapshotUnreadable extends Error {
  override readonly name = 'SnapshotUnreadable';
  readonly snapshotId: string;
  readonly reason: string;

  constructor(snapshotId: string, reason: string) {
    super(`Routing snapshot ${snapshotId} cannot be read: ${reason}.`);
    this.snapshotId = snapshotId;
    this.reason = reason;
  }
}

/** Undefined before the first snapshot was put. */
export const readRoutingState = async (table: MainTable): Promise<RoutingState | undefined> => {
  const { Item } = await table.client.send(
    new GetCommand({ TableName: table.name, Key: ROUTING_STATE_KEY, ConsistentRead: true }),
  );
  return Item === undefined ? undefined : parseRoutingState(Item);
};

/** Throws SnapshotUnreadable. `requests` says how many requests it took. */
export const loadSnapshot = async (
  table: MainTable,
  { snapshotId, chunks }: Pick<RoutingState, 'snapshotId' | 'chunks'>,
): Promise<{ readonly snapshot: Snapshot; readonly requests: number }> => {
  const keys = Array.from({ length: chunks }, (_, number) => chunkKey(snapshotId, number));
  const { rows, requests } = await countedRows(table, keys, { consistent: true });
  if (rows.length !== chunks) throw new SnapshotUnreadable(snapshotId, `${rows.length} of ${chunks} parts are there`);
  const parts = rows.map(parseChunk).sort((a, b) => (a.sk < b.sk ? -1 : 1));
  const decoded = decodeSnapshot(Buffer.concat(parts.map(({ bytes }) => bytes)));
  if (!decoded.ok) throw new SnapshotUnreadable(snapshotId, decoded.failure.reason);
  if (decoded.value.id !== snapshotId) throw new SnapshotUnreadable(snapshotId, `it is ${decoded.value.id}`);
  return { snapshot: decoded.value, requests };
};

/**
 * Makes these teams what routing knows, whatever it knew before: a first filling, also with no teams at all, or an import
 * of everything. Changes that were written before are dropped, since `teams` is the whole truth.
 */
export const putSnapshot = async (table: MainTable, teams: readonly RoutableTeam[], at: Instant): Promise<RoutingState> => {
  const written = await writeChunks(table, teams, at);
  for (;;) {
    const before = await readRoutingState(table);
    const state = { ...written, version: (before?.version ?? 0) + 1, changes: {} };
    if (await swapState(table, before, state, at)) return state;
  }
};

/**
 * The ids of all teams that routing can find, or knows to be gone, and the snapshot that said so; undefined before the first
 * snapshot was put. Throws SnapshotUnreadable.
 */
export const knownTeams = async (table: MainTable): Promise<{ readonly snapshotId: string; readonly ids: ReadonlySet<string> } | undefined> => {
  const state = await readRoutingState(table);
  if (state === undefined) return undefined;
  const { snapshot } = await loadSnapshot(table, state);
  const ids = new Set([...foldDelta(snapshot, state.changes).map(({ id }) => id), ...Object.keys(state.changes)]);
  return { snapshotId: state.snapshotId, ids };
};

/** LOST: another run made a newer snapshot meanwhile. */
export type Rebuilt = { readonly type: 'REBUILT'; readonly state: RoutingState } | { readonly type: 'NOTHING_CHANGED' | 'LOST' };

/**
 * Folds the changes into a new snapshot. It may stop between any two lines and harms nothing: chunks come first and
 * expire unless they are named; one transaction then names them, drops exactly the changes that they hold, keeps them for
 * good and lets the old ones expire. Changes that come meanwhile stay changes. `joining`: new teams by the hundred, which
 * come in without a change each; those that routing knows already stay as it knows them. Throws SnapshotUnreadable.
 */
export const rebuildSnapshot = async (table: MainTable, at: Instant, joining: readonly RoutableTeam[] = []): Promise<Rebuilt> => {
  const folded = await readRoutingState(table);
  if (folded === undefined || (joining.length === 0 && Object.keys(folded.changes).length === 0)) return { type: 'NOTHING_CHANGED' };
  const { snapshot } = await loadSnapshot(table, folded);
  const known = foldDelta(snapshot, folded.changes);
  const ids = new Set([...known.map(({ id }) => id), ...Object.keys(folded.changes)]);
  const written = await writeChunks(table, [...known, ...joining.filter(({ id }) => !ids.has(id))], at);
  for (let before: RoutingState | undefined = folded; ; before = await readRoutingState(table)) {
    if (before?.snapshotId !== folded.snapshotId) return { type: 'LOST' };
    const changes = changesAfterFold(before.changes, folded.changes);
    const state = { ...written, version: before.version + 1, changes };
    if (await swapState(table, before, state, at)) return { type: 'REBUILT', state };
  }
};

const writeChunks = async (
  table: MainTable,
  teams: readonly RoutableTeam[],
  at: Instant,
): Promise<Pick<RoutingState, 'snapshotId' | 'chunks'>> => {
  const snapshotId = newSnapshotId(at);
  const bytes = encodeSnapshot(teams, { id: snapshotId, at });
  const chunks = Math.ceil(bytes.length / CHUNK_BYTES);
  const expiresAt = epochSecondsOf(plusMilliseconds(at, days(UNNAMED_DAYS)));
  const items = Array.from({ length: chunks }, (_, number) => ({
    ...chunkKey(snapshotId, number),
    v: 1,
    bytes: bytes.subarray(number * CHUNK_BYTES, (number + 1) * CHUNK_BYTES),
    expiresAt,
  }));
  await putRows(table, items);
  return { snapshotId, chunks };
};

/**
 * False when the state is no longer `before`, or another transaction was at it. An old chunk that is lost must not keep a
 * new snapshot from healing it: its update has no condition, and leaves an empty item that expires like the rest.
 */
const swapState = async (table: MainTable, before: RoutingState | undefined, state: RoutingState, at: Instant): Promise<boolean> => {
  const expiresAt = epochSecondsOf(plusMilliseconds(at, days(REPLACED_DAYS)));
  const put: TransactWrite = {
    Put: {
      TableName: table.name,
      Item: { ...ROUTING_STATE_KEY, v: 1, ...state },
      ...(before === undefined
        ? { ConditionExpression: 'attribute_not_exists(pk)' }
        : {
            ConditionExpression: 'snapshotId = :snapshotId AND #version = :version',
            ExpressionAttributeNames: { '#version': 'version' },
            ExpressionAttributeValues: { ':snapshotId': before.snapshotId, ':version': before.version },
          }),
    },
  };
  const keep = chunkWrites(table, state, { UpdateExpression: 'REMOVE expiresAt', ConditionExpression: 'attribute_exists(pk)' });
  const letGo =
    before === undefined
      ? []
      : chunkWrites(table, before, {
          UpdateExpression: 'SET expiresAt = :expiresAt',
          ExpressionAttributeValues: { ':expiresAt': expiresAt },
        });
  const refused = await refusedWrites(table, [put, ...keep, ...letGo]);
  if (refused === undefined) return true;
  // The first is the state; a new chunk that is gone is another matter, and no reason to try again.
  if (refused.length > 0 && !refused.includes(0)) throw new Error(`A chunk of the new snapshot ${state.snapshotId} is gone.`);
  return false;
};

const chunkWrites = (
  table: MainTable,
  { snapshotId, chunks }: Pick<RoutingState, 'snapshotId' | 'chunks'>,
  update: {
    readonly UpdateExpression: string;
    readonly ConditionExpression?: string;
    readonly ExpressionAttributeValues?: Record<string, unknown>;
  },
): TransactWrite[] =>
  Array.from({ length: chunks }, (_, number) => ({
    Update: {
      TableName: table.name,
      Key: chunkKey(snapshotId, number),
      ...update,
    },
  }));
