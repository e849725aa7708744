import { GetCommand, PutCommand, ScanCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mainTable } from '../../../functions/storage/tables.ts';
import { connect } from '../../../functions/storage/client.ts';
import { createTables } from '../../../functions/storage/create-tables.dynamo.ts';
import { startEngine, type Engine } from '../../../infra/local/engine.ts';
import { deleteExpired } from '../../../infra/local/expiry.ts';

let engine: Engine;
let client: DynamoDBDocumentClient;
beforeAll(async () => {
  engine = await startEngine();
  client = connect({ endpoint: engine.endpoint });
  await createTables(client, { main: 'test-main', contacts: 'test-contacts' });
});
afterAll(() => engine.stop());

const now = new Date('2026-11-23T08:00:00.000Z');
const seconds = now.getTime() / 1000;
const table = () => ({ client, name: 'test-main', definition: mainTable });
const put = (pk: string, expiresAt?: unknown) => client.send(new PutCommand({ TableName: 'test-main', Item: { pk, sk: 'x', expiresAt } }));

test('a session that ended is deleted; one that goes on, one without an end and a team stay', async () => {
  await put('ended', seconds - 1);
  await put('ends now', seconds);
  await put('goes on', seconds + 1);
  await put('endless');
  await put('text is no time', String(seconds - 100));
  expect(await deleteExpired(table(), now)).toBe(2);
  const { Items = [] } = await client.send(new ScanCommand({ TableName: 'test-main' }));
  expect(Items.map(({ pk }) => String(pk)).sort()).toEqual(['endless', 'goes on', 'text is no time']);
});

test('more than one page of ended rows is deleted to the last one', async () => {
  // A scan's page holds at most 1 MB, so these need several.
  const padding = 'x'.repeat(100_000);
  await Promise.all(Array.from({ length: 25 }, (_, at) => client.send(new PutCommand({ TableName: 'test-main', Item: { pk: `old ${at}`, sk: 'x', expiresAt: seconds - 1, padding } }))));
  expect(await deleteExpired(table(), now)).toBe(25);
});

test('a row that is prolonged while the deletion goes on stays', async () => {
  await Promise.all(Array.from({ length: 30 }, (_, at) => put(`old ${at}`, seconds - 1)));
  const deleting = deleteExpired(table(), now);
  await put('old 29', seconds + 3600);
  await deleting;
  const { Item } = await client.send(new GetCommand({ TableName: 'test-main', Key: { pk: 'old 29', sk: 'x' } }));
  expect(Item).toMatchObject({ expiresAt: seconds + 3600 });
});
