import { describe, expect, test } from 'vitest';
import { browserOnThisMachine, findBrowser, startsForJourneys, type BrowserSetUp } from '../../../infra/local/browser.ts';
import { progressLine } from '../../../infra/local/progress.ts';
import { addCounts, countsOfPlaywright, countsOfVitest, summaryLine } from '../../../infra/local/test-counts.ts';

/** A machine that has only these programs. */
const machineWith = (...programs: readonly string[]) => ({
  environment: { PATH: ['/usr/local/bin', '/usr/bin'].join(':') } as NodeJS.ProcessEnv,
  isProgram: (path: string) => programs.includes(path),
});

/** How its set-up goes: every browser that it has starts, unless a test says otherwise. */
const setUpOf = (machine: ReturnType<typeof machineWith>, wanted: Partial<BrowserSetUp> = {}): BrowserSetUp => ({
  ...machine,
  run: () => Promise.reject(new Error('Something was installed.')),
  starts: () => Promise.resolve(true),
  playwrightBrowser: '/cache/chrome',
  ...wanted,
});

describe('npm test looks for a browser', () => {
  test('and takes CHROMIUM_PATH before all others', () => {
    const machine = machineWith('/usr/bin/chromium', '/opt/mine/chrome');
    machine.environment['CHROMIUM_PATH'] = '/opt/mine/chrome';
    expect(browserOnThisMachine(machine)).toBe('/opt/mine/chrome');
  });

  test('and says so when CHROMIUM_PATH leads nowhere', () => {
    const machine = machineWith('/usr/bin/chromium');
    machine.environment['CHROMIUM_PATH'] = '/nowhere';
    expect(() => browserOnThisMachine(machine)).toThrow(/CHROMIUM_PATH names \/nowhere, which is no program/u);
  });

  test('and says so when the browser that CHROMIUM_PATH names does not start, rather than take another', async () => {
    const machine = machineWith('/usr/bin/chromium', '/opt/mine/chrome');
    machine.environment['CHROMIUM_PATH'] = '/opt/mine/chrome';
    const setUp = setUpOf(machine, { starts: (path) => Promise.resolve(path !== '/opt/mine/chrome') });
    await expect(findBrowser(setUp)).rejects.toThrow(/CHROMIUM_PATH names \/opt\/mine\/chrome, which does not start/u);
  });

  test('and takes a Chromium or Chrome that is installed', async () => {
    expect(await findBrowser(setUpOf(machineWith('/usr/local/bin/google-chrome')))).toBe('/usr/local/bin/google-chrome');
    expect(await findBrowser(setUpOf(machineWith('/snap/bin/chromium')))).toBe('/snap/bin/chromium');
  });

  test('and takes the one without a window first, wherever it is', async () => {
    const machine = machineWith('/usr/local/bin/chromium', '/usr/bin/chromium-headless-shell');
    expect(await findBrowser(setUpOf(machine))).toBe('/usr/bin/chromium-headless-shell');
  });

  test('and passes over one that does not start, such as the name that Ubuntu leaves for a snap that is not there', async () => {
    const machine = machineWith('/usr/bin/chromium-browser', '/usr/bin/google-chrome');
    expect(await findBrowser(setUpOf(machine, { starts: (path) => Promise.resolve(path !== '/usr/bin/chromium-browser') }))).toBe('/usr/bin/google-chrome');
  });

  test('and takes Playwright’s own when that was downloaded before', async () => {
    expect(await findBrowser(setUpOf(machineWith('/cache/chrome')))).toBe('/cache/chrome');
  });

  test('and downloads Playwright’s own when there is no other', async () => {
    const machine = machineWith();
    const programs: string[] = [];
    const ran: string[] = [];
    const setUp = setUpOf(machine, {
      isProgram: (path) => programs.includes(path),
      run: (command, args) => {
        ran.push([command, ...args].join(' '));
        programs.push('/cache/chrome');
        return Promise.resolve(0);
      },
    });
    expect(await findBrowser(setUp)).toBe('/cache/chrome');
    expect(ran).toHaveLength(1);
    expect(ran[0]).toContain('install chromium');
  });

  test('and fails and says so when there is none to be had', async () => {
    const ran: string[] = [];
    const run = (command: string, args: readonly string[]) => {
      ran.push([command, ...args].join(' '));
      return Promise.resolve(1);
    };
    await expect(findBrowser(setUpOf(machineWith(), { run }))).rejects.toThrow(/install Chromium or Chrome, or set CHROMIUM_PATH/u);
    expect(ran[0]).toContain('install chromium');
  });

  test('and fails and says so when the one that was downloaded lacks a library of the system', async () => {
    const setUp = setUpOf(machineWith('/cache/chrome'), { starts: () => Promise.resolve(false), run: () => Promise.resolve(1) });
    await expect(findBrowser(setUp)).rejects.toThrow(/install Chromium or Chrome, or set CHROMIUM_PATH/u);
  });

  test('and sees that a program which is no browser does not start', { timeout: 60_000 }, async () => {
    expect(await startsForJourneys('/bin/false')).toBe(false);
  });
});

describe('the last line of npm test', () => {
  const vitest = { numPassedTests: 10, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [{ status: 'passed', assertionResults: [{}] }] };
  const journeys = { stats: { expected: 3, unexpected: 0, skipped: 0, flaky: 0 }, errors: [] };

  test('adds tests and journeys', () => {
    expect(summaryLine(addCounts([countsOfVitest(vitest), countsOfPlaywright(journeys)]))).toBe('13 passed, 0 failed');
  });

  test('counts what was skipped, what was left for later and what wavered as failed', () => {
    expect(countsOfVitest({ ...vitest, numFailedTests: 1, numPendingTests: 2, numTodoTests: 3 })).toEqual({ passed: 10, failed: 6 });
    expect(countsOfPlaywright({ stats: { expected: 3, unexpected: 1, skipped: 1, flaky: 1 }, errors: [{}] })).toEqual({ passed: 3, failed: 4 });
  });

  test('counts a test file that could not be loaded', () => {
    expect(countsOfVitest({ ...vitest, testResults: [{ status: 'failed', assertionResults: [] }] })).toEqual({ passed: 10, failed: 1 });
  });
});

test('progress shows how far a long step is', () => {
  expect(progressLine('Loading teams', 3200, { done: 1000, total: 2000 })).toBe('Loading teams ████████████░░░░░░░░░░░░ 50 % (1,000 of 2,000) 3.2 s');
  expect(progressLine('Building the pages', 1500)).toBe('Building the pages … 1.5 s');
});
