import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type DynamoDBStreamsClient,
  type Shard,
  type _Record as StreamRecord,
} from '@aws-sdk/client-dynamodb-streams';
import type { Context, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { writeWhole } from './files.ts';
import { contextFor } from './lambda-context.ts';
import { readCheckpoint, writeCheckpoint, type Checkpoint } from './stream-checkpoint.ts';
import { lambdaRecordOf } from './stream-records.ts';

/** The handler of the table's stream. It may name the records that failed: those and all after them come again. */
export type StreamHandler = (
  event: DynamoDBStreamEvent,
  context: Context,
) => Promise<{ readonly batchItemFailures: readonly { readonly itemIdentifier: string }[] }>;

export type StreamPumpOptions = {
  readonly table: string;
  readonly client: DynamoDBClient;
  readonly streams: DynamoDBStreamsClient;
  readonly handler: StreamHandler;
  /** Where the pump notes how far it read. */
  readonly checkpointFile: string;
  /** Where changes are put that the handler refuses for good. */
  readonly undeliveredFolder: string;
  readonly report: (error: unknown) => void;
  /** How long the pump rests when there was nothing new. */
  readonly pauseMilliseconds?: number;
  /** The first wait after a failure; it doubles up to 10 s. */
  readonly backoffMilliseconds?: number;
};

/** Lambda's side of a DynamoDB stream on one machine: what the table changed reaches the handler, in order, at least once. */
export type StreamPump = {
  /** Finishes the batch in hand, then stops. What it could not hand over comes at the next start. */
  readonly stop: () => Promise<void>;
};

/** Half of the 200 ms that a phone's notice may lose here (a change is to reach the handler within 300 ms). */
const PAUSE_MILLISECONDS = 100;
const BACKOFF_MILLISECONDS = 100;
const LONGEST_BACKOFF_MILLISECONDS = 10_000;

/** As the event source mapping in infra/ asks for. */
const BATCH_SIZE = 100;
const CALL_TIMEOUT_MILLISECONDS = 60_000;

/** The first and eight more, as the event source mapping in infra/ asks for: some 25 s here. */
const MOST_ATTEMPTS = 9;

/** Resolves once the stream was found and the checkpoint was read. */
export const startStreamPump = async (options: StreamPumpOptions): Promise<StreamPump> => {
  const arn = await streamOf(options);
  const pump: Pump = {
    ...options,
    arn,
    checkpoint: await readCheckpoint(options.checkpointFile, arn),
    iterators: new Map(),
    finished: new Set(),
    refused: new Map(),
    shardsChanged: true,
    stopping: new AbortController(),
  };
  const ended = keepPumping(pump);
  return {
    stop: async () => {
      pump.stopping.abort();
      await ended;
    },
  };
};

type Pump = StreamPumpOptions & {
  readonly arn: string;
  checkpoint: Checkpoint;
  /** Where the next read of each shard begins. */
  readonly iterators: Map<string, string>;
  /** Closed shards that were read to their end. */
  readonly finished: Set<string>;
  /** The change at which each shard stands, if the handler refused it. */
  readonly refused: Map<string, Refused>;
  /** True at the start and after a shard ended or failed: the list of shards is to be read again. */
  shardsChanged: boolean;
  readonly stopping: AbortController;
};

type Refused = {
  readonly number: string;
  readonly attempts: number;
  /** The handler failed without saying at which change, so that each is to come alone until the bad one shows. */
  readonly comesAlone: boolean;
};

const streamOf = async ({ client, table }: StreamPumpOptions): Promise<string> => {
  const arn = (await client.send(new DescribeTableCommand({ TableName: table }))).Table?.LatestStreamArn;
  if (arn === undefined) throw new Error(`The table ${table} has no stream.`);
  return arn;
};

const keepPumping = async (pump: Pump): Promise<void> => {
  const first = pump.backoffMilliseconds ?? BACKOFF_MILLISECONDS;
  let backoff = first;
  while (!pump.stopping.signal.aborted) {
    try {
      const moved = await readOnce(pump);
      backoff = first;
      if (!moved) await rest(pump, pump.pauseMilliseconds ?? PAUSE_MILLISECONDS);
    } catch (error) {
      if (pump.stopping.signal.aborted) return;
      pump.report(error);
      // Begin again after the checkpoint: an iterator may have expired, and what failed must come again first.
      pump.iterators.clear();
      pump.shardsChanged = true;
      await rest(pump, backoff);
      backoff = Math.min(backoff * 2, LONGEST_BACKOFF_MILLISECONDS);
    }
  }
};

const rest = (pump: Pump, milliseconds: number): Promise<void> =>
  wait(milliseconds, undefined, { signal: pump.stopping.signal }).catch((error: unknown) => {
    if (!pump.stopping.signal.aborted) throw error;
  });

/** Reads each shard that may be read now once. True when any had records or ended. */
const readOnce = async (pump: Pump): Promise<boolean> => {
  let moved = false;
  for (const shard of await readableShards(pump)) {
    if (pump.stopping.signal.aborted) return true;
    if (await readShard(pump, shard)) moved = true;
  }
  return moved;
};

const readableShards = async (pump: Pump): Promise<readonly string[]> => {
  if (!pump.shardsChanged && pump.iterators.size > 0) return [...pump.iterators.keys()];
  const shards = await allShards(pump);
  pump.shardsChanged = false;
  const known = new Set(shards.map(({ ShardId }) => ShardId));
  return shards.flatMap(({ ShardId: id, ParentShardId: parent }) => {
    if (id === undefined || pump.finished.has(id)) return [];
    // A child holds what came after its parent: order within a key needs the parent read to its end first.
    return parent !== undefined && known.has(parent) && !pump.finished.has(parent) ? [] : [id];
  });
};

const allShards = async (pump: Pump): Promise<readonly Shard[]> => {
  const shards: Shard[] = [];
  let after: string | undefined;
  do {
    const page = await pump.streams.send(
      new DescribeStreamCommand({ StreamArn: pump.arn, ...(after === undefined ? {} : { ExclusiveStartShardId: after }) }),
    );
    shards.push(...(page.StreamDescription?.Shards ?? []));
    after = page.StreamDescription?.LastEvaluatedShardId;
  } while (after !== undefined);
  return shards;
};

const readShard = async (pump: Pump, shard: string): Promise<boolean> => {
  const iterator = pump.iterators.get(shard) ?? (await iteratorAfterCheckpoint(pump, shard));
  const { Records: records = [], NextShardIterator: next } = await pump.streams.send(
    new GetRecordsCommand({ ShardIterator: iterator, Limit: pump.refused.get(shard)?.comesAlone === true ? 1 : BATCH_SIZE }),
  );
  if (records.length > 0 && !(await handOver(pump, shard, records))) {
    pump.iterators.delete(shard);
    pump.shardsChanged = true;
    return true;
  }
  if (next === undefined) {
    pump.finished.add(shard);
    pump.iterators.delete(shard);
    pump.shardsChanged = true;
    return true;
  }
  pump.iterators.set(shard, next);
  return records.length > 0;
};

const iteratorAfterCheckpoint = async (pump: Pump, shard: string): Promise<string> => {
  const last = pump.checkpoint.shards[shard];
  const place = { StreamArn: pump.arn, ShardId: shard };
  const fromTheStart = () => pump.streams.send(new GetShardIteratorCommand({ ...place, ShardIteratorType: 'TRIM_HORIZON' }));
  const found =
    last === undefined
      ? await fromTheStart()
      : await pump.streams
          .send(new GetShardIteratorCommand({ ...place, ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: last }))
          .catch((error: unknown) => {
            // Away for longer than the stream keeps records (24 hours): go on with the oldest that is left.
            if (error instanceof Error && error.name === 'TrimmedDataAccessException') return fromTheStart();
            throw error;
          });
  if (found.ShardIterator === undefined) throw new Error(`The shard ${shard} gave no iterator.`);
  return found.ShardIterator;
};

/**
 * Gives one batch to the handler and notes how far it went. Throws when the same change is to be tried again. One that is
 * refused to the last attempt is put aside, as AWS puts it into a queue: one broken row must not silence all others. True
 * when all of the batch was taken; false: go on after the note.
 */
const handOver = async (pump: Pump, shard: string, records: readonly StreamRecord[]): Promise<boolean> => {
  const batch = records.map((record) => lambdaRecordOf(record, pump.arn));
  const numbers = batch.map(({ dynamodb }) => dynamodb?.SequenceNumber ?? '');
  const { taken, error } = await attempt(pump, batch, numbers);
  await noteProgress(pump, shard, numbers[taken - 1]);
  const [record, number] = [batch[taken], numbers[taken]];
  if (record === undefined || number === undefined) {
    pump.refused.delete(shard);
    return true;
  }
  const before = pump.refused.get(shard);
  const attempts = before?.number === number ? before.attempts + 1 : 1;
  pump.refused.set(shard, { number, attempts, comesAlone: error !== undefined });
  const isKnown = error === undefined || batch.length === 1;
  if (!isKnown || attempts < MOST_ATTEMPTS) throw new Error('The handler of the stream refused a change; it comes again.', { cause: error });
  await putAside(pump, record, number);
  await noteProgress(pump, shard, number);
  pump.refused.delete(shard);
  pump.report(new Error(`A change was refused ${attempts} times and lies in ${pump.undeliveredFolder} now: what should follow from it has not happened.`, { cause: error }));
  return false;
};

type Attempted = {
  /** How many of the batch the handler took, from its beginning. */
  readonly taken: number;
  /** Undefined unless the handler failed as a whole. */
  readonly error: unknown;
};

const attempt = async (pump: Pump, batch: readonly DynamoDBRecord[], numbers: readonly string[]): Promise<Attempted> => {
  try {
    const { batchItemFailures } = await pump.handler({ Records: [...batch] }, contextFor('table-stream', CALL_TIMEOUT_MILLISECONDS));
    const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    // As Lambda does: everything from the first failure on comes again, and a name that is in no batch means all of it.
    return { taken: failed.size === 0 ? numbers.length : Math.max(0, numbers.findIndex((number) => failed.has(number))), error: undefined };
  } catch (error) {
    return { taken: 0, error: error ?? new Error('The handler of the stream failed without a reason.') };
  }
};

const noteProgress = async (pump: Pump, shard: string, last: string | undefined): Promise<void> => {
  if (last === undefined) return;
  const checkpoint = { stream: pump.arn, shards: { ...pump.checkpoint.shards, [shard]: last } };
  await writeCheckpoint(pump.checkpointFile, checkpoint);
  pump.checkpoint = checkpoint;
};

/** Before the checkpoint moves on: a crash between the two writes the same file again. */
const putAside = async (pump: Pump, record: DynamoDBRecord, number: string): Promise<void> => {
  await mkdir(pump.undeliveredFolder, { recursive: true });
  await writeWhole(join(pump.undeliveredFolder, `${number}.json`), JSON.stringify(record, null, 2));
};
