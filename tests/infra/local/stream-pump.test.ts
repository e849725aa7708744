import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connect } from '../../../functions/storage/client.ts';
import { createTables } from '../../../functions/storage/create-tables.dynamo.ts';
import { startEngine, type Engine } from '../../../infra/local/engine.ts';
import { inProject } from '../../../infra/local/places.ts';
import { StartProblem } from '../../../infra/local/start-problem.ts';
import { startStreamPump, type StreamHandler, type StreamPump } from '../../../infra/local/stream-pump.ts';

let place: string;
let engine: Engine;
let client: DynamoDBDocumentClient;
let pump: StreamPump | undefined;
const reported: unknown[] = [];

beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'tram-so-pump-'));
  engine = await startEngine();
  client = connect({ endpoint: engine.endpoint });
  await createTables(client, { main: 'test-main', contacts: 'test-contacts' });
});
afterEach(async () => {
  await pump?.stop();
  pump = undefined;
  reported.length = 0;
  await engine.stop();
  await rm(place, { recursive: true, force: true });
});

const checkpointFile = (): string => join(place, 'stream-checkpoint.json');

const undeliveredFolder = (): string => join(place, 'undelivered');

const put = (pk: string, more: Record<string, unknown> = {}): Promise<unknown> =>
  client.send(new PutCommand({ TableName: 'test-main', Item: { pk, sk: 'request', ...more } }));

const putInOrder = async (...names: readonly string[]): Promise<void> => {
  for (const name of names) await put(name);
};

const start = async (handler: StreamHandler): Promise<void> => {
  pump = await startStreamPump({
    table: 'test-main',
    client,
    streams: new DynamoDBStreamsClient({ endpoint: engine.endpoint, region: 'local', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } }),
    handler,
    checkpointFile: checkpointFile(),
    undeliveredFolder: undeliveredFolder(),
    report: (error) => reported.push(error),
    backoffMilliseconds: 1,
  });
};

const nameOf = (record: DynamoDBRecord): string => record.dynamodb?.Keys?.['pk']?.S ?? '';
const allTaken = { batchItemFailures: [] };

/** A handler that takes everything, and what it took. */
const takingAll = (): { taken: DynamoDBRecord[]; handler: StreamHandler } => {
  const taken: DynamoDBRecord[] = [];
  return {
    taken,
    handler: ({ Records }) => {
      taken.push(...Records);
      return Promise.resolve(allTaken);
    },
  };
};

describe('what changes in the table reaches the handler', () => {
  test('in order, with both images in the form that Lambda uses', async () => {
    const { taken, handler } = takingAll();
    await put('r1', { state: 'WAITING', bytes: new Uint8Array([1, 2, 255]), list: [1, { deep: true }] });
    await put('r1', { state: 'ACCEPTED' });
    await start(handler);
    await expect.poll(() => taken.length).toBe(2);
    expect(taken[0]).toMatchObject({
      eventName: 'INSERT',
      eventSource: 'aws:dynamodb',
      eventSourceARN: expect.stringContaining('test-main'),
      dynamodb: {
        Keys: { pk: { S: 'r1' }, sk: { S: 'request' } },
        NewImage: { state: { S: 'WAITING' }, bytes: { B: 'AQL/' }, list: { L: [{ N: '1' }, { M: { deep: { BOOL: true } } }] } },
        ApproximateCreationDateTime: expect.any(Number),
      },
    });
    expect(taken[1]).toMatchObject({ eventName: 'MODIFY', dynamodb: { OldImage: { state: { S: 'WAITING' } }, NewImage: { state: { S: 'ACCEPTED' } } } });
  });
});

