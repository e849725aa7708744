import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { auditWrite, createAudit } from '../../functions/audit/audit.ts';
import type { ImportCounts, RefusedRow } from '../../functions/bulk/import.ts';
import { importTeams } from '../../functions/bulk/import-teams.ts';
import type { SheetRow } from '../../functions/bulk/sheet.ts';
import type { NumberedRow } from '../../functions/bulk/table-file.ts';
import { rowOfTeamSheet } from '../../functions/bulk/team-sheet.ts';
import { hours, plusMilliseconds, type Clock } from '../../functions/core/clock.ts';
import type { Actor } from '../../functions/permission/actor.ts';
import { createPermission } from '../../functions/permission/permission.ts';
import { createRouter } from '../../functions/routing/route.ts';
import { knownTeams, putSnapshot, readRoutingState } from '../../functions/routing/snapshot-store.dynamo.ts';
import { createKiosks } from '../../functions/kiosks/kiosks.ts';
import { createTeams } from '../../functions/teams/teams.ts';
import { catalogue } from '../../functions/topics/catalogue.ts';
import { createUnits } from '../../functions/units/units.ts';
import { openRefusedFile } from '../../infra/local/refused-file.ts';
import { readTable } from '../../table-files/read-table.ts';
import { MOST_REFUSED } from '../../web/console/files/send-parts.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { ask } from '../support/routing-country.ts';
import { putUnits } from '../support/units.ts';

const V = '2025-07-01';
const EARLIER = '2024-01-01';
const skills = catalogue.skills.map(({ code }) => code);
const [skill = ''] = skills;
const MORNING = '2026-11-23T03:00:00.000Z';

let engine: TestEngine;
beforeAll(async () => {
  engine = await startEngine();
  await putUnits(engine.main, [
    { version: EARLIER, code: '10', level: 'PROVINCE', name: 'Tỉnh Lào Cai' },
    { version: EARLIER, code: '00004', level: 'COMMUNE', name: 'Xã Cốc San', parentCode: '10' },
    { version: V, code: '01', level: 'PROVINCE', name: 'Thành phố Hà Nội' },
    { version: V, code: '00004', level: 'COMMUNE', name: 'Phường Ba Đình', parentCode: '01' },
    { version: V, code: '00008', level: 'COMMUNE', name: 'Phường Ngọc Hà', parentCode: '01' },
  ]);
});
afterAll(() => engine.stop());
beforeEach(() => putSnapshot(engine.main, [], MORNING));

const parts = () => {
  const teams = createTeams(engine.main);
  const permission = createPermission({ teams, kiosks: createKiosks(engine.main), units: createUnits(engine.main) });
  return {
    teams,
    permission,
    skills,
    unitVersion: V,
    auditWrite: (entry: Parameters<typeof auditWrite>[1]) => auditWrite(engine.main, entry),
    clock: () => MORNING,
  };
};

const operator: Actor = { kind: 'official', officialId: 'operator-1', role: 'OPERATOR', unitVersion: V };
const baDinhOffice: Actor = { kind: 'official', officialId: 'office-1', role: 'COMMUNE', unitVersion: V, unitCode: '00004' };

async function* numbered(rows: readonly SheetRow[]): AsyncGenerator<NumberedRow> {
  for (const [at, row] of rows.entries()) yield { line: at + 2, row };
}

