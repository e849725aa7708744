import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { auditWrite, createAudit } from '../../../functions/audit/audit.ts';
import { importTeams } from '../../../functions/bulk/import-teams.ts';
import type { SheetRow } from '../../../functions/bulk/sheet.ts';
import { createKiosks } from '../../../functions/kiosks/kiosks.ts';
import { createPermission } from '../../../functions/permission/permission.ts';
import { createRouter } from '../../../functions/routing/route.ts';
import { putSnapshot } from '../../../functions/routing/snapshot-store.dynamo.ts';
import { readLivePages } from '../../../functions/routing/team-changes.ts';
import { createTeams, type Teams } from '../../../functions/teams/teams.ts';
import { catalogue } from '../../../functions/topics/catalogue.ts';
import { createUnits } from '../../../functions/units/units.ts';
import { quickWayOfTeamsInto } from '../../../infra/local/new-teams.ts';
import { startEngine, type TestEngine } from '../../support/engine.ts';
import { aTeam } from '../../support/lane.ts';
import { ask } from '../../support/routing-country.ts';
import { putUnits } from '../../support/units.ts';

const V = '2025-07-01';
const MORNING = '2026-11-23T03:00:00.000Z';
const names = { main: 'main', contacts: 'contacts' };
const skills = catalogue.skills.map(({ code }) => code);
const communes = ['00004', '00008', '00025', '00070', '00082', '00091'];

let folder: string;
let database: string;
let engine: TestEngine;
let teams: Teams;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tram-so-teams-'));
  database = join(folder, 'database.sqlite');
  engine = await startEngine(database);
  teams = createTeams(engine.main);
  await putUnits(engine.main, [
    { version: V, code: '01', level: 'PROVINCE', name: 'Thành phố Hà Nội' },
    ...communes.map((code) => ({ version: V, code, level: 'COMMUNE' as const, name: `Phường ${code}`, parentCode: '01' })),
  ]);
  await putSnapshot(engine.main, [], MORNING);
});
afterAll(async () => {
  await engine.stop();
  await rm(folder, { recursive: true, force: true });
});

let series = 100;
const row = (unit: string, changes: SheetRow = {}): SheetRow => {
  series += 1;
  return { code: `n-${series}`, name: `Tổ số ${series}`, unit_code: unit, lat: '21.03', lon: '105.85', service_hours: '24/7', ...changes };
};
const codesOf = (rows: readonly SheetRow[]): string[] => rows.map(({ code = '' }) => code);
const nearest = async (): Promise<string[]> =>
  (await createRouter(engine.main).nearestTeams(ask({ at: { lat: 21.03, lon: 105.85 }, skill: skills[0] ?? '', first: 100, now: MORNING }))).candidates.map(({ teamId }) => teamId);
const onPage = async (unit: string) => (await readLivePages(engine.main, [unit])).get(unit);

/** As `npm run import` does it beside a running system, by lots of so many rows. */
const run = async (rows: readonly SheetRow[], { rowsAtOnce = 100, around = {} }: { readonly rowsAtOnce?: number; readonly around?: Partial<Teams> } = {}) => {
  const longWay: string[] = [];
  const counts = await importTeams(
    {
      teams: { ...teams, addTeams: (adding) => (longWay.push(...adding.teams.map(({ code }) => code)), teams.addTeams(adding)), ...around },
      permission: createPermission({ teams, kiosks: createKiosks(engine.main), units: createUnits(engine.main) }),
      skills,
      unitVersion: V,
      auditWrite: (entry) => auditWrite(engine.main, entry),
      quick: { ...quickWayOfTeamsInto({ database, names }), rowsAtOnce },
      clock: () => MORNING,
    },
    (async function* () {
      for (const [at, one] of rows.entries()) yield await Promise.resolve({ line: at + 2, row: one });
    })(),
    { actor: { kind: 'official', officialId: 'operator-1', role: 'OPERATOR', unitVersion: V }, importId: randomUUID(), dryRun: false, onRefused: ({ problems }) => Promise.reject(new Error(JSON.stringify(problems))) },
  );
  return { counts, longWay };
};

describe('teams of a large file, beside a running system,', () => {
  test('come into communes that have none at once, where routing finds them, with a line in the trail; the same file again changes nothing', async () => {
    const rows = [row('00004'), row('00004', { capacity: '4' }), row('00008')];
    expect(await run(rows, { rowsAtOnce: 2 })).toEqual({ counts: { added: 3, changed: 0, unchanged: 0, refused: 0 }, longWay: [] });
    expect(await nearest()).toEqual(expect.arrayContaining(codesOf(rows)));
    expect(await onPage('00004')).toMatchObject({ version: 1, teams: new Map([[rows[0]?.['code'], { open: 0, capacity: 2, duty: { hours: '24/7' } }], [rows[1]?.['code'], { open: 0, capacity: 4, duty: { hours: '24/7' } }]]) });
    expect((await teams.teamsOfCommune(V, '00008', { first: 10 })).items.map(({ item }) => [item.code, item.revision])).toEqual([[rows[2]?.['code'], 1]]);
    const [line] = (await createAudit(engine.main).ofOffice(V, '00004', { first: 1 })).items;
    expect(line?.item).toMatchObject({ act: 'importTeams', by: { kind: 'OFFICIAL', id: 'operator-1' }, detail: { added: '2' } });
    expect((await run(rows)).counts).toEqual({ added: 0, changed: 0, unchanged: 3, refused: 0 });
    expect(await readdir(`${database}.import`)).toEqual([]);
  });

  test('take the long way into a commune that has some, whose requests are under way, also when the file comes back to it', async () => {
    await teams.changeTeam({ ...aTeam(series), code: 'n-there', unitVersion: V, communeCode: '00025' });
    const [first, other, back] = [row('00070'), row('00025'), row('00070')];
    expect(await run([first, other, back], { rowsAtOnce: 1 })).toEqual({ counts: { added: 3, changed: 0, unchanged: 0, refused: 0 }, longWay: codesOf([other, back]) });
    expect([...((await onPage('00025'))?.teams.keys() ?? [])].toSorted()).toEqual(codesOf([other]).concat('n-there').toSorted());
    expect([...((await onPage('00070'))?.teams.keys() ?? [])].toSorted()).toEqual(codesOf([first, back]).toSorted());
  });

  test('are held against who came into the commune, or took the code, while the file was read', async () => {
    const rows = [row('00082'), row('00082')];
    const [code = ''] = codesOf(rows);
    const cameMeanwhile: Teams['communesWithoutPage'] = async (asked) => {
      const before = await teams.communesWithoutPage(asked);
      await teams.changeTeam({ ...aTeam(series), code, name: 'Tổ khác', unitVersion: V, communeCode: '00082' });
      return before;
    };
    expect((await run(rows, { around: { communesWithoutPage: cameMeanwhile } })).counts).toMatchObject({ added: 2 });
    expect((await teams.teams(codesOf(rows))).map(({ name }) => name)).toEqual(rows.map(({ name }) => name));
    expect([...((await onPage('00082'))?.teams.keys() ?? [])].toSorted()).toEqual(codesOf(rows).toSorted());
  });

  test('that were in before routing could hear of it are found after the next import', async () => {
    const rows = [row('00091')];
    await expect(run(rows, { around: { makeRoutable: () => Promise.reject(new Error('killed')) } })).rejects.toThrow('killed');
    expect(await nearest()).not.toContain(codesOf(rows)[0]);
    expect((await run(rows)).counts).toMatchObject({ added: 0, unchanged: 1 });
    expect(await nearest()).toContain(codesOf(rows)[0]);
  });
});
