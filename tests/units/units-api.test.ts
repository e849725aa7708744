import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { putRows } from '../../functions/storage/batch.ts';
import { rowOfVersion, rowsOfList, versionOf } from '../../functions/units/unit-list-row.ts';
import { openStation, type OpenStation } from '../support/station.ts';
import { aTeam } from '../support/lane.ts';

let station: OpenStation;

/** Two communes of before became Phường Ba Đình; one of them also gave land to Phường Ngọc Hà. */
const before = {
  version: '2025-03-01',
  units: [
    { version: '2025-03-01', code: '01', level: 'PROVINCE', name: 'Thành phố Hà Nội' },
    { version: '2025-03-01', code: '00001', level: 'COMMUNE', name: 'Phường Phúc Xá', parentCode: '01', district: 'Quận Ba Đình' },
    { version: '2025-03-01', code: '00004', level: 'COMMUNE', name: 'Phường Trúc Bạch', parentCode: '01', district: 'Quận Ba Đình' },
  ],
  links: [],
} as const;
const now = {
  version: '2025-07-01',
  formerVersion: '2025-03-01',
  units: [
    { version: '2025-07-01', code: '01', level: 'PROVINCE', name: 'Thành phố Hà Nội' },
    { version: '2025-07-01', code: '00004', level: 'COMMUNE', name: 'Phường Ba Đình', parentCode: '01' },
    { version: '2025-07-01', code: '00008', level: 'COMMUNE', name: 'Phường Ngọc Hà', parentCode: '01' },
  ],
  links: [
    { formerCode: '01', code: '01' },
    { formerCode: '00001', code: '00004' },
    { formerCode: '00004', code: '00004' },
    { formerCode: '00004', code: '00008' },
  ],
} as const;

beforeAll(async () => {
  station = await openStation([aTeam(1)]);
  await putRows(station.main, [...rowsOfList(before), ...rowsOfList(now), rowOfVersion(versionOf(before, [])), rowOfVersion(versionOf(now, before.units))]);
});
afterAll(() => station.stop());

describe('a developer who reads units', () => {
  test('gets the unit that had the code on that day, with the days of its list', async () => {
    const { data, errors } = await station.ask(`{
      today: adminUnit(code: "00004") { name district validFrom validUntil }
      then: adminUnit(code: "00004", asOf: "2025-06-30") { name district validFrom validUntil parent { name } }
      never: adminUnit(code: "00004", asOf: "1999-01-01") { name }
    }`);
    expect(errors).toEqual([]);
    expect(data).toEqual({
      today: { name: 'Phường Ba Đình', district: null, validFrom: '2025-07-01', validUntil: null },
      then: { name: 'Phường Trúc Bạch', district: 'Quận Ba Đình', validFrom: '2025-03-01', validUntil: '2025-06-30', parent: { name: 'Thành phố Hà Nội' } },
      never: null,
    });
  });

  test('sees what a unit became and what it was made of, page by page', async () => {
    const ask = async (after: string | null) =>
      (
        await station.ask(
          `query ($after: String) {
            then: adminUnit(code: "00004", asOf: "2025-06-30") { successors(first: 1, after: $after) { edges { cursor node { kind unit { name version } } } pageInfo { hasNextPage } } }
            now: adminUnit(code: "00004") { predecessors { edges { node { kind unit { name } } } } successors { edges { cursor } } }
          }`,
          { after },
        )
      ).data as unknown as { then: { successors: { edges: { cursor: string; node: unknown }[]; pageInfo: { hasNextPage: boolean } } }; now: unknown };
    const first = await ask(null);
    expect(first.then.successors).toMatchObject({
      edges: [{ node: { kind: 'DIVIDED_AMONG', unit: { name: 'Phường Ba Đình', version: '2025-07-01' } } }],
      pageInfo: { hasNextPage: true },
    });
    expect(first.now).toEqual({
      predecessors: {
        edges: [
          { node: { kind: 'MERGED_INTO', unit: { name: 'Phường Phúc Xá' } } },
          { node: { kind: 'DIVIDED_AMONG', unit: { name: 'Phường Trúc Bạch' } } },
        ],
      },
      successors: { edges: [] },
    });
    const second = await ask(first.then.successors.edges[0]?.cursor ?? null);
    expect(second.then.successors).toMatchObject({ edges: [{ node: { unit: { name: 'Phường Ngọc Hà' } } }], pageInfo: { hasNextPage: false } });
  });

  test('searches today’s list or that of another day, within a province', async () => {
    const { data, errors } = await station.ask(`{
      today: searchAdminUnits(text: "BA DINH ha noi") { edges { node { code name } } pageInfo { hasNextPage } }
      then: searchAdminUnits(text: "ba dinh", asOf: "2025-04-01", within: "01") { edges { node { name } } }
      district: searchAdminUnits(text: "trúc bạch ba đình", asOf: "2025-04-01") { edges { node { name } } }
    }`);
    expect(errors).toEqual([]);
    expect(data).toEqual({
      today: { edges: [{ node: { code: '00004', name: 'Phường Ba Đình' } }], pageInfo: { hasNextPage: false } },
      then: { edges: [] },
      district: { edges: [{ node: { name: 'Phường Trúc Bạch' } }] },
    });
    const refused = await station.ask('{ searchAdminUnits(text: "x", asOf: "1999-01-01") { edges { cursor } } }');
    expect(refused.errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', reason: 'UNKNOWN_VERSION', field: ['asOf'] });
    const large = await station.ask('{ searchAdminUnits(text: "x", first: 101) { edges { cursor } } }');
    expect(large.errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', reason: 'PAGE_SIZE' });
  });

  test('sees which lists there are and what is unknown about their past', async () => {
    const { data } = await station.ask('{ adminUnitVersions { version validUntil provinceCount communeCount withoutPredecessor withoutSuccessor } }');
    expect(data).toEqual({
      adminUnitVersions: [
        { version: '2025-03-01', validUntil: '2025-06-30', provinceCount: 1, communeCount: 2, withoutPredecessor: 0, withoutSuccessor: 0 },
        { version: '2025-07-01', validUntil: null, provinceCount: 1, communeCount: 2, withoutPredecessor: 0, withoutSuccessor: 0 },
      ],
    });
  });
});
