import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { watch } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readAudit } from '../../../functions/audit/audit-row.ts';
import { contentHash } from '../../../functions/core/ids.ts';
import { foldDelta } from '../../../functions/routing/routing-view.ts';
import { loadSnapshot, readRoutingState } from '../../../functions/routing/snapshot-store.dynamo.ts';
import type { MainTable } from '../../../functions/storage/client.ts';
import { createTeams } from '../../../functions/teams/teams.ts';
import { openChance } from '../../stress/chance.ts';
import { aDataFolder, BULK_VERSION, command, copyOfFolder, endCommands, startOn, writeCsv } from '../../support/bulk-system.ts';
import { aTeam } from '../../support/lane.ts';
import { putUnits } from '../../support/units.ts';

/** A lot holds 5,000 rows, so these are two, and a commune that has a team already, whose teams go through the API. */
const ATTENDED = '10001';
const NEW = Array.from({ length: 21 }, (_, at) => String(10_002 + at));
const EACH = 250;
const rows = [ATTENDED, ...NEW].flatMap((unit) =>
  Array.from({ length: unit === ATTENDED ? 20 : EACH }, (_, at) => [`${unit}-${String(at).padStart(3, '0')}`, `Tổ số ${at}`, unit, '21.03', '105.85']),
);

let prepared: string;
let file: string;
beforeAll(async () => {
  prepared = await aDataFolder();
  const system = await startOn(prepared);
  await putUnits(system.main, [ATTENDED, ...NEW].map((code) => ({ version: BULK_VERSION, code, level: 'COMMUNE', name: `Xã ${code}`, parentCode: '01' })));
  await createTeams(system.main).changeTeam(aTeam(1, { code: `${ATTENDED}-000`, communeCode: ATTENDED, unitVersion: BULK_VERSION }));
  await system.stop();
  await mkdir(join(prepared, 'database.sqlite.import'));
  file = join(prepared, 'teams.csv');
  await writeCsv(file, ['code', 'name', 'unit_code', 'lat', 'lon'], rows);
});
const folders: string[] = [];
afterAll(() => endCommands([prepared, ...folders]));

const freshFolder = async (): Promise<string> => {
  const data = await copyOfFolder(prepared);
  folders.push(data);
  return data;
};

/**
 * The whole command in a process of its own. It hears how often the work turned to another file, from the moment when its
 * database is noted in the lock; there it is killed when asked to.
 */
const importOn = async (data: string, killAt: number | undefined) => {
  const { process, ended } = command('import', ['teams', file, '--data', data]);
  let turns: number | undefined;
  let last = '';
  const hear = (within: string, name: string | null): void => {
    const path = `${within}/${name ?? ''}`;
    if (path === last) return;
    last = path;
    if (turns === undefined && name !== 'lock.json.new') return;
    turns = (turns ?? 0) + 1;
    if (turns === killAt) process.kill('SIGKILL');
  };
  const lots = join(data, 'database.sqlite.import');
  const watchers = [watch(data, (_, name) => hear('', name)), watch(lots, { recursive: true }, (_, name) => hear(basename(lots), name))];
  const { code, printed } = await ended;
  for (const watcher of watchers) watcher.close();
  if (code !== 0 && code !== 'SIGKILL') throw new Error(`The import ended with ${code}: ${printed}`);
  return { killed: code === 'SIGKILL', turns: turns ?? 0, printed };
};

const everyRow = async ({ client, name }: MainTable) => {
  const all: Record<string, unknown>[] = [];
  for (let from: Record<string, unknown> | undefined; ; ) {
    const { Items = [], LastEvaluatedKey } = await client.send(new ScanCommand({ TableName: name, ConsistentRead: true, ExclusiveStartKey: from }));
    all.push(...Items);
    if (LastEvaluatedKey === undefined) return all;
    from = LastEvaluatedKey;
  }
};

/** All that a folder holds in the end, but for what differs between any two imports: when it was, and by which ids. */
const endOf = async (data: string) => {
  const system = await startOn(data);
  try {
    const all = await everyRow(system.main);
    const state = await readRoutingState(system.main);
    if (state === undefined) throw new Error('Routing has no state.');
    const parts = all.filter(({ bytes }) => bytes !== undefined);
    const named = parts.filter(({ expiresAt }) => expiresAt === undefined);
    const trail = all.filter(({ pk }) => String(pk).startsWith('audit#'));
    const rest = all.filter((row) => !parts.includes(row) && !trail.includes(row) && row['snapshotId'] === undefined);
    const teams = createTeams(system.main);
    const listed = (await Promise.all(NEW.map(async (unit) => (await teams.teamsOfCommune(BULK_VERSION, unit, { first: 100 })).items))).flat().map(({ item }) => item.code);
    return {
      teamsPagesAndUnits: rest.map((row) => `${String(row['pk'])} ${String(row['sk'])} ${contentHash(row)}`),
      trail: trail.map((row) => readAudit(row)).map(({ act, by, subject, office, detail }) => JSON.stringify([act, by, subject, office, detail?.['added']])),
      routed: foldDelta((await loadSnapshot(system.main, state)).snapshot, state.changes).map((team) => JSON.stringify(team)),
      // A snapshot that nothing names goes by itself.
      unnamedParts: named.slice(state.chunks).map(({ pk }) => String(pk)),
      listed,
      contacts: (await everyRow(system.contacts)).map(({ pk }) => String(pk)),
      lots: await readdir(join(data, 'database.sqlite.import')),
    };
  } finally {
    await system.stop();
  }
};

/** By value and count: two of the same are not one. */
const differences = (is: readonly string[], expected: readonly string[]) => ({ missing: without(expected, is), surplus: without(is, expected) });
const without = (all: readonly string[], some: readonly string[]): string[] => {
  const left = new Map([...Map.groupBy(some, (one) => one)].map(([one, same]) => [one, same.length]));
  return all.filter((one) => {
    const count = left.get(one) ?? 0;
    left.set(one, count - 1);
    return count <= 0;
  });
};
const keysOf = <Thing extends object>(thing: Thing) => Object.keys(thing) as (keyof Thing)[];

const KILLS = 4;

test('an import of so many teams that they come in by lots, killed anywhere in them, again and again, ends as one that nobody disturbed', async () => {
  const chance = openChance('lots of teams that are killed');
  const undisturbed = await freshFolder();
  const { turns, printed } = await importOn(undisturbed, undefined);
  expect(printed).toContain('5,269 added, 1 changed, 0 unchanged, 0 refused.');
  const expected = await endOf(undisturbed);
  expect([expected.routed.length, new Set(expected.routed).size, expected.lots, expected.contacts]).toEqual([rows.length, rows.length, [], []]);
  expect(expected.trail).toHaveLength(NEW.length + 2);
  const points: number[] = [];
  let data = await freshFolder();
  for (let finished = false; points.length < KILLS || !finished; ) {
    const killAt = points.length < KILLS ? chance.between(1, turns) : undefined;
    const run = await importOn(data, killAt);
    finished = !run.killed;
    if (run.killed) points.push(run.turns);
    if (!finished) continue;
    const end = await endOf(data);
    for (const what of keysOf(expected)) expect(differences(end[what], expected[what]), what).toEqual({ missing: [], surplus: [] });
    await rm(data, { recursive: true });
    if (points.length < KILLS) data = await freshFolder();
  }
  console.log(`${points.length} kills, at the turns ${points.join(', ')} of ${turns}`);
}, 300_000);
