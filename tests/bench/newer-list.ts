import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instantOf, minutes, plusMilliseconds, type Clock } from '../../functions/core/clock.ts';
import { followListsInForce } from '../../functions/handlers/follow-lists.ts';
import { readLivePages } from '../../functions/routing/live-page-store.dynamo.ts';
import { createRouter, type Question } from '../../functions/routing/route.ts';
import { foldDelta } from '../../functions/routing/routing-view.ts';
import { loadSnapshot, putSnapshot, readRoutingState } from '../../functions/routing/snapshot-store.dynamo.ts';
import { connect, type MainTable } from '../../functions/storage/client.ts';
import { createTables } from '../../functions/storage/create-tables.dynamo.ts';
import { routableTeamOf } from '../../functions/teams/change-team.ts';
import type { Team } from '../../functions/teams/team.ts';
import { createTeams } from '../../functions/teams/teams.ts';
import type { UnitCells } from '../../functions/units/listed-row.ts';
import { listMoves } from '../../functions/units/list-move-store.dynamo.ts';
import { prepareRows, prepareUnitRows } from '../../infra/local/demonstration-rows.ts';
import { makeDatabase } from '../../infra/local/engine-import.ts';
import { startEngine } from '../../infra/local/engine.ts';
import { importUnitsOfTable } from '../../infra/local/import-units.ts';
import { ask } from '../support/routing-country.ts';
import type { BenchRow, BenchSection } from './bench-section.ts';
import { cpuSecondsOfGroup } from './cpu-seconds.ts';
import { countEngineCalls } from './engine-calls.ts';
import { percentile } from './percentile.ts';

const COUNTRY = 74_422;
const VERSION = '2026-11-20';
/** A Monday morning on which the list is in force. */
const MORNING = instantOf(Date.parse('2026-11-23T03:00:00.000Z'));
const NAMES = { main: 'main', contacts: 'contacts' };
/** Hà Nội, the province with the most teams. */
const PROVINCE = '01';
const PLACES = 400;
const BETWEEN_RESIDENTS_MILLISECONDS = 50;

type Becomes = { readonly title: string; readonly cells: readonly UnitCells[]; readonly codeOf: (former: string) => string };

/**
 * What it takes until a whole country has followed a newer list: one in which the communes of a province are joined two by two,
 * and one in which every commune gets another code. Each on a database of its own, the import's process alone beside the engine,
 * while residents ask all the time.
 */
