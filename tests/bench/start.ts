import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPages, makeGeneratedCode } from '../../infra/local/made-files.ts';
import { startSystem } from '../support/running-system.ts';
import type { BenchRow, BenchSection } from './bench-section.ts';
import { percentile } from './percentile.ts';

/** As `npm start` has it unless it is told otherwise. */
const TEAMS = 2000;
const STARTS = 5;
const SECOND_START_GOAL_SECONDS = 5;

/** From the command to the words that say how to stop it, code and pages being made already. */
export const benchStart = async (): Promise<BenchSection> => {
  const { signal } = new AbortController();
  await makeGeneratedCode(signal);
  await buildPages(signal);
  const dataFolder = await mkdtemp(join(tmpdir(), 'tram-so-bench-start-'));
  try {
    const first = await secondsToStart(dataFolder);
    const later: number[] = [];
    for (let start = 0; start < STARTS; start += 1) later.push(await secondsToStart(dataFolder));
    const median = percentile(later, 0.5);
    const rows: BenchRow[] = [
      { what: `first start, ${TEAMS.toLocaleString('en')} teams of the demonstration made`, figure: `${first.toFixed(1)} s` },
      { what: `second start, all earlier data (median of ${STARTS})`, figure: `${median.toFixed(1)} s, ${(median / first).toFixed(2)} × the first`, goal: `< ${SECOND_START_GOAL_SECONDS} s`, met: median < SECOND_START_GOAL_SECONDS },
    ];
    return { title: 'Start on one machine', rows };
  } finally {
    await rm(dataFolder, { recursive: true, force: true });
  }
};

const secondsToStart = async (dataFolder: string): Promise<number> => {
  const begun = performance.now();
  const system = await startSystem({ dataFolder, teams: TEAMS });
  const seconds = (performance.now() - begun) / 1000;
  await system.stop();
  return seconds;
};
