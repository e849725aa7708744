import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect, type MainTable, type TransactWrite } from '../../functions/storage/client.ts';
import { refusedWrites, writeAllOrNone, writeIfStillSo } from '../../functions/storage/transact.ts';
import { isStorageTrouble } from '../../functions/storage/trouble.ts';
import { troubleEngine, type Trouble, type TroubledEngine } from '../stress/troubled-engine.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';

let engine: TestEngine;
let troubled: TroubledEngine;
let main: MainTable;
/** What befalls every transaction from now on. */
let trouble: Trouble | undefined;

beforeAll(async () => {
  engine = await startEngine();
  troubled = await troubleEngine({ engine: () => engine.endpoint, befalls: ({ action }) => (action === 'TransactWriteItems' ? trouble : undefined) });
  main = { client: connect({ endpoint: troubled.endpoint }), name: 'main' };
});
afterAll(async () => {
  main.client.destroy();
  await troubled.stop();
  await engine.stop();
});

const keyOf = (row: string) => ({ pk: `row#${row}`, sk: 'row' });
const putNew = (row: string): TransactWrite => ({ Put: { TableName: 'main', Item: keyOf(row), ConditionExpression: 'attribute_not_exists(pk)' } });
const isThere = async (row: string): Promise<boolean> =>
  (await engine.main.client.send(new GetCommand({ TableName: 'main', Key: keyOf(row), ConsistentRead: true }))).Item !== undefined;
const during = async <Value>(what: Trouble, act: () => Promise<Value>): Promise<Value> => {
  trouble = what;
  try {
    return await act();
  } finally {
    trouble = undefined;
  }
};

describe('several rows that belong together', () => {
  test('are written at once', async () => {
    expect(await refusedWrites(main, [putNew('a1'), putNew('a2')])).toBeUndefined();
    expect(await writeAllOrNone(main, [putNew('a3')])).toBe(true);
    expect(await writeIfStillSo(main, [putNew('a4')])).toBe(true);
    expect(await Promise.all(['a1', 'a2', 'a3', 'a4'].map(isThere))).toEqual([true, true, true, true]);
  });

  test('are not written at all when one is no longer as it was read, and the caller learns which', async () => {
    await engine.main.client.send(new PutCommand({ TableName: 'main', Item: keyOf('b2') }));
    expect(await refusedWrites(main, [putNew('b1'), putNew('b2'), putNew('b3')])).toEqual([1]);
    expect(await writeAllOrNone(main, [putNew('b1'), putNew('b2')])).toBe(false);
    expect(await writeIfStillSo(main, [putNew('b1'), putNew('b2')])).toBe(false);
    expect(await Promise.all(['b1', 'b3'].map(isThere))).toEqual([false, false]);
  });

  test('are read again by whoever goes on when others are at the same rows all the time, and nobody answers from that', async () => {
    await during('CONFLICT', async () => {
      expect(await refusedWrites(main, [putNew('c1')])).toEqual([]);
      expect(await writeAllOrNone(main, [putNew('c1')])).toBe(false);
      const answer = await writeIfStillSo(main, [putNew('c1')]).catch((error: unknown) => error);
      expect(answer).toMatchObject({ name: 'RowsContended' });
      expect(isStorageTrouble(answer)).toBe(true);
    });
    expect(await isThere('c1')).toBe(false);
  });

  test('are no lost race but trouble while the table is throttled', async () => {
    await during('THROTTLED', async () => {
      const answer = await writeAllOrNone(main, [putNew('d1')]).catch((error: unknown) => error);
      expect(isStorageTrouble(answer)).toBe(true);
    });
  });

  test('that the table does not take are a fault of ours', async () => {
    await expect(writeAllOrNone(main, [putNew('e1'), putNew('e1')])).rejects.toThrow();
    expect(await isThere('e1')).toBe(false);
  });
});