export const benchNewerList = async (teams = COUNTRY): Promise<readonly BenchSection[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'tram-so-bench-'));
  try {
    const prepared = prepareRows(teams, MORNING);
    const main = (function* () {
      yield* prepared.rows();
      yield* prepared.versionRows;
    })();
    const made = await makeDatabase({ folder, names: NAMES, rows: { main } });
    const sections: BenchSection[] = [];
    for (const [at, becomes] of [joinedInPairs(), recoded()].entries()) {
      const file = join(folder, `database-${at}`);
      await copyFile(made, file);
      sections.push(await followOn(file, prepared.demonstration.teams, becomes));
      await rm(file, { force: true });
    }
    return sections;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const unitsNow = () => prepareUnitRows().lists.current.units;
const cellsOf = (codes: ReadonlyMap<string, string>): readonly UnitCells[] => {
  const rows = new Map<string, UnitCells>();
  for (const { code, name, parentCode = '' } of unitsNow()) {
    const now = codes.get(code) ?? code;
    const before = rows.get(now);
    rows.set(now, before === undefined ? { code: now, name, province_code: parentCode, former_codes: code } : { ...before, former_codes: `${before.former_codes}|${code}` });
  }
  return [...rows.values()];
};
const becoming = (title: string, codes: ReadonlyMap<string, string>): Becomes => ({ title, cells: cellsOf(codes), codeOf: (former) => codes.get(former) ?? former });

const joinedInPairs = (): Becomes => {
  const communes = unitsNow().filter(({ parentCode }) => parentCode === PROVINCE);
  return becoming('the communes of Hà Nội joined two by two', new Map(communes.map(({ code }, at) => [code, communes[at - (at % 2)]?.code ?? code])));
};

/** No code of now is one of before, so that no team stays where it is. */
const recoded = (): Becomes =>
  becoming('another code for every commune', new Map(unitsNow().filter(({ level }) => level === 'COMMUNE').map(({ code }, at) => [code, String(50_000 + at).padStart(5, '0')])));

const followOn = async (file: string, teams: readonly Team[], { title, cells, codeOf }: Becomes): Promise<BenchSection> => {
  const engine = await startEngine(file);
  const client = connect({ endpoint: engine.endpoint });
  const main: MainTable = { client, name: NAMES.main };
  try {
    await createTables(client, NAMES);
    await putSnapshot(main, teams.map(routableTeamOf), MORNING);
    let now = MORNING;
    const clock: Clock = () => now;
    const residents = await residentsOf(main, teams);
    const rows: BenchRow[] = [];
    const measured = async (what: string, work: () => Promise<string>): Promise<void> => {
      const [began, engineBefore, ownBefore] = [performance.now(), await cpuSecondsOfGroup(engine.pid), process.cpuUsage()];
      let told = '';
      const calls = await countEngineCalls(async () => void (told = await work()));
      const own = process.cpuUsage(ownBefore);
      const processors = `processors ${((own.user + own.system) / 1_000_000).toFixed(0)} s here, ${((await cpuSecondsOfGroup(engine.pid) ?? 0) - (engineBefore ?? 0)).toFixed(0)} s of the engine`;
      const requests = [...calls].map(([name, { count }]) => `${count.toLocaleString('en')} ${name}`).join(', ');
      rows.push({ what, figure: `${((performance.now() - began) / 1000).toFixed(1)} s (${processors}; ${requests}): ${told}` });
    };
    await measured('import, with all that follows', async () => {
      const asking = residents.start();
      const table = { header: ['code', 'name', 'province_code', 'former_codes'], rows: cells.map((row) => ({ row: { district: '', province_code: '', former_codes: '', ...row } as Record<string, string> })) };
      const { ok, lines } = await importUnitsOfTable(main, table, { version: VERSION, clock });
      if (!ok) throw new Error(lines.join('\n'));
      rows.push(...(await asking.stop()));
      return lines.at(-1) ?? '';
    });
    for (let pass = 2; (await listMoves(main)).length > 0; pass += 1) {
      now = plusMilliseconds(now, minutes(6));
      await measured(`pass ${pass}`, async () => {
        const { teams: moved, kiosks, requests } = await followListsInForce(main, clock, () => true);
        return `${moved} teams, ${kiosks} kiosks, ${requests} requests`;
      });
    }
    rows.push(await rightRow(main, teams, codeOf));
    return { title: `${teams.length.toLocaleString('en')} teams follow a newer list: ${title}`, rows };
  } finally {
    client.destroy();
    await engine.stop();
  }
};

/** Residents who ask for the nearest team all the time, and should never notice that a list is being followed. */
const residentsOf = async (main: MainTable, teams: readonly Team[]) => {
  const router = createRouter(main);
  const questions: readonly Question[] = Array.from({ length: PLACES }, (_, at) => ask({ at: (teams[Math.floor((at * teams.length) / PLACES)] as Team).position, first: 3, now: MORNING }));
  const nearest = async (question: Question): Promise<string> => (await router.nearestTeams(question)).candidates.map(({ teamId }) => teamId).join();
  const expected: string[] = [];
  for (const question of questions) expected.push(await nearest(question));
  return {
    start: () => {
      let on = true;
      let wrong = 0;
      const times: number[] = [];
      const loop = (async () => {
        for (let at = 0; on; at = (at + 1) % PLACES) {
          const began = performance.now();
          if ((await nearest(questions[at] as Question)) !== expected[at]) wrong += 1;
          times.push(performance.now() - began);
          await new Promise((resolve) => setTimeout(resolve, BETWEEN_RESIDENTS_MILLISECONDS));
        }
      })();
      return {
        stop: async (): Promise<readonly BenchRow[]> => {
          on = false;
          await loop;
          let after = 0;
          for (const [at, question] of questions.entries()) if ((await nearest(question)) !== expected[at]) after += 1;
          return [
            { what: `residents who were led to another team meanwhile, of ${times.length}`, figure: String(wrong), goal: '0', met: wrong === 0 },
            { what: 'how long they waited for it', figure: `median ${percentile(times, 0.5).toFixed(0)} ms, p99 ${percentile(times, 0.99).toFixed(0)} ms` },
            { what: `residents who are led to another team afterwards, of ${PLACES}`, figure: String(after), goal: '0', met: after === 0 },
          ];
        },
      };
    },
  };
};

/** Every team in its commune: its row, its place on the commune's page, and what routing knows. */
const rightRow = async (main: MainTable, teams: readonly Team[], codeOf: (former: string) => string): Promise<BenchRow> => {
  const kept = new Map((await createTeams(main).teams(teams.map(({ code }) => code))).map((team) => [team.code, `${team.unitVersion} ${team.communeCode}`]));
  const codes = [...new Set(teams.map(({ communeCode }) => codeOf(communeCode)))];
  const pages = await readLivePages(main, codes);
  const state = await readRoutingState(main);
  if (state === undefined) throw new Error('Routing has no state.');
  const routed = new Map(foldDelta((await loadSnapshot(main, state)).snapshot, state.changes).map(({ id, communeCode }) => [id, communeCode]));
  const wrong = teams.filter(({ code, communeCode }) => {
    const now = codeOf(communeCode);
    return kept.get(code) !== `${VERSION} ${now}` || pages.get(now)?.teams.has(code) !== true || routed.get(code) !== now;
  });
  return { what: 'teams that are not where the list says: by their row, their page and routing', figure: String(wrong.length), goal: '0', met: wrong.length === 0 };
};
