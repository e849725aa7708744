import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHealth } from '../../functions/handlers/health.ts';
import { putSnapshot } from '../../functions/routing/snapshot-store.dynamo.ts';
import { connect, type MainTable } from '../../functions/storage/client.ts';
import { isStorageTrouble } from '../../functions/storage/trouble.ts';
import { troubleEngine, type TroubledEngine } from '../stress/troubled-engine.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { handClock, SATURDAY_NIGHT } from '../support/lane.ts';

let engine: TestEngine;
let troubled: TroubledEngine;
let main: MainTable;
let diskIsFull = false;
let writes = 0;
const clock = handClock(SATURDAY_NIGHT);

beforeAll(async () => {
  engine = await startEngine();
  const befalls = ({ action }: { readonly action: string }) => {
    if (action !== 'PutItem') return undefined;
    writes += 1;
    return diskIsFull ? 'SERVER_ERROR' : undefined;
  };
  troubled = await troubleEngine({ engine: () => engine.endpoint, befalls });
  main = { client: connect({ endpoint: troubled.endpoint }), name: 'main' };
});
afterAll(async () => {
  main.client.destroy();
  await troubled.stop();
  await engine.stop();
});

test('a station whose routing was never filled is not ready', async () => {
  expect(await createHealth(main, clock.now)()).toBe(false);
});

test('a station whose disk takes no writes any more says so within ten seconds, though it still answers, and says when it does again', async () => {
  await putSnapshot(engine.main, [], clock.now());
  const isReady = createHealth(main, clock.now);
  expect(await isReady()).toBe(true);
  diskIsFull = true;
  clock.advance(10_000);
  for (let asked = 0; asked < 2; asked += 1) {
    const trouble = await isReady().catch((error: unknown) => error);
    expect(isStorageTrouble(trouble)).toBe(true);
  }
  diskIsFull = false;
  expect(await isReady()).toBe(true);
});

test('whoever asks a hundred times in a moment makes it write once', async () => {
  const isReady = createHealth(main, clock.now);
  writes = 0;
  for (let asked = 0; asked < 100; asked += 1) expect(await isReady()).toBe(true);
  expect(writes).toBe(1);
});
