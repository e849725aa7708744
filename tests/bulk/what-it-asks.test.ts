import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { auditWrite } from '../../functions/audit/audit.ts';
import type { ImportAsked } from '../../functions/bulk/import.ts';
import { importMembers } from '../../functions/bulk/import-members.ts';
import { importTeams } from '../../functions/bulk/import-teams.ts';
import type { SheetRow } from '../../functions/bulk/sheet.ts';
import { createKiosks } from '../../functions/kiosks/kiosks.ts';
import { createPermission } from '../../functions/permission/permission.ts';
import { putSnapshot } from '../../functions/routing/snapshot-store.dynamo.ts';
import { connect, type MainTable } from '../../functions/storage/client.ts';
import { createTeams } from '../../functions/teams/teams.ts';
import { catalogue } from '../../functions/topics/catalogue.ts';
import { createUnits } from '../../functions/units/units.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { putUnits } from '../support/units.ts';

const V = '2025-07-01';
const MORNING = '2026-11-23T03:00:00.000Z';

let engine: TestEngine;
/** What the importer asks of the table, by the name of the call. */
let asked: { readonly call: string; readonly input: unknown }[] = [];
let main: MainTable;
beforeAll(async () => {
  engine = await startEngine();
  await putUnits(engine.main, [
    { version: V, code: '01', level: 'PROVINCE', name: 'Thành phố Hà Nội' },
    { version: V, code: '00004', level: 'COMMUNE', name: 'Phường Ba Đình', parentCode: '01' },
  ]);
  await putSnapshot(engine.main, [], MORNING);
  const client = connect({ endpoint: engine.endpoint });
  client.middlewareStack.add(
    (next, context) => (args) => {
      asked.push({ call: String((context as { readonly commandName?: string }).commandName).replace(/Command$/u, ''), input: args.input });
      return next(args);
    },
    { step: 'initialize' },
  );
  main = { ...engine.main, client };
});
afterAll(async () => {
  main.client.destroy();
  await engine.stop();
});

const run = async (what: 'teams' | 'members', rows: readonly SheetRow[]) => {
  const teams = createTeams(main);
  const parts = {
    teams,
    permission: createPermission({ teams, kiosks: createKiosks(main), units: createUnits(main) }),
    auditWrite: (entry: Parameters<typeof auditWrite>[1]) => auditWrite(main, entry),
    clock: () => MORNING,
  };
  const numbered = (async function* () {
    for (const [at, row] of rows.entries()) yield await Promise.resolve({ line: at + 2, row });
  })();
  const as: ImportAsked = {
    actor: { kind: 'official', officialId: 'operator-1', role: 'OPERATOR', unitVersion: V },
    importId: randomUUID(),
    dryRun: false,
    onRefused: ({ problems }) => Promise.reject(new Error(JSON.stringify(problems))),
  };
  asked = [];
  const counts =
    what === 'teams'
      ? await importTeams({ ...parts, skills: catalogue.skills.map(({ code }) => code), unitVersion: V }, numbered, as)
      : await importMembers({ ...parts, keepPhones: () => Promise.resolve() }, numbered, as);
  const writes = asked.filter(({ call }) => /Put|Update|Delete|Write/u.test(call));
  const rosters = asked.filter(({ call, input }) => call === 'Query' && JSON.stringify(input).includes('"member#"'));
  return { counts, all: asked.length, writes: writes.length, rosters: rosters.length };
};

const teamRows = (count: number): SheetRow[] =>
  Array.from({ length: count }, (_, at) => ({ code: `00004-${String(at).padStart(4, '0')}`, name: `Tổ số ${at}`, unit_code: '00004', lat: '21.03', lon: '105.85' }));

it('teams that are unchanged are asked for by the hundred, and a roster never; only one that changes is asked for by itself', async () => {
  const rows = teamRows(240);
  await run('teams', rows);
  const few = await run('teams', rows.slice(0, 40));
  expect(few).toMatchObject({ counts: { unchanged: 40 }, writes: 0, rosters: 0 });
  const many = await run('teams', rows);
  expect(many).toMatchObject({ counts: { unchanged: 240 }, writes: 0, rosters: 0 });
  // 240 by the hundred are three calls, 40 are one.
  expect(many.all - few.all).toBe(2);
  const changed = await run('teams', rows.map((row, at) => (at === 7 ? { ...row, name: 'Tổ khác' } : row)));
  expect(changed).toMatchObject({ counts: { changed: 1, unchanged: 239 }, writes: 1, rosters: 0 });
  // The team as it is now, its commune's page, and the transaction.
  expect(changed.all - many.all).toBe(3);
});

it('people that are unchanged take their teams’ rosters once each, which alone tell that they are, and nothing is written', async () => {
  const teams = teamRows(12);
  await run('teams', teams);
  const rows = teams.flatMap(({ code = '' }) => ['An', 'Bình', 'Chi'].map((full_name) => ({ team_code: code, full_name })));
  expect((await run('members', rows)).counts).toMatchObject({ added: 36 });
  expect(await run('members', rows)).toMatchObject({ counts: { added: 0, changed: 0, unchanged: 36 }, writes: 0, rosters: 12 });
});
