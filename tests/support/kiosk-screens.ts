/// <reference lib="dom" />
import { expect, type Page } from '@playwright/test';
import { flawsByAxe } from './axe.ts';

/** The screens that the kiosk is made for. */
export const KIOSK_SIZES = {
  upright: { width: 1080, height: 1920 },
  landscape: { width: 1920, height: 1080 },
  tablet: { width: 1280, height: 800 },
} as const;

/** Collects what the Content-Security-Policy refused and what broke, from the first moment of a page. Empty is well. */
export const watchForTrouble = (page: Page): (() => readonly string[]) => {
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (message) => {
    if (/Content.Security.Policy|Refused to/iu.test(message.text())) troubles.push(message.text());
  });
  return () => troubles;
};

/** What a kiosk sends for one resident. */
export type AskSent = { readonly id: string; readonly trackingSecret: string; readonly contact?: { readonly jwe: string; readonly consentVersion: string } };

/** The asks that go over the wire, whole. */
export const asksOf = (page: Page): { readonly bodies: string[]; readonly inputs: () => AskSent[] } => {
  const bodies: string[] = [];
  page.on('request', (request) => {
    const body = request.postData();
    if (body?.includes('mutation RequestHelp') === true) bodies.push(body);
  });
  return { bodies, inputs: () => bodies.map((body) => (JSON.parse(body) as { variables: { input: AskSent } }).variables.input) };
};

export const openKiosk = async (page: Page): Promise<void> => {
  await page.goto('/kiosk/?kiosk=demo-walking-street');
  await expect(page.getByRole('button', { name: 'Chạm để bắt đầu' })).toBeVisible();
};

/** What is wrong with the screen as it stands, in sentences; nothing is well. Sizes in CSS pixels. */
export const flawsOf = async (page: Page): Promise<readonly string[]> => {
  const tags = ['wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  return [...(await flawsByAxe(page, { tags })), ...(await layoutFlawsOf(page))];
};

/** Targets of at least 64 px that are wholly on the screen, no words under 24 px, nothing cut off at the side. */
export const layoutFlawsOf = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const flaws: string[] = [];
    const scope = document.querySelector('dialog[open], .idle-screen') ?? document.body;
    const seen = (element: Element): boolean => element.checkVisibility() && element.closest('.spoken-only, [inert]') === null;
    for (const button of scope.querySelectorAll('button, a')) {
      if (!seen(button)) continue;
      const box = button.getBoundingClientRect();
      const name = button.textContent.trim();
      if (box.width < 64 || box.height < 64) flaws.push(`too small to hit: ${name} (${box.width}×${box.height})`);
      if (box.top < 0 || box.left < 0 || box.bottom > innerHeight + 1 || box.right > innerWidth + 1) flaws.push(`off the screen: ${name}`);
    }
    for (const words of scope.querySelectorAll('h1, h2, p, b, small, span, button')) {
      if (!seen(words)) continue;
      const own = [...words.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '');
      if (own && Number.parseFloat(getComputedStyle(words).fontSize) < 24) flaws.push(`too small to read: ${words.textContent}`);
      if (words.scrollWidth > words.clientWidth + 2 && getComputedStyle(words).display !== 'inline') flaws.push(`cut off: ${words.textContent}`);
    }
    return flaws;
  });

/** From the lamp to the screen where the way of helping is chosen. */
export const chooseSkill = async (page: Page, name: RegExp): Promise<void> => {
  await page.getByRole('button', { name: 'Chạm để bắt đầu' }).click();
  await page.getByRole('button', { name }).click();
};

/** Tabs until the button of that name has the focus, and presses Enter. Fails after a round of the screen. */
export const pressByKeyboard = async (page: Page, name: RegExp): Promise<void> => {
  for (let tabs = 0; tabs < 40; tabs += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const { activeElement } = document;
      if (activeElement === null) return undefined;
      const { outlineStyle, boxShadow } = getComputedStyle(activeElement);
      const ringInside = [...activeElement.children].some((child) => getComputedStyle(child).boxShadow.includes('inset'));
      return { name: activeElement.textContent.replaceAll(/\s+/gu, ' ').trim(), ring: outlineStyle !== 'none' || boxShadow !== 'none' || ringInside };
    });
    if (focused === undefined || !name.test(focused.name)) continue;
    expect(focused.ring, `the focus on ${focused.name} can be seen`).toBe(true);
    await page.keyboard.press('Enter');
    return;
  }
  throw new Error(`no Tab leads to ${name}`);
};
