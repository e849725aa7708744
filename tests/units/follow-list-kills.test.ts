import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAudit } from '../../functions/audit/audit.ts';
import { minutes } from '../../functions/core/clock.ts';
import { followListsInForce } from '../../functions/handlers/follow-lists.ts';
import { createKiosks } from '../../functions/kiosks/kiosks.ts';
import { readLivePages } from '../../functions/routing/live-page-store.dynamo.ts';
import { foldDelta } from '../../functions/routing/routing-view.ts';
import { loadSnapshot, readRoutingState } from '../../functions/routing/snapshot-store.dynamo.ts';
import type { MainTable } from '../../functions/storage/client.ts';
import { importUnitList } from '../../functions/units/import-list.ts';
import { listMoves } from '../../functions/units/list-move-store.dynamo.ts';
import { createUnits } from '../../functions/units/units.ts';
import { bundleHandler } from '../../infra/bundle.ts';
import { openChance } from '../stress/chance.ts';
import { troubleEngine } from '../stress/troubled-engine.ts';
import { failingAfter } from '../support/failing-client.ts';
import { violationsIn, wholeTable } from '../support/invariants.ts';
import { aKiosk, aTeam, openLane, valueOf, type Lane } from '../support/lane.ts';
import { listCells, ofHanoi, operator } from '../support/newer-list.ts';
import { putUnits } from '../support/units.ts';

const TODAY = '2026-11-21';
const OLD = '2025-07-01';

/** 00004 and 00008 become 00031; 00012 and 00016 change their codes with each other; 00020 goes on; 00025 is divided. */
const CODES = ['00004', '00008', '00012', '00016', '00020', '00025'];
const becomes: Readonly<Record<string, string>> = { '00004': '00031', '00008': '00031', '00012': '00016', '00016': '00012', '00020': '00020' };
const newer = listCells({
  '00031': ['Phường Ba Đình', '00004|00008'],
  '00012': ['Phường Hai', '00016'],
  '00016': ['Phường Một', '00012'],
  '00020': ['Phường Ba', '00020'],
  '00025': ['Phường Tư', '00025'],
  '00026': ['Phường Năm', '00025'],
});
const teams = CODES.flatMap((communeCode, at) => [1, 2, 3].map((number) => aTeam(at + number, { code: `${communeCode}-00${number}`, communeCode })));

let folder: string;
let lane: Lane;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tram-so-lists-'));
  lane = await openLane(teams, aKiosk({ communeCode: '00004' }), join(folder, 'database.sqlite'));
  await putUnits(lane.main, ofHanoi(OLD, Object.fromEntries(CODES.map((code) => [code, `Phường ${code}`]))));
  await createKiosks(lane.main).saveKiosk(aKiosk({ code: 'demo-hall', communeCode: '00012' }));
  // More than three teams can take: some wait before the office of the commune, the rest before teams.
  for (let count = 0; count < 40; count += 1) valueOf(await lane.helpRequests.requestHelp(lane.ask()));
});
afterEach(async () => {
  await lane.stop();
  await rm(folder, { recursive: true, force: true });
});

const importing = (main: MainTable) =>
  importUnitList(main, newer, { version: TODAY, actor: operator, now: lane.clock.now(), teamsOfCommune: lane.teamRecords.teamsOfCommune, kiosksOfCommune: createKiosks(main).kiosksWithin });

