import { test as base } from '@playwright/test';
import { startSystem, type RunningSystem } from './running-system.ts';

/**
 * `test` for journeys: `system` is a whole system of the worker's own, on a free port with a data folder of its own, and
 * `page` opens its addresses by path.
 */
export const test = base.extend<{ baseURL: string }, { system: RunningSystem }>({
  system: [
    async ({}, use) => {
      const system = await startSystem();
      try {
        await use(system);
      } finally {
        await system.stop();
      }
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  baseURL: async ({ system }, use) => {
    await use(system.origin);
  },
});

export { expect } from '@playwright/test';
