import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditWrite, createAudit } from '../../functions/audit/audit.ts';
import type { ImportCounts, RefusedRow } from '../../functions/bulk/import.ts';
import { importMembers, type ImportMembersParts } from '../../functions/bulk/import-members.ts';
import { rowOfMemberSheet } from '../../functions/bulk/member-sheet.ts';
import type { SheetRow } from '../../functions/bulk/sheet.ts';
import type { NumberedRow } from '../../functions/bulk/table-file.ts';
import { createMemberPhoneKeeper } from '../../functions/contacts/keep-member-phones.ts';
import { createContactOpener } from '../../functions/contacts/open-contact.ts';
import { createKiosks } from '../../functions/kiosks/kiosks.ts';
import type { Actor } from '../../functions/permission/actor.ts';
import { createPermission } from '../../functions/permission/permission.ts';
import { putSnapshot } from '../../functions/routing/snapshot-store.dynamo.ts';
import { createTeams, type Teams } from '../../functions/teams/teams.ts';
import { createUnits } from '../../functions/units/units.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { aMember, aTeam } from '../support/lane.ts';
import { putUnits } from '../support/units.ts';

const V = '2025-07-01';
const MORNING = '2026-11-23T03:00:00.000Z';

let engine: TestEngine;
let teams: Teams;
let publicKey: JWK;
let privateKey: JWK;
beforeAll(async () => {
  engine = await startEngine();
  teams = createTeams(engine.main);
  await putUnits(engine.main, [
    { version: V, code: '01', level: 'PROVINCE', name: 'Thành phố Hà Nội' },
    { version: V, code: '00004', level: 'COMMUNE', name: 'Phường Ba Đình', parentCode: '01' },
    { version: V, code: '00008', level: 'COMMUNE', name: 'Phường Ngọc Hà', parentCode: '01' },
  ]);
  await putSnapshot(engine.main, [], MORNING);
  const pair = await generateKeyPair('ECDH-ES+A256KW', { crv: 'P-256', extractable: true });
  publicKey = { ...(await exportJWK(pair.publicKey)), kid: 'test' };
  privateKey = { ...(await exportJWK(pair.privateKey)), kid: 'test' };
});
afterAll(() => engine.stop());

const parts = (): ImportMembersParts => ({
  teams,
  permission: createPermission({ teams, kiosks: createKiosks(engine.main), units: createUnits(engine.main) }),
  keepPhones: createMemberPhoneKeeper(engine.contacts, publicKey),
  auditWrite: (entry) => auditWrite(engine.main, entry),
  clock: () => MORNING,
});

const operator: Actor = { kind: 'official', officialId: 'operator-1', role: 'OPERATOR', unitVersion: V };
const baDinhOffice: Actor = { kind: 'official', officialId: 'office-1', role: 'COMMUNE', unitVersion: V, unitCode: '00004' };

async function* numbered(rows: readonly SheetRow[]): AsyncGenerator<NumberedRow> {
  for (const [at, row] of rows.entries()) yield { line: at + 2, row };
}

type Run = { readonly counts: ImportCounts; readonly refused: readonly RefusedRow[] };
const run = async (rows: readonly SheetRow[], { actor = operator, dryRun = false, with: given = parts() } = {}): Promise<Run> => {
  const refused: RefusedRow[] = [];
  const counts = await importMembers(given, numbered(rows), {
    actor,
    importId: randomUUID(),
    dryRun,
    onRefused: (row) => {
      refused.push(row);
      return Promise.resolve();
    },
  });
  return { counts, refused };
};
const reasons = ({ refused }: Run) => refused.map(({ line, problems }) => [line, problems[0]?.column, problems[0]?.reason]);

let series = 500;
/** A team of a commune with nobody in it. */
const team = async (communeCode = '00004'): Promise<string> => {
  series += 1;
  const { code, ...rest } = aTeam(series);
  await teams.changeTeam({ ...rest, code, unitVersion: V, communeCode });
  return code;
};
const rosterOf = async (code: string) => (await teams.membersOf(code)).toSorted((one, other) => one.displayName.localeCompare(other.displayName, 'vi'));
const phoneOf = async (id: string): Promise<string | undefined> => {
  const opened = await createContactOpener(engine.contacts, [privateKey], () => MORNING)({ kind: 'MEMBER', id });
  return opened.ok ? opened.value.phone : undefined;
};
const everything = async (table: { readonly client: TestEngine['main']['client']; readonly name: string }): Promise<string> =>
  JSON.stringify((await table.client.send(new ScanCommand({ TableName: table.name }))).Items);
const numbersKept = async (): Promise<number> =>
  (await engine.contacts.client.send(new ScanCommand({ TableName: engine.contacts.name, Select: 'COUNT' }))).Count ?? 0;