/** Everything as if nothing had ever been interrupted. */
const expectAllFollowed = async (): Promise<void> => {
  const expected = (communeCode: string) => (becomes[communeCode] === undefined ? `${OLD} ${communeCode}` : `${TODAY} ${becomes[communeCode]}`);
  const now = await lane.teamRecords.teams(teams.map(({ code }) => code));
  expect(now.map(({ code, unitVersion, communeCode }) => `${code}: ${unitVersion} ${communeCode}`)).toEqual(teams.map(({ code, communeCode }) => `${code}: ${expected(communeCode)}`));
  const pages = await readLivePages(lane.main, [...CODES, '00031', '00026']);
  const standing = [...pages].flatMap(([communeCode, page]) => [...page.teams.keys()].map((code) => `${code} ${communeCode}`));
  expect(standing.sort()).toEqual(now.map(({ code, communeCode }) => `${code} ${communeCode}`).sort());
  const state = await readRoutingState(lane.main);
  if (state === undefined) throw new Error('Routing has no state.');
  const routed = foldDelta((await loadSnapshot(lane.main, state)).snapshot, state.changes);
  expect(routed.map(({ id, communeCode }) => `${id} ${communeCode}`).sort()).toEqual(standing);
  const kiosks = createKiosks(lane.main);
  expect([(await kiosks.kiosk('demo-walking-street'))?.communeCode, (await kiosks.kiosk('demo-hall'))?.communeCode]).toEqual(['00031', '00016']);
  const table = await wholeTable(lane.main);
  expect(violationsIn(table)).toEqual([]);
  const escalated = [...table.requests.values()].filter(({ officeRows }) => officeRows.length > 0);
  expect(escalated.length).toBeGreaterThan(0);
  expect(new Set(escalated.flatMap(({ officeRows }) => officeRows.map(({ queue }) => queue)))).toEqual(new Set([`commune#${TODAY}#00031`]));
  for (const { code, communeCode } of teams) {
    const lines = (await createAudit(lane.main).ofSubject({ kind: 'TEAM', id: code }, { first: 10 })).items.filter(({ item }) => item.act === 'importUnits');
    expect(lines, code).toHaveLength(becomes[communeCode] === undefined || becomes[communeCode] === communeCode ? 0 : 1);
  }
  const units = createUnits(lane.main);
  expect((await units.versions()).map(({ version }) => version)).toEqual([OLD, TODAY]);
  expect((await units.unit((await units.versionOn('2026-11-20')) ?? '', '00012'))?.name).toBe('Phường 00012');
  expect((await units.unit((await units.versionOn(TODAY)) ?? '', '00012'))?.name).toBe('Phường Hai');
};

const followToTheEnd = async (): Promise<void> => {
  for (let pass = 0; (await listMoves(lane.main)).length > 0 && pass < 5; pass += 1) {
    await followListsInForce(lane.main, lane.clock.now, () => true);
    lane.clock.advance(minutes(6));
  }
  expect(await listMoves(lane.main)).toEqual([]);
};

describe('a newer list whose import dies', () => {
  it('between any two calls, whether or not the last was carried out, is there when it is started again, and nothing twice', async () => {
    const chance = openChance('lists that die');
    let died = 0;
    for (let finished = false; !finished; ) {
      const client = failingAfter(lane.main.client, chance.between(0, 40), chance.happens(0.5));
      try {
        const main = { ...lane.main, client };
        valueOf(await importing(main));
        finished = (await followListsInForce(main, lane.clock.now, () => true)).finished && (await listMoves(main))[0]?.pass === 2;
      } catch {
        died += 1;
        // So many calls lead into the middle; then nobody dies any more.
        if (died < 60) continue;
        valueOf(await importing(lane.main));
        await followToTheEnd();
        finished = true;
      }
    }
    await followToTheEnd();
    await expectAllFollowed();
    console.log(`${died} deaths`);
  }, 60_000);

  it('by SIGKILL, again and again, is there when it is started once more, and nothing twice', async () => {
    const chance = openChance('lists that are killed');
    let onCall: () => void = () => undefined;
    const door = await troubleEngine({ engine: () => lane.endpoint, befalls: () => undefined, onCall: () => onCall() });
    const bundle = await bundleHandler('tests/support/import-units-process.ts', join(folder, 'process'));
    const startOnce = async (killAt: number | undefined): Promise<string> => {
      let calls = 0;
      const child = spawn(process.execPath, [bundle.file], {
        env: { ...process.env, DYNAMODB_ENDPOINT: door.endpoint, VERSION: TODAY, ROWS: JSON.stringify(newer), AWS_REGION: 'local', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      onCall = () => {
        calls += 1;
        if (calls === killAt) child.kill('SIGKILL');
      };
      let told = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => (told += text));
      const [code] = (await once(child, 'close')) as [number | null];
      if (code !== null && code !== 0) throw new Error(`The import ended with ${code}: ${told}`);
      return code === null ? 'killed' : told;
    };
    let killed = 0;
    for (let run = 0; run < 12; run += 1) if ((await startOnce(chance.between(1, 70))) === 'killed') killed += 1;
    expect(await startOnce(undefined)).toMatch(new RegExp(`The list of ${TODAY} (is imported|was imported before)`));
    await door.stop();
    // The processes went by the clock on the wall.
    lane.clock.advance(Math.max(0, Date.now() - Date.parse(lane.clock.now())) + minutes(6));
    await followToTheEnd();
    await expectAllFollowed();
    expect(killed).toBeGreaterThan(0);
    console.log(`${killed} kills`);
  }, 120_000);
});
