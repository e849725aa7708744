import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { inProject } from './places.ts';
import { StartProblem } from './start-problem.ts';

/** Names under which Chromium and Chrome are installed. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'microsoft-edge-stable'] as const;

/** Where they are when they are not on the PATH. */
const PLACES = [
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
export const browserOnThisMachine = ({ environment, isProgram }: BrowserSearch): string | undefined => {
  const chosen = environment['CHROMIUM_PATH'];
  if (chosen !== undefined && chosen !== '') {
    if (isProgram(chosen)) return chosen;
    throw new StartProblem(`CHROMIUM_PATH names ${chosen}, which is no program: give the path of a Chromium or Chrome, or unset it.`);
  }
  const onPath = (environment['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '').flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...onPath, ...PLACES].find(isProgram);
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

/**
 * Finds a browser for the journeys, or gets one: Playwright's own download, then Debian's package when this is Debian and
 * the user is root. Throws StartProblem when there is none to be had: the journeys are never skipped.
 */
export const findBrowser = async (search: BrowserSearch, run: Run, playwrightBrowser: () => string): Promise<string> => {
  const here = browserOnThisMachine(search);
  if (here !== undefined) return here;
  const own = playwrightBrowser();
  if (search.isProgram(own)) return own;
  console.log('No Chromium or Chrome found: asking Playwright for its own.');
  const downloaded = await run(process.execPath, [inProject('node_modules', 'playwright', 'cli.js'), 'install', 'chromium']);
  if (downloaded === 0 && search.isProgram(own)) return own;
  if (existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    console.log('That did not work: installing the Debian package chromium.');
    const installed = (await run('apt-get', ['update', '-qq'])) === 0 && (await run('apt-get', ['install', '-y', '-qq', 'chromium'])) === 0;
    const found = browserOnThisMachine(search);
    if (installed && found !== undefined) return found;
  }
  throw new StartProblem('No browser for the journeys: install Chromium or Chrome, or set CHROMIUM_PATH to one, then run npm test again.');
};
