import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importUnitsOfTable } from '../../infra/local/import-units.ts';
import { aKiosk, aTeam } from '../support/lane.ts';
import { listCells } from '../support/newer-list.ts';
import { openStation, type OpenStation } from '../support/station.ts';

/** Of Ba Đình (00004) two communes are made, of Ngọc Hà (00008) nothing is said, Giảng Võ (00025) goes on under another code. */
const newer = listCells({ '00004': ['Phường Ba Đình', '00004'], '00005': ['Phường Trúc Bạch', '00004'], '00026': ['Phường Giảng Võ', '00025'], '00008': ['Phường Mới', 'none'] });

let station: OpenStation;
beforeAll(async () => {
  const teams = [
    ...[1, 2, 3].map((number) => aTeam(number)),
    aTeam(4, { code: '00004-004', status: 'MERGED', mergedInto: '00004-001' }),
    aTeam(5, { code: '00008-001', communeCode: '00008' }),
    aTeam(6, { code: '00025-001', communeCode: '00025' }),
  ];
  station = await openStation(teams, aKiosk());
  const rows = newer.map((row) => ({ row: { former_codes: '', province_code: '', ...row } as Record<string, string> }));
  const { ok, lines } = await importUnitsOfTable(station.main, { header: ['code', 'name', 'province_code', 'former_codes'], rows }, { version: '2026-01-01' });
  expect([ok, lines.at(-1)]).toEqual([true, 'Moved to the new list: 1 teams, 0 kiosks, 0 requests before offices.']);
});
afterAll(() => station.stop());

type Found = { readonly edges: readonly { readonly cursor: string; readonly node: { readonly code: string } }[]; readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null } };

const toPlace = async (field: 'teamsToPlace' | 'kiosksToPlace', code: string, more = ''): Promise<Found> => {
  const { data, errors } = await station.ask(`{ adminUnit(code: "${code}") { ${field}(first: 2${more}) { edges { cursor node { code } } pageInfo { hasNextPage endCursor } } } }`);
  expect(errors ?? []).toEqual([]);
  return (data as unknown as { adminUnit: Record<string, Found> }).adminUnit[field] as Found;
};
const codesOf = ({ edges }: Found): readonly string[] => edges.map(({ node }) => node.code);

describe('teams and kiosks of which nobody can tell where they belong by a newer list', () => {
  it('are listed before each office that has a part of their commune, page by page, merged teams left out', async () => {
    const first = await toPlace('teamsToPlace', '00005');
    expect([codesOf(first), first.pageInfo.hasNextPage]).toEqual([['00004-001', '00004-002'], true]);
    const second = await toPlace('teamsToPlace', '00005', `, after: ${JSON.stringify(first.pageInfo.endCursor)}`);
    expect([codesOf(second), second.pageInfo.hasNextPage]).toEqual([['00004-003'], false]);
    expect(codesOf(await toPlace('teamsToPlace', '00004'))).toEqual(['00004-001', '00004-002']);
    expect(codesOf(await toPlace('kiosksToPlace', '00005'))).toEqual(['demo-walking-street']);
    expect(codesOf(await toPlace('teamsToPlace', '00026'))).toEqual([]);
  });

  it('are listed before their province where the lists do not say what became of their commune', async () => {
    const first = await toPlace('teamsToPlace', '01');
    const second = await toPlace('teamsToPlace', '01', `, after: ${JSON.stringify(first.pageInfo.endCursor)}`);
    expect([...codesOf(first), ...codesOf(second)]).toEqual(['00004-001', '00004-002', '00004-003', '00008-001']);
    expect(codesOf(await toPlace('teamsToPlace', '00008'))).toEqual([]);
  });

  it('may belong to the units that their commune became: both parts, the one that goes on, or none that anybody knows', async () => {
    const { data, errors } = await station.ask(`{
      divided: adminUnit(code: "00004", asOf: "2025-12-31") { today(first: 1) { edges { cursor node { code version } } pageInfo { hasNextPage endCursor } } }
      recoded: adminUnit(code: "00025", asOf: "2025-12-31") { today { edges { node { code } } } }
      gone: adminUnit(code: "00008", asOf: "2025-12-31") { today { edges { node { code } } } }
      now: adminUnit(code: "00005") { today { edges { node { code } } } }
    }`);
    expect(errors).toEqual([]);
    const found = data as unknown as Record<string, { readonly today: Found }>;
    expect(found['divided']?.today).toMatchObject({ edges: [{ node: { code: '00004', version: '2026-01-01' } }], pageInfo: { hasNextPage: true } });
    expect(['recoded', 'gone', 'now'].map((name) => found[name]?.today.edges.map(({ node }) => node.code))).toEqual([['00026'], [], ['00005']]);
    const rest = await station.ask(`{ adminUnit(code: "00004", asOf: "2025-12-31") { today(after: ${JSON.stringify(found['divided']?.today.pageInfo.endCursor)}) { edges { node { code } } } } }`);
    expect(rest.data).toEqual({ adminUnit: { today: { edges: [{ node: { code: '00005' } }] } } });
  });

  it('are listed no more once somebody has said it', async () => {
    await station.teamRecords.changeTeam(aTeam(1, { unitVersion: '2026-01-01', communeCode: '00005' }));
    expect(codesOf(await toPlace('teamsToPlace', '00004'))).toEqual(['00004-002', '00004-003']);
  });
});
