/// <reference lib="dom" />
import { expect, type Locator, type Page } from '@playwright/test';
import { flawsByAxe, type Flaws } from './axe.ts';
import { test as journey } from './journey.ts';
import { startSystem, type RunningSystem } from './running-system.ts';

export { expect };

/** `test` with a system of its own: what other journeys left in a queue would stand in the light of these. */
export const test = journey.extend<object, { system: RunningSystem }>({
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
});

/** Collects what the Content-Security-Policy refused, what broke, and who else was asked. Empty is well. */
export const watchForTrouble = (page: Page): (() => readonly string[]) => {
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (message) => {
    if (/Content.Security.Policy|Refused to/iu.test(message.text())) troubles.push(message.text());
  });
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol.startsWith('http') && !['127.0.0.1', 'localhost'].includes(hostname)) troubles.push(`asked ${hostname}`);
  });
  return () => troubles;
};

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds on the screen as it stands; in the dark theme, what differs there: contrast. Empty is well. */
export const flawsOf = async (page: Page): Promise<Flaws> => {
  const flaws: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const found = await flawsByAxe(page, colorScheme === 'dark' ? { rules: ['color-contrast'] } : { tags: RULES });
    flaws.push(...found.map((flaw) => `${colorScheme}: ${flaw}`));
  }
  await page.emulateMedia({ colorScheme: 'light' });
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (tooWide > 0) flaws.push(`the page is ${tooWide} px wider than the screen`);
  return flaws;
};

/** The whole of it stands on the screen as it was opened, and nothing lies over it. */
export const expectInSight = async (action: Locator): Promise<void> => {
  await expect(action).toBeVisible();
  await expect(action).toBeInViewport({ ratio: 1 });
  const box = await action.boundingBox();
  if (box === null) throw new Error('it has no place on the screen');
  const onTop = await action.evaluate((element, { x, y }) => element.contains(document.elementFromPoint(x, y)), { x: box.x + box.width / 2, y: box.y + box.height / 2 });
  expect(onTop).toBe(true);
};

/** Presses Tab until this has the focus; a keyboard must get there within `most` presses. */
export const tabTo = async (page: Page, target: Locator, most = 30): Promise<void> => {
  await expect(target).toBeVisible();
  for (let pressed = 0; pressed < most; pressed += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(target).toBeFocused();
};
