import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Page, PageQuestion } from '../core/pages.ts';
import { LARGEST_PAGE } from '../core/pages.ts';
import { getRows } from '../storage/batch.ts';
import type { MainTable } from '../storage/client.ts';
import { pageWithin } from '../storage/query.ts';
import type { AdminUnit } from './admin-unit.ts';
import { COUNTRY, readUnit, unitKey, unitParent } from './unit-row.ts';

export { rowOfUnit } from './unit-row.ts';

export const createUnitStore = (main: MainTable) => ({
  get: async (version: string, code: string): Promise<AdminUnit | undefined> => {
    const { Item } = await main.client.send(new GetCommand({ TableName: main.name, Key: unitKey(version, code) }));
    return Item === undefined ? undefined : readUnit(Item);
  },

  getMany: async (version: string, codes: readonly string[]): Promise<AdminUnit[]> =>
    (await getRows(main, codes.map((code) => unitKey(version, code)))).map(readUnit),

  /** There are 34 of them (63 before 1 July 2025): one page holds all. */
  provinces: async (version: string): Promise<AdminUnit[]> =>
    (await pageWithin(main, unitParent(version, COUNTRY), { first: LARGEST_PAGE }, readUnit)).items.map(({ item }) => item),

  within: (version: string, code: string, page: PageQuestion): Promise<Page<AdminUnit>> =>
    pageWithin(main, unitParent(version, code), page, readUnit),
});