describe('nothing is skipped', () => {
  test('when the handler throws: the same records come again, and later ones after them', async () => {
    const taken: string[] = [];
    let failures = 3;
    await putInOrder('r1', 'r2');
    await start(({ Records }) => {
      failures -= 1;
      if (failures >= 0) return Promise.reject(new Error('The database is away.'));
      taken.push(...Records.map(nameOf));
      return Promise.resolve(allTaken);
    });
    await put('r3');
    await expect.poll(() => taken).toEqual(['r1', 'r2', 'r3']);
    expect(reported).toHaveLength(3);
  });

  test('when the handler refuses one record: that one and all after it come again, those before it do not', async () => {
    const batches: string[][] = [];
    await putInOrder('r1', 'r2', 'r3', 'r4');
    await start(({ Records }) => {
      batches.push(Records.map(nameOf));
      const third = Records.find((record) => nameOf(record) === 'r3');
      return Promise.resolve({ batchItemFailures: batches.length === 1 && third !== undefined ? [{ itemIdentifier: third.dynamodb?.SequenceNumber ?? '' }] : [] });
    });
    await expect.poll(() => batches).toEqual([['r1', 'r2', 'r3', 'r4'], ['r3', 'r4']]);
  });

  test('over a stop and a new start: reading goes on where it ended', async () => {
    const before = takingAll();
    await putInOrder('r1', 'r2');
    await start(before.handler);
    await expect.poll(() => before.taken.length).toBe(2);
    await pump?.stop();
    await putInOrder('r3', 'r4');
    const after = takingAll();
    await start(after.handler);
    await expect.poll(() => after.taken.map(nameOf)).toEqual(['r3', 'r4']);
  });

  test('when the system is killed after the handler and before the checkpoint: the record comes again', async () => {
    const before = takingAll();
    await start(before.handler);
    await put('r1');
    await expect.poll(async () => (await readFile(checkpointFile(), 'utf8').catch(() => '')).length).toBeGreaterThan(0);
    await pump?.stop();
    await putInOrder('r2', 'r3');
    const killed = spawn(process.execPath, ['--input-type=module-typescript', '-e', pumpThatDiesInTheHandler()], { stdio: 'inherit' });
    expect(await once(killed, 'exit')).toEqual([null, 'SIGKILL']);
    const seen = (await readFile(join(place, 'seen'), 'utf8')).split(',');
    const after = takingAll();
    await start(after.handler);
    await expect.poll(() => after.taken.map(nameOf)).toEqual(['r2', 'r3']);
    expect(seen).toEqual(['r2', 'r3']);
  });

  /** A system of its own whose handler does its work and is then killed, as by a power cut. */
  const pumpThatDiesInTheHandler = (): string => `
    import { writeFileSync } from 'node:fs';
    import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
    import { connect } from ${JSON.stringify(inProject('functions/storage/client.ts'))};
    import { startStreamPump } from ${JSON.stringify(inProject('infra/local/stream-pump.ts'))};
    const endpoint = ${JSON.stringify(engine.endpoint)};
    await startStreamPump({
      table: 'test-main',
      client: connect({ endpoint }),
      streams: new DynamoDBStreamsClient({ endpoint, region: 'local', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } }),
      checkpointFile: ${JSON.stringify(checkpointFile())},
      undeliveredFolder: ${JSON.stringify(undeliveredFolder())},
      report: console.error,
      handler: ({ Records }) => {
        writeFileSync(${JSON.stringify(join(place, 'seen'))}, Records.map(({ dynamodb }) => dynamodb.Keys.pk.S).join(','));
        process.kill(process.pid, 'SIGKILL');
      },
    });`;
});

describe('one change that the handler can never take', () => {
  const broken = (record: DynamoDBRecord): boolean => nameOf(record) === 'r3';

  const isPutAside = async (): Promise<void> => {
    const [file = '', ...others] = await readdir(undeliveredFolder());
    expect(others).toEqual([]);
    expect(JSON.parse(await readFile(join(undeliveredFolder(), file), 'utf8'))).toMatchObject({ dynamodb: { Keys: { pk: { S: 'r3' } } } });
    expect(String(reported.at(-1))).toMatch(/refused 9 times and lies in .*undelivered/u);
  };

  test('is put aside after nine attempts, and all others still arrive in order', async () => {
    const taken: string[] = [];
    await putInOrder('r1', 'r2', 'r3', 'r4', 'r5');
    await start(({ Records }) => {
      const at = Records.findIndex(broken);
      taken.push(...Records.slice(0, at < 0 ? Records.length : at).map(nameOf));
      return Promise.resolve({ batchItemFailures: at < 0 ? [] : [{ itemIdentifier: Records[at]?.dynamodb?.SequenceNumber ?? '' }] });
    });
    await expect.poll(() => taken).toEqual(['r1', 'r2', 'r4', 'r5']);
    await isPutAside();
  });

  test('is found by itself when the handler fails without naming it', async () => {
    const taken: string[] = [];
    await putInOrder('r1', 'r2', 'r3', 'r4', 'r5');
    await start(({ Records }) => {
      if (Records.some(broken)) return Promise.reject(new Error('This row cannot be read.'));
      taken.push(...Records.map(nameOf));
      return Promise.resolve(allTaken);
    });
    await expect.poll(() => taken).toEqual(['r1', 'r2', 'r4', 'r5']);
    await isPutAside();
  });

  test('does not come again at the next start', async () => {
    await putInOrder('r3', 'r4');
    const first: string[] = [];
    await start(({ Records }) => {
      if (Records.some(broken)) return Promise.reject(new Error('This row cannot be read.'));
      first.push(...Records.map(nameOf));
      return Promise.resolve(allTaken);
    });
    await expect.poll(() => first).toEqual(['r4']);
    await pump?.stop();
    await put('r5');
    const { taken, handler } = takingAll();
    await start(handler);
    await expect.poll(() => taken.map(nameOf)).toEqual(['r5']);
  });
});

describe('the note of how far it was read', () => {
  test('counts for nothing once the table was made anew', async () => {
    await writeFile(checkpointFile(), JSON.stringify({ stream: 'arn:of-another-table', shards: { 'shard-1': '999' } }));
    const { taken, handler } = takingAll();
    await put('r1');
    await start(handler);
    await expect.poll(() => taken.map(nameOf)).toEqual(['r1']);
  });

  test.each(['', '{"stream":', '{"stream":"a","shards":{"s":"x"}}'])('that is broken (%j) is named in one line', async (text) => {
    await writeFile(checkpointFile(), text);
    const refusal = await start(() => Promise.resolve(allTaken)).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(StartProblem);
    expect(String(refusal)).toMatch(/stream-checkpoint\.json is broken .*--fresh/u);
  });
});
