import { execFile } from 'node:child_process';
import { open, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { exportColumns, type ExportWhat } from '../../functions/bulk/export.ts';
import type { SheetRow } from '../../functions/bulk/sheet.ts';
import { rowOfTeamSheet } from '../../functions/bulk/team-sheet.ts';
import { writeTable } from '../../functions/bulk/write-table.ts';
import { systemClock } from '../../functions/core/clock.ts';
import { putSnapshot } from '../../functions/routing/snapshot-store.dynamo.ts';
import { putRows } from '../../functions/storage/batch.ts';
import { generateDemonstration } from '../../functions/teams/demonstration/demonstration.ts';
import type { Team } from '../../functions/teams/team.ts';
import { catalogue } from '../../functions/topics/catalogue.ts';
import { prepareUnitRows } from '../../infra/local/demonstration-rows.ts';
import { loadKeys } from '../../infra/local/keys.ts';
import { inProject } from '../../infra/local/places.ts';
import { startOn } from '../support/bulk-system.ts';
import type { BenchRow, BenchSection } from './bench-section.ts';
import type { MeasuredImport } from './import-process.ts';

/** All of Vietnam (product.md), and a part of it to see whether memory grows with the file. */
const ALL = { teams: 74_422, members: 348_362 };
const PART = 10_000;
/** Seconds on 2 cores with the embedded engine on disk. */
const GOALS = { teams: 90, members: 300 };
/** Memory may differ by what a collector leaves lying, and by the places of the teams; it must not follow the file. */
const MOST_GROWTH = 2;

/** The whole country from files: each size into a new database, each import in a process of its own. */
export const benchImport = async (): Promise<BenchSection> => {
  const skills = catalogue.skills.map(({ code }) => code);
  const { teams } = generateDemonstration({ checkedUnits: prepareUnitRows().lists.checked, teams: ALL.teams, skills, now: systemClock() });
  const part = await importBoth(teams.slice(0, PART), PART);
  const all = await importBoth(teams, ALL.members);
  return { title: `Import of ${ALL.teams.toLocaleString('en')} teams and ${ALL.members.toLocaleString('en')} members`, rows: (['teams', 'members'] as const).flatMap((what) => rowsOf(what, part[what], all[what])) };
};

const rowsOf = (what: ExportWhat, part: MeasuredImport, all: MeasuredImport): readonly BenchRow[] => [
  { what: `${what}: rows a second`, figure: Math.round(all.counts.added / all.seconds).toLocaleString('en') },
  { what: `${what}: all of them`, figure: `${all.seconds.toFixed(1)} s`, goal: `≤ ${GOALS[what]} s`, met: all.seconds <= GOALS[what] },
  {
    what: `${what}: peak memory, ${PART.toLocaleString('en')} rows and all`,
    figure: `${Math.round(part.peakMegabytes)} MB and ${Math.round(all.peakMegabytes)} MB`,
    goal: `≤ ${MOST_GROWTH} × for ${(all.counts.added / part.counts.added).toFixed(0)} × the rows`,
    met: all.peakMegabytes <= MOST_GROWTH * part.peakMegabytes,
  },
];

const importBoth = async (teams: readonly Team[], members: number): Promise<Readonly<Record<ExportWhat, MeasuredImport>>> => {
  const data = await mkdtemp(join(tmpdir(), 'tram-so-bench-'));
  try {
    const system = await startOn(data);
    try {
      await loadKeys({ file: (name) => join(data, name) });
      const units = prepareUnitRows();
      await putRows(system.main, [...units.rows, ...units.versionRows]);
      await putSnapshot(system.main, [], systemClock());
      const run = (what: ExportWhat) => importInProcess(what, data, system.endpoint);
      await writeFileOf(data, 'teams', teams.map(rowOfTeamSheet));
      const ofTeams = await run('teams');
      await writeFileOf(data, 'members', membersOf(teams, members));
      return { teams: ofTeams, members: await run('members') };
    } finally {
      await system.stop();
    }
  } finally {
    await rm(data, { recursive: true, force: true });
  }
};

const fileOf = (data: string, what: ExportWhat): string => join(data, `${what}.csv`);

const writeFileOf = async (data: string, what: ExportWhat, rows: Iterable<SheetRow>): Promise<void> => {
  const file = await open(fileOf(data, what), 'w');
  try {
    for await (const bytes of writeTable('csv', exportColumns[what], eachOf(rows))) await file.writeFile(bytes);
  } finally {
    await file.close();
  }
};

async function* eachOf<Item>(items: Iterable<Item>): AsyncGenerator<Item> {
  yield* items;
}

/** 4 or 5 to a team, as in the country; each with a number, since sealing is part of the work. Nobody's: they end with the folder. */
function* membersOf(teams: readonly Team[], count: number): Generator<SheetRow> {
  const each = Math.floor(count / teams.length);
  const withOneMore = count - each * teams.length;
  let number = 0;
  for (const [at, { code }] of teams.entries()) {
    for (let place = 0; place < each + (at < withOneMore ? 1 : 0); place += 1) {
      number += 1;
      yield { team_code: code, full_name: `Người ${place + 1}`, phone: `09${String(10_000_000 + number)}`, role: place === 0 ? 'LEAD' : 'MEMBER' };
    }
  }
}

const importInProcess = async (what: ExportWhat, data: string, endpoint: string): Promise<MeasuredImport> => {
  const { stdout } = await promisify(execFile)(process.execPath, [inProject('tests', 'bench', 'import-process.ts'), what, fileOf(data, what), endpoint, data]);
  return JSON.parse(stdout) as MeasuredImport;
};
