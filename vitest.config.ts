import { defineConfig } from 'vitest/config';

/**
 * Tests of what a process keeps for as long as it lives: the wiring of the handlers, whole systems, engines that are killed.
 * Each file has a process to itself. All other files share two processes, since loading the same modules again for each of a
 * hundred files took a third of their time.
 */
const inProcessesOfTheirOwn = ['bench', 'docs', 'graphql', 'handlers', 'infra', 'permission', 'stress', 'units'].map((folder) => `tests/${folder}/**/*.test.ts`);

export default defineConfig({
  /** One copy of graphql-js, the one that Node itself takes for its dependents: two copies refuse each other's types. */
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    /** One engine process per test file. Two cores are what we may count on, and one file in three waits for another process. */
    maxWorkers: 3,
    testTimeout: 90_000,
    hookTimeout: 120_000,
    /** A condition is waited for as long as a busy machine may need. */
    expect: { poll: { timeout: 20_000 } },
    projects: [
      { extends: true, test: { name: 'a process each', include: inProcessesOfTheirOwn } },
      { extends: true, test: { name: 'shared processes', include: ['tests/**/*.test.ts'], exclude: [...inProcessesOfTheirOwn, 'tests/journeys/**'], isolate: false } },
    ],
  },
});
