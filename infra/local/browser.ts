import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';
import { inProject } from './places.ts';
import { StartProblem } from './start-problem.ts';

/** Names under which Chromium and Chrome are installed. The one without a window comes first: it draws the same pages with a third less work. */
const NAMES = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'microsoft-edge-stable'] as const;

/** Where they are when they are not on the PATH. */
const PLACES = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
] as const;

export type BrowserSearch = {
  readonly environment: NodeJS.ProcessEnv;
  readonly isProgram: (path: string) => boolean;
};

/** The browser that the machine has: CHROMIUM_PATH, or the first that is found. Undefined: none. */
export const browserOnThisMachine = (search: BrowserSearch): string | undefined => browsersOnThisMachine(search)[0];

/** All that the machine has, the best first; CHROMIUM_PATH stands alone. */
const browsersOnThisMachine = ({ environment, isProgram }: BrowserSearch): readonly string[] => {
  const chosen = environment['CHROMIUM_PATH'];
  if (chosen !== undefined && chosen !== '') {
    if (isProgram(chosen)) return [chosen];
    throw new StartProblem(`CHROMIUM_PATH names ${chosen}, which is no program: give the path of a Chromium or Chrome, or unset it.`);
  }
  const folders = (environment['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...onPath, ...PLACES].filter(isProgram);
};

export const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return existsSync(path);
  } catch {
    // No such file, or not one that may be run: both mean "look on".
    return false;
  }
};

export type Run = (command: string, args: readonly string[]) => Promise<number>;

export type BrowserSetUp = BrowserSearch & {
  /** Runs a program on this terminal; its exit code. */
  readonly run: Run;
  /** Whether Playwright can really open this browser: one that lacks a library of the system is a program all the same. */
  readonly starts: (path: string) => Promise<boolean>;
  /** Where Playwright keeps its own, whether it was downloaded or not. */
  readonly playwrightBrowser: string;
};

/**
 * Finds a browser for the journeys, or gets one: Playwright's own download, then Debian's package when this is Debian and
 * the user is root. Throws StartProblem when there is none to be had: the journeys are never skipped.
 */
export const findBrowser = async (setUp: BrowserSetUp): Promise<string> => {
  const { environment, isProgram, starts, run, playwrightBrowser } = setUp;
  for (const here of browsersOnThisMachine(setUp)) if (await starts(here)) return here;
  const chosen = environment['CHROMIUM_PATH'];
  if (chosen !== undefined && chosen !== '') {
    throw new StartProblem(`CHROMIUM_PATH names ${chosen}, which does not start: give the path of another Chromium or Chrome, or unset it.`);
  }
  if (isProgram(playwrightBrowser)) {
    if (await starts(playwrightBrowser)) return playwrightBrowser;
  } else {
    console.log('No Chromium or Chrome found: asking Playwright for its own.');
    const downloaded = await run(process.execPath, [inProject('node_modules', 'playwright', 'cli.js'), 'install', 'chromium']);
    if (downloaded === 0 && isProgram(playwrightBrowser) && (await starts(playwrightBrowser))) return playwrightBrowser;
  }
  if (existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    // An index that cannot be refreshed may still name a package that can be had: the install decides.
    await run('env', [...APT, 'update']);
    for (const name of DEBIAN_PACKAGES) {
      console.log(`That did not work: installing the Debian package ${name}.`);
      if ((await run('env', [...APT, 'install', '-y', name])) !== 0) continue;
      for (const found of browsersOnThisMachine(setUp)) if (await starts(found)) return found;
    }
  }
  throw new StartProblem('No browser for the journeys: install Chromium or Chrome, or set CHROMIUM_PATH to one, then run npm test again.');
};

/** Debian has the one without a window since version 133 (February 2025). */
const DEBIAN_PACKAGES = ['chromium-headless-shell', 'chromium'] as const;

/** Asks nobody anything, waits a minute for another apt, and half a minute for a server that does not answer. */
const APT = ['DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq', '-o', 'DPkg::Lock::Timeout=60', '-o', 'Acquire::http::Timeout=30', '-o', 'Acquire::https::Timeout=30'] as const;

/** Opens the browser as the journeys do, shows nothing, and closes it. Prints why it could not be opened. */
export const startsForJourneys = async (path: string): Promise<boolean> => {
  try {
    const browser = await chromium.launch({ executablePath: path, args: ['--disable-background-networking', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])] });
    await browser.close();
    return true;
  } catch (error) {
    console.log(`${path} does not start: ${reasonOf(error)}`);
    return false;
  }
};

/** The one line of Playwright's long answer that a person can act on. */
const reasonOf = (error: unknown): string => {
  const lines = (error instanceof Error ? error.message : String(error)).split('\n').map((line) => line.replace(/^[║\s]+|[║\s]+$/gu, ''));
  return lines.find((line) => /shared libraries|missing dependencies|snap/iu.test(line)) ?? lines.find((line) => /\p{L}/u.test(line)) ?? 'it says nothing';
};
