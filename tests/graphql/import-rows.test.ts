import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aTeam } from '../support/lane.ts';
import { openStation, type OpenStation } from '../support/station.ts';

const team = aTeam(1);
let station: OpenStation;
beforeAll(async () => {
  station = await openStation([team]);
});
afterAll(() => station.stop());

const office = async (): Promise<string> => {
  const { unitVersion, communeCode: unitCode } = team;
  const { accessToken } = await station.identity.openSession({ kind: 'official', officialId: 'office-1', role: 'COMMUNE', unitVersion, unitCode });
  return `session=${accessToken}`;
};

const IMPORT = /* GraphQL */ `
  mutation Import($input: ImportRowsInput!) {
    importTeams(input: $input) {
      __typename
      ... on ImportedRows { added changed unchanged refused { line problems { column message nextStep } } }
      ... on Problem { message nextStep }
      ... on InvalidInput { field }
    }
  }
`;
const cellsOf = (row: Readonly<Record<string, string>>) => Object.entries(row).map(([column, text]) => ({ column, text }));
const row = { code: 'file-001', name: 'Tổ trong tệp', unit_code: team.communeCode, lat: '21,03', lon: '105,85' };
const input = (rows: readonly Readonly<Record<string, string>>[], changes: object = {}) => ({
  input: { importId: randomUUID(), rows: rows.map((cells, at) => ({ line: at + 2, cells: cellsOf(cells) })), ...changes },
});

it('adds teams from rows of a file, and says of each refused row which cell is wrong and how to mend it, in the language of the caller', async () => {
  const asked = { headers: { cookie: await office(), 'accept-language': 'en' } };
  const { data } = await station.ask(IMPORT, input([row, { ...row, code: 'file-002', lat: 'north' }]), asked);
  expect(data).toEqual({
    importTeams: {
      __typename: 'ImportedRows',
      added: 1,
      changed: 0,
      unchanged: 0,
      refused: [{ line: 3, problems: [{ column: 'lat', message: 'This is no number.', nextStep: 'Write a number such as 21.03 or 21,03.' }] }],
    },
  });
  expect(await station.teamRecords.team('file-001')).toMatchObject({ name: 'Tổ trong tệp', position: { lat: 21.03, lon: 105.85 } });
});

it('writes nothing on a dry run', async () => {
  const asked = { headers: { cookie: await office() } };
  const { data } = await station.ask(IMPORT, input([{ ...row, code: 'file-003' }], { dryRun: true }), asked);
  expect(data).toMatchObject({ importTeams: { added: 1 } });
  expect(await station.teamRecords.team('file-003')).toBeUndefined();
});

it('is refused to a stranger, to whom none of the rows belongs, and with no rows or an import without an id', async () => {
  const asked = { headers: { cookie: await office() } };
  expect((await station.ask(IMPORT, input([row]))).data).toMatchObject({ importTeams: { __typename: 'NotSignedIn' } });
  expect((await station.ask(IMPORT, input([{ ...row, code: 'file-004', unit_code: '00008' }]), asked)).data).toMatchObject({ importTeams: { __typename: 'NotPermitted' } });
  expect((await station.ask(IMPORT, input([]), asked)).data).toMatchObject({ importTeams: { __typename: 'InvalidInput', field: ['rows'] } });
  expect((await station.ask(IMPORT, input([row], { importId: 'x' }), asked)).data).toMatchObject({ importTeams: { __typename: 'InvalidInput', field: ['importId'] } });
});

it('tells which columns a file may have, what stands in them in the language of the caller, and which a device seals', async () => {
  const question = '{ importColumns(of: MEMBERS) { name required identifies sealed meaning } }';
  const { data } = await station.ask(question, {}, { headers: { 'accept-language': 'en' } });
  expect(data?.['importColumns']).toContainEqual({ name: 'phone', required: false, identifies: false, sealed: true, meaning: 'A number such as 0912 345 678. Empty: keeps what is there.' });
  expect((await station.ask('{ importColumns(of: TEAMS) { name meaning } }')).data?.['importColumns']).toContainEqual({ name: 'name', meaning: 'Tên tổ.' });
});

it('refuses what stands where a sealed number should, and says how numbers are written', async () => {
  const importMembers = IMPORT.replace('importTeams', 'importMembers');
  const { data } = await station.ask(importMembers, input([{ team_code: team.code, full_name: 'Người trong tệp', phone: '?' }], { dryRun: true }), { headers: { cookie: await office() } });
  expect(data).toMatchObject({ importMembers: { added: 0, refused: [{ problems: [{ column: 'phone', message: 'Đây không phải số điện thoại.' }] }] } });
});
