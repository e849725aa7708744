import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { auditWrite, createAudit } from '../../../functions/audit/audit.ts';
import type { RefusedRow } from '../../../functions/bulk/import.ts';
import { importMembers } from '../../../functions/bulk/import-members.ts';
import type { QuickWay } from '../../../functions/bulk/newcomers.ts';
import type { SheetRow } from '../../../functions/bulk/sheet.ts';
import { createMemberPhoneKeeper } from '../../../functions/contacts/keep-member-phones.ts';
import { createContactOpener } from '../../../functions/contacts/open-contact.ts';
import { createKiosks } from '../../../functions/kiosks/kiosks.ts';
import { createPermission } from '../../../functions/permission/permission.ts';
import { putSnapshot } from '../../../functions/routing/snapshot-store.dynamo.ts';
import { createTeams, type Teams } from '../../../functions/teams/teams.ts';
import { createUnits } from '../../../functions/units/units.ts';
import { quickWayInto } from '../../../infra/local/new-people.ts';
import { putNewRows } from '../../../infra/local/new-rows.ts';
import { countRows } from '../../support/bulk-system.ts';
import { startEngine, type TestEngine } from '../../support/engine.ts';
import { aMember, aTeam } from '../../support/lane.ts';
import { putUnits } from '../../support/units.ts';

const V = '2025-07-01';
const MORNING = '2026-11-23T03:00:00.000Z';
const names = { main: 'main', contacts: 'contacts' };

let folder: string;
let database: string;
let engine: TestEngine;
let teams: Teams;
let publicKey: JWK;
let privateKey: JWK;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tram-so-people-'));
  database = join(folder, 'database.sqlite');
  engine = await startEngine(database);
  teams = createTeams(engine.main);
  await putUnits(engine.main, [
    { version: V, code: '01', level: 'PROVINCE', name: 'Thành phố Hà Nội' },
    { version: V, code: '00004', level: 'COMMUNE', name: 'Phường Ba Đình', parentCode: '01' },
  ]);
  await putSnapshot(engine.main, [], MORNING);
  const pair = await generateKeyPair('ECDH-ES+A256KW', { crv: 'P-256', extractable: true });
  publicKey = { ...(await exportJWK(pair.publicKey)), kid: 'test' };
  privateKey = { ...(await exportJWK(pair.privateKey)), kid: 'test' };
});
afterAll(async () => {
  await engine.stop();
  await rm(folder, { recursive: true, force: true });
});

let series = 700;
const team = async (): Promise<string> => {
  series += 1;
  const { code, ...rest } = aTeam(series);
  await teams.changeTeam({ ...rest, code, unitVersion: V, communeCode: '00004' });
  return code;
};

const quickWay = (rowsAtOnce: number): QuickWay => ({
  ...quickWayInto({ database, names, teamsWithPeople: teams.codesWithMembers, contactKey: () => Promise.resolve(publicKey), signal: new AbortController().signal }),
  rowsAtOnce,
});
const run = async (rows: readonly SheetRow[], quick: QuickWay) => {
  const refused: RefusedRow[] = [];
  let byRow = 0;
  const longWay: Pick<Teams, 'addMembers' | 'changeMember'> = {
    addMembers: (members, alongside) => ((byRow += members.length), teams.addMembers(members, alongside)),
    changeMember: (member, now, alongside) => ((byRow += 1), teams.changeMember(member, now, alongside)),
  };
  const counts = await importMembers(
    {
      teams: { ...teams, ...longWay },
      permission: createPermission({ teams, kiosks: createKiosks(engine.main), units: createUnits(engine.main) }),
      keepPhones: createMemberPhoneKeeper(engine.contacts, publicKey),
      auditWrite: (entry) => auditWrite(engine.main, entry),
      quick,
      clock: () => MORNING,
    },
    (async function* () {
      for (const [at, row] of rows.entries()) yield await Promise.resolve({ line: at + 2, row });
    })(),
    {
      actor: { kind: 'official', officialId: 'operator-1', role: 'OPERATOR', unitVersion: V },
      importId: randomUUID(),
      dryRun: false,
      onRefused: (row) => Promise.resolve(void refused.push(row)),
    },
  );
  return { counts, refused, byRow };
};
const rosterOf = async (code: string) => (await teams.membersOf(code)).toSorted((one, other) => one.displayName.localeCompare(other.displayName, 'vi'));
const phoneOf = async (id = ''): Promise<string | undefined> => {
  const opened = await createContactOpener(engine.contacts, [privateKey], () => MORNING)({ kind: 'MEMBER', id });
  return opened.ok ? opened.value.phone : undefined;
};

