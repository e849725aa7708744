import * as v from 'valibot';

/** How many tests passed and how many did not. */
export type Counts = { readonly passed: number; readonly failed: number };

const vitestReport = v.object({
  numPassedTests: v.number(),
  numFailedTests: v.number(),
  // Left out on purpose or by accident: nothing may be skipped here.
  numPendingTests: v.number(),
  numTodoTests: v.optional(v.number(), 0),
  // A file that could not even be loaded has failed without a test in it.
  testResults: v.array(v.object({ status: v.string(), assertionResults: v.array(v.unknown()) })),
});

/** From vitest's JSON report. A skipped test counts as failed. */
export const countsOfVitest = (report: unknown): Counts => {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = v.parse(vitestReport, report);
  const unloadable = testResults.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0).length;
  return { passed: numPassedTests, failed: numFailedTests + numPendingTests + numTodoTests + unloadable };
};

const playwrightReport = v.object({
  stats: v.object({ expected: v.number(), unexpected: v.number(), skipped: v.number(), flaky: v.number() }),
  errors: v.optional(v.array(v.unknown()), []),
});

/** From Playwright's JSON report. Skipped and flaky journeys count as failed, and so does an error outside of any journey. */
export const countsOfPlaywright = (report: unknown): Counts => {
  const { stats, errors } = v.parse(playwrightReport, report);
  return { passed: stats.expected, failed: stats.unexpected + stats.skipped + stats.flaky + errors.length };
};

export const addCounts = (all: readonly Counts[]): Counts => ({
  passed: all.reduce((sum, { passed }) => sum + passed, 0),
  failed: all.reduce((sum, { failed }) => sum + failed, 0),
});

export const summaryLine = ({ passed, failed }: Counts): string => `${passed} passed, ${failed} failed`;