describe('an import of members', () => {
  it('fills a team that had nobody, with what members mostly are', async () => {
    const code = await team();
    const { counts } = await run([
      { team_code: code, full_name: 'An', role: 'LEAD', organisation: 'POLICE', joined_on: '5/3/2026', languages: 'vi' },
      { team_code: code, full_name: 'Bình' },
    ]);
    expect(counts).toEqual({ added: 2, changed: 0, unchanged: 0, refused: 0 });
    expect(await rosterOf(code)).toMatchObject([
      { displayName: 'An', memberships: [{ teamCode: code, role: 'LEAD' }], organisation: 'POLICE', joinedOn: '2026-03-05', hasPhone: false },
      { displayName: 'Bình', memberships: [{ teamCode: code, role: 'MEMBER' }], organisation: 'OTHER', languages: ['vi'] },
    ]);
  });

  it('adds to a team that has people, and changes them by what it says and no more', async () => {
    const code = await team();
    await run([{ team_code: code, full_name: 'An', role: 'LEAD', organisation: 'POLICE' }]);
    const [an] = await rosterOf(code);
    const { counts } = await run([{ team_code: code, full_name: 'AN', joined_on: '2026-03-05' }, { team_code: code, full_name: 'Bình' }]);
    expect(counts).toEqual({ added: 1, changed: 1, unchanged: 0, refused: 0 });
    expect(await rosterOf(code)).toMatchObject([
      { id: an?.id, displayName: 'An', organisation: 'POLICE', joinedOn: '2026-03-05', memberships: [{ role: 'LEAD' }] },
      { displayName: 'Bình' },
    ]);
  });

  it('seals numbers among the contacts, and the main table never sees one', async () => {
    const code = await team();
    await run([{ team_code: code, full_name: 'An', phone: '0912 345 678' }]);
    const [an] = await rosterOf(code);
    expect(an?.hasPhone).toBe(true);
    expect(await phoneOf(an?.id ?? '')).toBe('+84912345678');
    expect((await everything(engine.main)) + (await everything(engine.contacts))).not.toMatch(/912345678|912 345 678/u);
  });

  it('leaves a number where the cell is empty, and keeps the newest where it is not', async () => {
    const code = await team();
    await run([{ team_code: code, full_name: 'An', phone: '0912345678' }]);
    const [an] = await rosterOf(code);
    expect((await run([{ team_code: code, full_name: 'An', phone: '' }])).counts).toMatchObject({ unchanged: 1 });
    expect(await phoneOf(an?.id ?? '')).toBe('+84912345678');
    await run([{ team_code: code, full_name: 'An', phone: '0987654321' }]);
    expect(await phoneOf(an?.id ?? '')).toBe('+84987654321');
  });

  it('twice changes nothing, and neither does an import of what an export gives', async () => {
    const code = await team();
    const rows = [{ team_code: code, full_name: 'An', phone: '0912345678' }, { team_code: code, full_name: '=Bình', role: 'LEAD' }];
    await run(rows);
    const before = await rosterOf(code);
    expect((await run(rows)).counts).toEqual({ added: 0, changed: 0, unchanged: 2, refused: 0 });
    const exported = before.flatMap((member) => member.memberships.map((membership) => rowOfMemberSheet(member, membership)));
    expect((await run(exported)).counts).toEqual({ added: 0, changed: 0, unchanged: 2, refused: 0 });
    expect(await rosterOf(code)).toEqual(before);
  });

  it('takes a name once for each team', async () => {
    const code = await team();
    const twice = await run([{ team_code: code, full_name: 'An' }, { team_code: code, full_name: 'an' }]);
    expect(twice.counts).toMatchObject({ added: 1, refused: 1 });
    expect(twice.refused[0]?.problems).toEqual([{ column: 'full_name', reason: 'REPEATED', allowed: '2' }]);
  });

  it('does not guess which of two people of one name is meant, unless it makes no difference', async () => {
    const code = await team();
    await teams.saveMember({ ...aMember(code, 'An'), id: randomUUID(), organisation: 'POLICE' });
    await teams.saveMember({ ...aMember(code, 'An'), id: randomUUID(), organisation: 'SCHOOL' });
    const before = await rosterOf(code);
    const unclear = await run([{ team_code: code, full_name: 'An', organisation: 'COMPANY' }, { team_code: code, full_name: 'An', phone: '0912345678' }]);
    expect(reasons(unclear)).toEqual([[2, 'full_name', 'NAMESAKES'], [3, 'full_name', 'NAMESAKES']]);
    const exported = before.flatMap((member) => member.memberships.map((membership) => rowOfMemberSheet(member, membership)));
    expect((await run(exported)).counts).toEqual({ added: 0, changed: 0, unchanged: 2, refused: 0 });
    expect(await rosterOf(code)).toEqual(before);
  });

  it('takes a row for each team of a person of several teams, and refuses one that says otherwise than another', async () => {
    const [one, other] = [await team(), await team()];
    const id = randomUUID();
    await teams.saveMember({ ...aMember(one, 'An'), id, memberships: [{ teamCode: one, role: 'MEMBER' }, { teamCode: other, role: 'MEMBER' }], organisation: 'POLICE' });
    const agreeing = await run([{ team_code: one, full_name: 'An', role: 'LEAD', organisation: 'SCHOOL' }, { team_code: other, full_name: 'An', role: 'LEAD', joined_on: '2026-03-05' }]);
    expect(agreeing.counts).toEqual({ added: 0, changed: 2, unchanged: 0, refused: 0 });
    expect(await teams.member(id)).toMatchObject({ organisation: 'SCHOOL', joinedOn: '2026-03-05', memberships: [{ role: 'LEAD' }, { role: 'LEAD' }] });
    const rows = [{ team_code: one, full_name: 'An', organisation: 'COMPANY', phone: '0912345678' }, { team_code: other, full_name: 'an', organisation: 'POLICE' }, { team_code: other, full_name: 'An', phone: '0987654321' }];
    for (const dryRun of [true, false]) {
      const { counts, refused } = await run(rows, { dryRun });
      expect(counts).toEqual({ added: 0, changed: 1, unchanged: 0, refused: 2 });
      expect(refused.map(({ line, problems }) => [line, problems[0]?.column, problems[0]?.reason, problems[0]?.allowed])).toEqual([
        [3, 'organisation', 'CONTRADICTS', '2'],
        [4, 'full_name', 'REPEATED', '3'],
      ]);
    }
    expect(await teams.member(id)).toMatchObject({ organisation: 'COMPANY' });
    const numbers = await run([{ team_code: one, full_name: 'An', phone: '0912345678' }, { team_code: other, full_name: 'An', phone: '0987654321' }]);
    expect(numbers.refused.map(({ problems }) => [problems[0]?.column, problems[0]?.reason, problems[0]?.value])).toEqual([['phone', 'CONTRADICTS', undefined]]);
    expect(await phoneOf(id)).toBe('+84912345678');
  });

  it('refuses people of a team that is not there or is not the office’s', async () => {
    const own = await team();
    const foreign = await team('00008');
    const result = await run(
      [{ team_code: foreign, full_name: 'An' }, { team_code: 'no-such-team', full_name: 'An' }, { team_code: own, full_name: 'An' }, { team_code: own, full_name: '' }],
      { actor: baDinhOffice },
    );
    expect(result.counts).toMatchObject({ added: 1, refused: 3 });
    expect(reasons(result)).toEqual(
      expect.arrayContaining([[2, 'team_code', 'NOT_PERMITTED'], [3, 'team_code', 'UNKNOWN_TEAM'], [5, 'full_name', 'MISSING']]),
    );
    expect(await rosterOf(foreign)).toEqual([]);
  });

  it('writes nothing when it is only tried', async () => {
    const code = await team();
    const kept = await numbersKept();
    expect((await run([{ team_code: code, full_name: 'An', phone: '0912345678' }], { dryRun: true })).counts).toMatchObject({ added: 1 });
    expect(await rosterOf(code)).toEqual([]);
    expect(await numbersKept()).toBe(kept);
  });

  it('that was killed between people and numbers is finished by the next, with nobody and no number twice', async () => {
    const code = await team();
    const kept = await numbersKept();
    const rows = [{ team_code: code, full_name: 'An', phone: '0912345678' }, { team_code: code, full_name: 'Bình', phone: '0987654321' }];
    await expect(run(rows, { with: { ...parts(), keepPhones: () => Promise.reject(new Error('killed')) } })).rejects.toThrow('killed');
    expect((await run(rows)).counts).toEqual({ added: 0, changed: 0, unchanged: 2, refused: 0 });
    const roster = await rosterOf(code);
    expect(await Promise.all(roster.map(({ id }) => phoneOf(id)))).toEqual(['+84912345678', '+84987654321']);
    expect(await numbersKept()).toBe(kept + 2);
  });

  it('leaves a line in the trail of the office, without a name', async () => {
    const code = await team('00008');
    await run([{ team_code: code, full_name: 'Người Có Tên' }]);
    const [line] = (await createAudit(engine.main).ofOffice(V, '00008', { first: 1 })).items;
    expect(line?.item).toMatchObject({ act: 'importMembers', by: { kind: 'OFFICIAL', id: 'operator-1' }, detail: { added: '1' } });
    expect(JSON.stringify(line)).not.toContain('Có Tên');
  });
});
