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
import { cpuSecondsOfGroup } from './cpu-seconds.ts';
import type { MeasuredImport } from './import-process.ts';

/** All of Vietnam (product.md), and a part of it to see whether memory grows with the file. */
const ALL = { teams: 74_422, members: 348_362 };
const PART = 10_000;
/** Seconds on 2 cores with the embedded engine on disk. */
const GOALS = { teams: 90, members: 300 };
/** Memory may differ by what a collector leaves lying, and by the places of the teams; it must not follow the file. */
const MOST_GROWTH = 2;

/** With what the engine's own processor did meanwhile. */
type Measured = MeasuredImport & { readonly engineSeconds: number | undefined };

/**
 * The whole country from files, or so many of its teams with their people (`--teams 5000`): each size into a new database, each
 * import in a process of its own.
 */
export const benchImport = async (fewer?: number): Promise<BenchSection> => {
  const skills = catalogue.skills.map(({ code }) => code);
  const { teams } = generateDemonstration({ checkedUnits: prepareUnitRows().lists.checked, teams: ALL.teams, skills, now: systemClock() });
  const few = Math.min(PART, Math.floor((fewer ?? ALL.teams) / 2));
  const part = await importBoth(teams.slice(0, few), membersFor(few));
  const count = fewer ?? ALL.teams;
  const all = await importBoth(teams.slice(0, count), membersFor(count));
  return {
    title: `Import of ${count.toLocaleString('en')} teams and ${membersFor(count).toLocaleString('en')} members`,
    rows: (['teams', 'members'] as const).flatMap((what) => rowsOf(what, part[what], all[what])),
  };
};

const membersFor = (teams: number): number => Math.round((ALL.members * teams) / ALL.teams);

const rowsOf = (what: ExportWhat, part: Measured, all: Measured): readonly BenchRow[] => {
  const { added } = all.counts;
  const share = added / ALL[what];
  return [
    { what: `${what}: rows a second`, figure: Math.round(added / all.seconds).toLocaleString('en') },
    {
      what: `${what}: all of them`,
      figure: `${all.seconds.toFixed(1)} s`,
      ...(share < 1 ? {} : { goal: `≤ ${GOALS[what]} s`, met: all.seconds <= GOALS[what] }),
    },
    { what: `${what}: processor, command and its children`, figure: eachAndAll(all.cpuSeconds, added, share) },
    ...(all.engineSeconds === undefined ? [] : [{ what: `${what}: processor, engine`, figure: eachAndAll(all.engineSeconds, added, share) }]),
    {
      what: `${what}: peak memory, ${part.counts.added.toLocaleString('en')} rows and ${added.toLocaleString('en')}`,
      figure: `${Math.round(part.peakMegabytes)} MB and ${Math.round(all.peakMegabytes)} MB`,
      goal: `≤ ${MOST_GROWTH} × for ${(added / part.counts.added).toFixed(0)} × the rows`,
      met: all.peakMegabytes <= MOST_GROWTH * part.peakMegabytes,
    },
  ];
};

/** Of part of the country also what all of it would take, were each row to take the same. */
const eachAndAll = (seconds: number, rows: number, share: number): string =>
  `${((seconds * 1000) / rows).toFixed(2)} ms a row, ${seconds.toFixed(1)} s${share < 1 ? ` (${(seconds / share).toFixed(0)} s for the country)` : ''}`;

const importBoth = async (teams: readonly Team[], members: number): Promise<Readonly<Record<ExportWhat, Measured>>> => {
  const data = await mkdtemp(join(tmpdir(), 'tram-so-bench-'));
  try {
    const system = await startOn(data);
    try {
      await loadKeys({ file: (name) => join(data, name) });
      const units = prepareUnitRows();
      await putRows(system.main, [...units.rows, ...units.versionRows]);
      await putSnapshot(system.main, [], systemClock());
      const run = async (what: ExportWhat): Promise<Measured> => {
        const before = await cpuSecondsOfGroup(system.engineGroup);
        const measured = await importInProcess(what, data);
        const after = await cpuSecondsOfGroup(system.engineGroup);
        return { ...measured, engineSeconds: before === undefined || after === undefined ? undefined : after - before };
      };
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

const importInProcess = async (what: ExportWhat, data: string): Promise<MeasuredImport> => {
  const { stdout } = await promisify(execFile)(process.execPath, [inProject('tests', 'bench', 'import-process.ts'), what, fileOf(data, what), data]);
  return JSON.parse(stdout) as MeasuredImport;
};
