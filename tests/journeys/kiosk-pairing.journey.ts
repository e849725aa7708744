/// <reference lib="dom" />
import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/journey.ts';
import { flawsOf, KIOSK_SIZES, watchForTrouble } from '../support/kiosk-screens.ts';

test.use({ systemOf: 'pairing a kiosk' });

/** Asks the API as the page's own scripts do: on its origin, with the cookies that no script sees. */
const askAs = <Data>(page: Page, query: string, variables: object): Promise<Data> =>
  page.evaluate(
    async (body) => {
      const response = await fetch('/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
      const { data, errors } = (await response.json()) as { data: Data; errors?: unknown };
      if (errors !== undefined) throw new Error(JSON.stringify(errors));
      return data;
    },
    JSON.stringify({ query, variables }),
  );

/** Signs in at the demonstration's issuer by choosing who to be, as an official does with a password elsewhere. */
const signInAsCommune = async (page: Page): Promise<void> => {
  await page.goto('/sign-in');
  await expect(page.getByRole('heading', { name: 'Đăng nhập với vai nào?' })).toBeVisible();
  await page.getByRole('button', { name: /Cán bộ xã/u }).click();
  await page.waitForURL('**/console/**');
};

/** What a kiosk's page has put aside: of its tab and browser, and of answers that are neither its own files nor public words. */
const keptOf = async (): Promise<{ storage: string; elsewhere: string[] }> => {
  const names = await caches.keys();
  const kept = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)));
  return { storage: JSON.stringify([localStorage, sessionStorage]), elsewhere: kept.flat().filter((path) => !/^\/(?:kiosk|assets)\//u.test(path)) };
};

const PAIR = `mutation ($input: PairKioskInput!) { pairKiosk(input: $input) { __typename ... on KioskChanged { kiosk { code paired } } ... on Problem { message nextStep } } }`;
const UNPAIR = `mutation ($input: UnpairKioskInput!) { unpairKiosk(input: $input) { __typename } }`;
const KIOSK = 'demo-community-centre';

test('an official signs in at their issuer and pairs a kiosk; a resident asks at it; started without a network it is that kiosk; unpaired, it shows a code again', async ({ browser, page, system }) => {
  test.setTimeout(150_000);
  const officeTroubles = watchForTrouble(page);
  await signInAsCommune(page);
  const { viewer } = await askAs<{ viewer: { __typename: string } }>(page, '{ viewer { __typename } }', {});
  expect(viewer).toEqual({ __typename: 'Official' });

  const context = await browser.newContext({ baseURL: system.origin, locale: 'vi-VN', viewport: KIOSK_SIZES.upright, hasTouch: true });
  const kiosk = await context.newPage();
  const kioskTroubles = watchForTrouble(kiosk);
  await kiosk.goto('/kiosk/');
  await expect(kiosk.getByRole('heading', { name: 'Ghép trạm này' })).toBeVisible();
  for (const size of Object.values(KIOSK_SIZES)) {
    await kiosk.setViewportSize(size);
    expect(await flawsOf(kiosk)).toEqual([]);
  }
  const pairingCode = await kiosk.locator('.number-plate').textContent();
  expect(pairingCode).toMatch(/^[A-Z0-9]{4}-[A-Z0-9]{4}$/u);

  // The same browser shows the same code after it was switched off and on.
  await kiosk.reload();
  await expect(kiosk.locator('.number-plate')).toHaveText(pairingCode ?? '');

  const paired = await askAs(page, PAIR, { input: { id: randomUUID(), pairingCode, kiosk: KIOSK } });
  expect(paired).toEqual({ pairKiosk: { __typename: 'KioskChanged', kiosk: { code: KIOSK, paired: true } } });
  await expect(kiosk.getByRole('button', { name: 'Chạm để bắt đầu' })).toBeVisible();
  expect(await kiosk.evaluate(async () => {
    const request = indexedDB.open('tram-so-kiosk', 1);
    const database = await new Promise<IDBDatabase>((resolve) => (request.onsuccess = () => resolve(request.result)));
    const read = database.transaction('keys').objectStore('keys').get('device');
    const { privateKey } = await new Promise<CryptoKeyPair>((resolve) => (read.onsuccess = () => resolve(read.result as CryptoKeyPair)));
    return privateKey.extractable;
  })).toBe(false);

  await kiosk.getByRole('button', { name: 'Chạm để bắt đầu' }).click();
  await kiosk.getByRole('button', { name: /Dịch vụ công/u }).click();
  await kiosk.getByRole('button', { name: /Giúp ngay ở đây/u }).click();
  await kiosk.getByRole('button', { name: 'Gửi tới tổ' }).click();
  await expect(kiosk.getByText(/A-\d{4}/u).first()).toBeVisible();
  const ticket = (await kiosk.getByText(/A-\d{4}/u).first().textContent()) ?? '';

  // The power goes while the resident still reads, and comes back before the network does.
  await kiosk.evaluate(() => navigator.serviceWorker.ready.then(({ active }) => active?.state));
  await context.setOffline(true);
  await kiosk.reload();
  await expect(kiosk.getByRole('button', { name: 'Chạm để bắt đầu' })).toBeVisible();
  await expect(kiosk.getByText('Mất kết nối. Nối lại, phiếu tự đi.')).toBeVisible();
  expect(await flawsOf(kiosk)).toEqual([]);
  expect(await kiosk.content()).not.toContain(ticket);
  expect(await kiosk.evaluate(keptOf)).toEqual({ storage: '[{},{}]', elsewhere: [] });
  await context.setOffline(false);
  await expect(kiosk.getByText('Mất kết nối. Nối lại, phiếu tự đi.')).toHaveCount(0);
  await kiosk.getByRole('button', { name: 'Chạm để bắt đầu' }).click();
  await expect(kiosk.getByRole('heading', { name: 'Cần giúp việc gì?' })).toBeVisible();

  await askAs(page, UNPAIR, { input: { id: randomUUID(), kiosk: KIOSK } });
  await expect(kiosk.getByRole('heading', { name: 'Ghép trạm này' })).toBeVisible({ timeout: 60_000 });
  expect([...officeTroubles(), ...kioskTroubles()]).toEqual([]);
  await context.close();
});

test('the page on which an official chooses an account reads well, by keyboard and by eye', async ({ page }) => {
  await page.goto('/sign-in');
  await expect(page.getByRole('button')).toHaveCount(4);
  await page.setViewportSize(KIOSK_SIZES.tablet);
  expect((await flawsOf(page)).filter((flaw) => flaw.startsWith('axe') || flaw.startsWith('too small to hit'))).toEqual([]);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: /Cán bộ xã/u })).toBeFocused();
});
