import { defineConfig } from 'vitest/config';

export default defineConfig({
  /** One copy of graphql-js, the one that Node itself takes for its dependents: two copies refuse each other's types. */
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/journeys/**', 'node_modules/**'],
    /** One engine process per test file: as many files at once as there are cores. */
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
