import { GetCommand } from '@aws-sdk/lib-dynamodb';
import * as v from 'valibot';
import type { Page, PageQuestion } from '../core/pages.ts';
import { LARGEST_PAGE } from '../core/pages.ts';
import { foldForSearch } from '../core/text.ts';
import { getRows } from '../storage/batch.ts';
import type { Row } from '../storage/batch.ts';
import type { MainTable } from '../storage/client.ts';
import { pageWithin } from '../storage/query.ts';
import type { AdminUnit } from './admin-unit.ts';

const unitRow = v.object({
  v: v.literal(1),
  version: v.string(),
  code: v.string(),
  level: v.picklist(['PROVINCE', 'COMMUNE']),
  name: v.string(),
  parentCode: v.optional(v.string()),
});

const keyOf = (version: string, code: string) => ({ pk: `unit#${version}#${code}`, sk: 'unit' });

/** Provinces lie within `VN`. */
const parentKey = (version: string, code: string): string => `unit#${version}#${code}`;

const readUnit = (row: unknown): AdminUnit => {
  const { v: _shape, ...unit } = v.parse(unitRow, row);
  return unit;
};

/** Provinces come in the order of their codes, as in official lists; communes by name, as people look for them. */
export const rowOfUnit = (unit: AdminUnit): Row => ({
  ...keyOf(unit.version, unit.code),
  v: 1,
  ...unit,
  parent: parentKey(unit.version, unit.parentCode ?? 'VN'),
  parentSort: unit.level === 'PROVINCE' ? unit.code : `${foldForSearch(unit.name)}#${unit.code}`,
});

export const createUnitStore = (main: MainTable) => ({
  get: async (version: string, code: string): Promise<AdminUnit | undefined> => {
    const { Item } = await main.client.send(new GetCommand({ TableName: main.name, Key: keyOf(version, code) }));
    return Item === undefined ? undefined : readUnit(Item);
  },

  getMany: async (version: string, codes: readonly string[]): Promise<AdminUnit[]> =>
    (await getRows(main, codes.map((code) => keyOf(version, code)))).map(readUnit),

  /** There are 34 of them (63 before 1 July 2025): one page holds all. */
  provinces: async (version: string): Promise<AdminUnit[]> =>
    (await pageWithin(main, parentKey(version, 'VN'), { first: LARGEST_PAGE }, readUnit)).items.map(({ item }) => item),

  within: (version: string, code: string, page: PageQuestion): Promise<Page<AdminUnit>> =>
    pageWithin(main, parentKey(version, code), page, readUnit),
});
