import { defineConfig } from '@playwright/test';

/**
 * The journeys: a real browser against a whole system that each worker starts for itself on a free port with a data folder
 * of its own (tests/support/journey.ts). `npm test` finds the browser and names it in CHROMIUM_PATH.
 */
const browser = process.env['CHROMIUM_PATH'];
const isRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: 'tests/journeys',
  testMatch: '**/*.{journey,spec,test}.ts',
  outputDir: 'test-results',
  // Two cores are what we may count on, and a journey waits as much as it works.
  workers: 3,
  fullyParallel: false,
  forbidOnly: process.env['CI'] !== undefined,
  // For a machine that is slower and busier than two quiet cores: nothing here waits for a clock.
  timeout: 150_000,
  expect: { timeout: 20_000 },
  use: {
    browserName: 'chromium',
    headless: true,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(browser === undefined || browser === '' ? {} : { executablePath: browser }),
      // Chromium refuses its sandbox to root; nothing but our own pages is opened.
      args: ['--disable-background-networking', ...(isRoot ? ['--no-sandbox'] : [])],
    },
  },
});