const run = async (rows: readonly SheetRow[], actor = operator, dryRun = false): Promise<{ counts: ImportCounts; refused: RefusedRow[] }> => {
  const refused: RefusedRow[] = [];
  const counts = await importTeams(parts(), numbered(rows), {
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

const importAt = (clock: Clock, rows: readonly SheetRow[], teams = parts().teams): Promise<ImportCounts> =>
  importTeams({ ...parts(), teams, clock }, numbered(rows), { actor: operator, importId: randomUUID(), dryRun: false, onRefused: () => Promise.resolve() });
const codesOf = (rows: readonly SheetRow[]): string[] => rows.map(({ code = '' }) => code);

let series = 0;
const team = (changes: SheetRow = {}): SheetRow => {
  series += 1;
  return { code: `t-${String(series).padStart(4, '0')}`, name: `Tổ số ${series}`, unit_code: '00004', lat: '21.03', lon: '105.85', service_hours: '24/7', ...changes };
};
const nearest = async (first = 100, lat = 21.03): Promise<string[]> =>
  (await createRouter(engine.main).nearestTeams(ask({ at: { lat, lon: 105.85 }, skill, first, now: MORNING }))).candidates.map(
    ({ teamId }) => teamId,
  );

describe('an import of teams', () => {
  it('adds what is new, and routing finds it at once', async () => {
    const rows = [team(), team({ unit_code: '00008' })];
    expect((await run(rows)).counts).toEqual({ added: 2, changed: 0, unchanged: 0, refused: 0 });
    expect(await nearest()).toEqual(expect.arrayContaining(rows.map(({ code }) => code)));
  });

  it('tells routing of a few as of changes, of many in a new snapshot, and of none over what it heard meanwhile', async () => {
    const snapshot = async () => (await readRoutingState(engine.main))?.snapshotId;
    const few = Array.from({ length: 90 }, () => team({ lat: '21.5' }));
    const before = await snapshot();
    await run(few);
    expect(await snapshot()).toBe(before);
    const last = few.at(-1)?.['code'] ?? '';
    expect(await nearest(100, 21.5)).toContain(last);
    const paused = team();
    await run([paused]);
    await run([{ ...paused, status: 'PAUSED' }]);
    await createTeams(engine.main).makeRoutable(['00004'], MORNING);
    expect(await nearest()).not.toContain(paused['code']);
    const many = Array.from({ length: 101 }, () => team({ lat: '21.5' }));
    await run(many);
    expect(await snapshot()).not.toBe(before);
    expect(Object.keys((await readRoutingState(engine.main))?.changes ?? {})).toEqual([]);
  });

  it('twice changes nothing, and neither does an import of what an export gives', async () => {
    const rows = [team(), team()];
    await run(rows);
    expect((await run(rows)).counts).toEqual({ added: 0, changed: 0, unchanged: 2, refused: 0 });
    const kept = await createTeams(engine.main).teams(rows.map(({ code = '' }) => code));
    expect((await run(kept.map(rowOfTeamSheet))).counts).toEqual({ added: 0, changed: 0, unchanged: 2, refused: 0 });
    expect(kept.map(({ revision }) => revision)).toEqual([1, 1]);
  });

  it('changes what differs, and routing hears of it with the change', async () => {
    const row = team();
    await run([row]);
    expect((await run([{ ...row, status: 'PAUSED' }])).counts).toMatchObject({ changed: 1 });
    expect(await nearest()).not.toContain(row['code']);
  });

  it('refuses a row alone, and says which and why', async () => {
    const good = team();
    const { counts, refused } = await run([team({ unit_code: '99999' }), good, team({ lat: 'x' }), { ...good, name: 'Another' }]);
    expect(counts).toEqual({ added: 1, changed: 0, unchanged: 0, refused: 3 });
    expect(refused.map(({ line, problems }) => [line, problems[0]?.column, problems[0]?.reason])).toEqual(
      expect.arrayContaining([
        [2, 'unit_code', 'UNKNOWN_UNIT'],
        [4, 'lat', 'NOT_A_NUMBER'],
        [5, 'code', 'REPEATED'],
      ]),
    );
  });

  it('writes nothing when it is only tried', async () => {
    const row = team();
    expect((await run([row], operator, true)).counts).toMatchObject({ added: 1 });
    expect(await createTeams(engine.main).team(row['code'] ?? '')).toBeUndefined();
  });

  it('by an office reaches over its own area alone, also when a team would move there', async () => {
    const own = team();
    const neighbours = team({ unit_code: '00008' });
    await run([neighbours]);
    const { counts, refused } = await run([own, team({ unit_code: '00008' }), { ...neighbours, unit_code: '00004' }], baDinhOffice);
    expect(counts).toMatchObject({ added: 1, changed: 0, refused: 2 });
    expect(refused.map(({ problems }) => problems[0]?.reason)).toEqual(['NOT_PERMITTED', 'NOT_PERMITTED']);
  });

  it('by an office takes no team of an earlier list over, in which its code was another commune’s', async () => {
    const row = team();
    await run([row]);
    const [kept] = await createTeams(engine.main).teams([row['code'] ?? '']);
    if (kept === undefined) throw new Error('the team was not added');
    await createTeams(engine.main).changeTeam({ ...kept, unitVersion: EARLIER });
    expect((await run([{ ...row, name: 'Tổ khác' }], baDinhOffice)).refused.map(({ problems }) => problems[0]?.reason)).toEqual(['NOT_PERMITTED']);
    expect((await run([{ ...row, name: 'Tổ khác' }])).counts).toMatchObject({ changed: 1, refused: 0 });
  });

  it('that was killed before routing heard of it is finished by the next', async () => {
    const row = team();
    const cut = parts();
    const killed = importTeams({ ...cut, teams: { ...cut.teams, makeRoutable: () => Promise.reject(new Error('killed')) } }, numbered([row]), {
      actor: operator,
      importId: randomUUID(),
      dryRun: false,
      onRefused: () => Promise.resolve(),
    });
    await expect(killed).rejects.toThrow('killed');
    expect(await nearest()).not.toContain(row['code']);
    expect((await run([row])).counts).toMatchObject({ unchanged: 1 });
    expect(await nearest()).toContain(row['code']);
  });

  it('comes in once where the clock is wrong: it goes back on the way, and is a year behind when a killed import goes on', async () => {
    const rows = Array.from({ length: 101 }, () => team({ lat: '21.7' }));
    let told = 0;
    const goingBack = () => plusMilliseconds(MORNING, hours(-(told += 1)));
    const cut = parts();
    const killed = importAt(goingBack, rows, { ...cut.teams, makeRoutable: () => Promise.reject(new Error('killed')) });
    await expect(killed).rejects.toThrow('killed');
    expect(await importAt(() => '2025-11-23T03:00:00.000Z', rows)).toMatchObject({ added: 0, changed: 0, unchanged: 101 });
    expect(await nearest(100, 21.7)).toHaveLength(100);
    expect(await importAt(() => MORNING, [...rows, team({ lat: '21.7001' })])).toMatchObject({ added: 1, changed: 0, unchanged: 101 });
    const kept = await createTeams(engine.main).teams(codesOf(rows));
    expect(kept.map(({ revision }) => revision)).toEqual(rows.map(() => 1));
    const known = (await knownTeams(engine.main))?.ids ?? new Set();
    expect(codesOf(rows).filter((code) => !known.has(code))).toEqual([]);
  });

  it('writes every row that it refuses into a file that is mended, however many there are', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tram-so-refused-'));
    try {
      // More than an office's browser holds.
      const rows = Array.from({ length: MOST_REFUSED + 500 }, () => team({ lat: 'north' }));
      const file = openRefusedFile(join(folder, 'teams.csv'), Object.keys(rows[0] ?? {}), 'en');
      const counts = await importTeams(parts(), numbered(rows), { actor: operator, importId: randomUUID(), dryRun: false, onRefused: file.add });
      await file.finish();
      expect(counts).toEqual({ added: 0, changed: 0, unchanged: 0, refused: rows.length });
      const codes: string[] = [];
      for await (const { row } of (await readTable(createReadStream(file.path))).rows) codes.push(row['code'] ?? '');
      expect(codes).toEqual(codesOf(rows));
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('leaves a line in the trail of the office, which its province reads too', async () => {
    await run([team({ unit_code: '00008' })]);
    const [line] = (await createAudit(engine.main).ofOffice(V, '00008', { first: 1 })).items;
    expect(line?.item).toMatchObject({ act: 'importTeams', by: { kind: 'OFFICIAL', id: 'operator-1' }, detail: { added: '1' } });
    const ofProvince = (await createAudit(engine.main).ofOffice(V, '01', { first: 100 })).items.map(({ item }) => item.id);
    expect(ofProvince).toContain(line?.item.id);
  });
});
