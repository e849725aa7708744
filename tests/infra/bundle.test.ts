import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleHandler, type Bundle } from '../../infra/bundle.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { httpEvent, startLambda, type LambdaProcess } from './lambda-process.ts';

/** A handler small enough to be wholly known shows that what we build is what Lambda can run. */

let folder: string;
let bundle: Bundle;
let engine: TestEngine;
let lambda: LambdaProcess;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tram-so-bundle-'));
  bundle = await bundleHandler('tests/bench/bare-handler.ts', join(folder, 'bare'));
  engine = await startEngine();
  lambda = await startLambda(bundle.file, { AWS_ENDPOINT_URL_DYNAMODB: engine.endpoint, MAIN_TABLE: engine.main.name });
});

afterAll(async () => {
  await lambda.stop();
  await engine.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('a bundle', () => {
  it('is one module that exports the handler, with its map beside it and not in it', async () => {
    expect(bundle.exports).toEqual(['handler']);
    expect(await readdir(join(folder, 'bare'))).toEqual(['index.mjs']);
    expect(existsSync(bundle.sourceMap)).toBe(true);
    expect(await readFile(bundle.file, 'utf8')).not.toContain('sourceMappingURL');
  });

  it('has everything inside: it imports nothing but what Node has', async () => {
    const code = await readFile(bundle.file, 'utf8');
    const imported = [...code.matchAll(/(?:^|[;}\n])import\b[^"'();]*["']([^"']+)["']/g)].map(([, name]) => name ?? '');
    const { builtinModules } = await import('node:module');
    expect(imported.filter((name) => !builtinModules.includes(name.replace(/^node:/, '')))).toEqual([]);
  });

  it('answers an event of API Gateway from the real engine', async () => {
    await engine.main.client.send(new PutCommand({ TableName: engine.main.name, Item: { pk: 'lamp', sk: 'lamp' } }));
    const ask = async (key: string) =>
      lambda.invoke(httpEvent({ method: 'POST', path: '/graphql', body: JSON.stringify({ query: `{ row(key: "${key}") }` }) }));
    expect(await ask('lamp')).toMatchObject({ statusCode: 200, body: expect.stringContaining('"row":true') });
    expect(await ask('nothing')).toMatchObject({ statusCode: 200, body: expect.stringContaining('"row":false') });
  });

  it('replaces what an earlier build left in its folder', async () => {
    await writeFile(join(folder, 'bare', 'left-behind.txt'), 'from an earlier build');
    const again = await bundleHandler('tests/bench/bare-handler.ts', join(folder, 'bare'));
    expect(await readdir(join(folder, 'bare'))).toEqual(['index.mjs']);
    expect(again.file).toBe(bundle.file);
  });

  it('is not made of what cannot be found', async () => {
    await expect(bundleHandler('functions/handlers/nowhere.ts', join(folder, 'nowhere'))).rejects.toThrow('nowhere.ts');
  });
});
