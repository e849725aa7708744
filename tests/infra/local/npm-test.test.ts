import { describe, expect, test } from 'vitest';
import { browserOnThisMachine, findBrowser } from '../../../infra/local/browser.ts';
import { progressLine } from '../../../infra/local/progress.ts';
import { addCounts, countsOfPlaywright, countsOfVitest, summaryLine } from '../../../infra/local/test-counts.ts';

/** A machine that has only these programs. */
const machineWith = (...programs: readonly string[]) => ({
  environment: { PATH: ['/usr/local/bin', '/usr/bin'].join(':') } as NodeJS.ProcessEnv,
  isProgram: (path: string) => programs.includes(path),
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

  test('and takes a Chromium or Chrome that is installed', () => {
    expect(browserOnThisMachine(machineWith('/usr/local/bin/google-chrome'))).toBe('/usr/local/bin/google-chrome');
    expect(browserOnThisMachine(machineWith('/snap/bin/chromium'))).toBe('/snap/bin/chromium');
  });

  test('and takes Playwright’s own when that was downloaded before', async () => {
    const mustNotRun = () => Promise.reject(new Error('Something was installed.'));
    expect(await findBrowser(machineWith('/cache/chrome'), mustNotRun, () => '/cache/chrome')).toBe('/cache/chrome');
  });

  test('and fails and says so when there is none to be had', async () => {
    const ran: string[] = [];
    const nothingWorks = (command: string, args: readonly string[]) => {
      ran.push([command, ...args].join(' '));
      return Promise.resolve(1);
    };
    await expect(findBrowser(machineWith(), nothingWorks, () => '/cache/chrome')).rejects.toThrow(/install Chromium or Chrome, or set CHROMIUM_PATH/u);
    expect(ran[0]).toContain('install chromium');
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