describe('people of a large file, beside a running system,', () => {
  test('come into empty teams at once, with their numbers and a line in the trail; the same file again changes nothing', async () => {
    const codes = [await team(), await team(), await team()];
    const rows = codes.flatMap((code) => [
      { team_code: code, full_name: 'An', role: 'LEAD', phone: '0912345678' },
      { team_code: code, full_name: 'Bình' },
      { team_code: code, full_name: 'an' },
    ]);
    const first = await run(rows, quickWay(2));
    expect(first).toMatchObject({ counts: { added: 6, changed: 0, unchanged: 0, refused: 3 }, byRow: 0 });
    // Two lots are under way at once: which of them ends first is not said.
    expect(first.refused.toSorted((one, other) => one.line - other.line).map(({ line, problems }) => [line, problems[0]?.reason, problems[0]?.allowed])).toEqual([[4, 'REPEATED', '2'], [7, 'REPEATED', '5'], [10, 'REPEATED', '8']]);
    for (const code of codes) {
      const [an, binh] = await rosterOf(code);
      expect([an, binh]).toMatchObject([{ displayName: 'An', memberships: [{ teamCode: code, role: 'LEAD' }], hasPhone: true, revision: 1 }, { displayName: 'Bình', hasPhone: false }]);
      expect(await teams.member(an?.id ?? '')).toEqual(an);
      expect(await phoneOf(an?.id)).toBe('+84912345678');
    }
    const [line] = (await createAudit(engine.main).ofOffice(V, '00004', { first: 1 })).items;
    expect(line?.item).toMatchObject({ act: 'importMembers', detail: { added: '2' } });
    const before = await countRows(engine.main, 'member#');
    expect(await run(rows, quickWay(2))).toMatchObject({ counts: { added: 0, changed: 0, unchanged: 6, refused: 3 } });
    expect(await countRows(engine.main, 'member#')).toBe(before);
    expect(await readdir(`${database}.import`)).toEqual([]);
  });

  test('take the long way into a team that has somebody, also when the file comes back to it', async () => {
    const [empty, parted] = [await team(), await team()];
    const rows = [{ team_code: parted, full_name: 'An' }, { team_code: empty, full_name: 'An' }, { team_code: parted, full_name: 'Bình' }];
    expect(await run(rows, quickWay(1))).toMatchObject({ counts: { added: 3, refused: 0 }, byRow: 1 });
    expect((await rosterOf(parted)).map(({ displayName }) => displayName)).toEqual(['An', 'Bình']);
  });

  test('are held against whoever came into the team while the file was read', async () => {
    const code = await team();
    const quick = quickWay(100);
    const cameMeanwhile = async (): Promise<ReadonlySet<string>> => {
      const before = await quick.teamsWithPeople();
      await teams.saveMember({ ...aMember(code, 'An'), id: randomUUID() });
      return before;
    };
    const rows = [{ team_code: code, full_name: 'An', phone: '0912345678' }, { team_code: code, full_name: 'Bình' }];
    expect(await run(rows, { ...quick, teamsWithPeople: cameMeanwhile })).toMatchObject({ counts: { added: 1, changed: 1, refused: 0 } });
    const [an, binh, ...more] = await rosterOf(code);
    expect([an?.displayName, binh?.displayName, more]).toEqual(['An', 'Bình', []]);
    expect(await phoneOf(an?.id)).toBe('+84912345678');
  });
});

describe('rows for the engine’s own file', () => {
  const put = (pks: readonly string[]) => putNewRows({ database, names, noneYet: 'member#', rows: { main: pks.map((pk) => ({ pk, sk: 'row' })), contacts: pks.map((pk) => ({ pk, sk: 'row' })) } });
  const there = async () => [await countRows(engine.main, 'lot#'), await countRows(engine.contacts, 'lot#')];

  test('are put all or none', async () => {
    expect(await put(['lot#1', 'lot#2'])).toBe(true);
    expect(await there()).toEqual([2, 2]);
    expect(await put(['lot#3', 'lot#2', 'lot#4'])).toBe(false);
    expect(await there()).toEqual([2, 2]);
    expect(await put(['lot#3'])).toBe(true);
    expect(await there()).toEqual([3, 3]);
  });

  test('leave nothing behind, and what a killed import left goes', async () => {
    const left = join(`${database}.import`, '999999999-left');
    const others = join(`${database}.import`, `${process.pid}-other`);
    for (const one of [left, others]) {
      await mkdir(one, { recursive: true });
      await writeFile(join(one, 'rows.json'), 'x');
    }
    expect(await put(['lot#9'])).toBe(true);
    expect([existsSync(left), existsSync(others)]).toEqual([false, true]);
    await rm(others, { recursive: true });
    await expect(putNewRows({ database, names, noneYet: 'member#', rows: { main: [{ pk: 'lot#8', sk: '' }] } })).rejects.toThrow();
    expect(await readdir(`${database}.import`)).toEqual([]);
  });
});
