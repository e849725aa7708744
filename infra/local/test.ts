import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { findBrowser, isProgram, startsForJourneys } from './browser.ts';
import { runShown } from './child-process.ts';
import { readIfThere } from './files.ts';
import { buildPages, makeGeneratedCode } from './made-files.ts';
import { inProject, projectRoot } from './places.ts';
import { createProgress } from './progress.ts';
import { StartProblem } from './start-problem.ts';
import { addCounts, countsOfPlaywright, countsOfVitest, summaryLine, type Counts } from './test-counts.ts';

/**
 * `npm test`: every test there is, then one last line `N passed, N failed` over all of them. Words after `--` name the test
 * files to run with vitest; the journeys are then left to `npm test -- --journeys`.
 */
const test = async (): Promise<number> => {
  const words = process.argv.slice(2);
  const onlyJourneys = words.includes('--journeys');
  const files = words.filter((word) => !word.startsWith('--'));
  const unknown = words.find((word) => word.startsWith('--') && word !== '--journeys');
  if (unknown !== undefined) throw new StartProblem(`Unknown flag ${unknown}: npm test -- [test files] [--journeys]`);

  const progress = createProgress(process.stderr);
  const { signal } = new AbortController();
  await progress.step('Generating code', () => makeGeneratedCode(signal));
  await progress.step('Building the pages', () => buildPages(signal));
  const results = await mkdtemp(join(tmpdir(), 'tram-so-test-'));
  try {
    const parts: (() => Promise<Part>)[] = [];
    if (!onlyJourneys) parts.push(() => runVitest(files, join(results, 'vitest.json')));
    if (onlyJourneys || files.length === 0) {
      const browser = await findBrowser({ environment: process.env, isProgram, run: runShown, starts: startsForJourneys, playwrightBrowser: chromium.executablePath() });
      parts.push(() => runJourneys(browser, join(results, 'journeys.json')));
    }
    const done: Part[] = [];
    for (const part of parts) done.push(await part());
    const counts = addCounts(done.map((part) => part.counts));
    console.log(`\n${summaryLine(counts)}`);
    return done.every(({ status }) => status === 0) && counts.failed === 0 && counts.passed > 0 ? 0 : 1;
  } finally {
    await rm(results, { recursive: true, force: true });
  }
};

/**
 * Where Node keeps what it compiled, with a checksum of each source: of the hundreds of processes that the tests start, most
 * load the same modules, and half of the start of a command or a system was compiling them.
 */
const COMPILED = { NODE_COMPILE_CACHE: inProject('node_modules', '.cache', 'compiled') };

/** esbuild, a Go program that ends after its bundles: a quarter of its processor time went into tidying its memory meanwhile. */
const UNTIDIED = { GOGC: '400' };

type Part = { readonly status: number; readonly counts: Counts };

const runVitest = async (files: readonly string[], report: string): Promise<Part> => {
  const status = await runShown(
    process.execPath,
    [inProject('node_modules', 'vitest', 'vitest.mjs'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...files],
    { cwd: projectRoot, env: { ...COMPILED, ...UNTIDIED } },
  );
  return { status, counts: await countsFrom(report, status, countsOfVitest) };
};

const runJourneys = async (browser: string, report: string): Promise<Part> => {
  const status = await runShown(process.execPath, [inProject('node_modules', '@playwright', 'test', 'cli.js'), 'test', '--reporter=list,json'], {
    cwd: projectRoot,
    env: { ...COMPILED, CHROMIUM_PATH: browser, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  });
  return { status, counts: await countsFrom(report, status, countsOfPlaywright) };
};

/** A run that ended without a report counts as one failure: it must not look like success. */
const countsFrom = async (file: string, status: number, read: (report: unknown) => Counts): Promise<Counts> => {
  if ((await readIfThere(file)) === undefined) return { passed: 0, failed: 1 };
  const counts = read(JSON.parse(await readFile(file, 'utf8')));
  return status !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
};

try {
  process.exitCode = await test();
} catch (error) {
  if (!(error instanceof StartProblem)) throw error;
  console.error(error.message);
  console.log('\n0 passed, 1 failed');
  process.exitCode = 1;
}
