/// <reference lib="dom" />
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/journey.ts';

/** A number that no network gives out, and the forms in which it could be kept or shown. */
const CANARY = '0900000427';
const FORMS = ['900000427', '900 000 427'];

const leaksIn = (text: string): string[] => FORMS.filter((form) => text.includes(form));

/** Everything that a browser keeps for this origin, as text. */
const keptBy = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const databases = await indexedDB.databases();
    const rows = await Promise.all(
      databases.map(
        ({ name = '' }) =>
          new Promise<unknown[]>((resolve, reject) => {
            const opening = indexedDB.open(name);
            opening.onerror = () => reject(new Error('a database of the page does not open'));
            opening.onsuccess = () => {
              const stores = [...opening.result.objectStoreNames];
              if (stores.length === 0) return resolve([]);
              const transaction = opening.result.transaction(stores);
              const all = stores.map((store) => transaction.objectStore(store).getAll());
              transaction.oncomplete = () => resolve(all.map(({ result }) => result as unknown));
            };
          }),
      ),
    );
    const cached: string[] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) cached.push(request.url, (await (await cache.match(request))?.text()) ?? '');
    }
    return JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href, history.state, rows, cached]);
  });

/** Every byte in the data folder: the database with both tables, its journal, and whatever else is kept. */
const everythingIn = async (folder: string): Promise<string> => {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => readFile(join(entry.parentPath, entry.name), 'latin1'));
  return (await Promise.all(files)).join('\n');
};

test.use({ systemOf: 'the sealed contact' });

test('a number typed at the kiosk reaches the member who accepted, and is kept nowhere in the clear', async ({ page, system, volunteer }) => {
  const sent: string[] = [];
  const answered: string[] = [];
  page.on('request', (request) => sent.push(request.url(), request.postData() ?? ''));

  await page.setViewportSize({ width: 1080, height: 1920 });
  await page.goto('/kiosk/?kiosk=demo-walking-street');
  await page.getByRole('button', { name: 'Chạm để bắt đầu' }).click();
  await page.getByRole('button', { name: /An toàn trên mạng/ }).click();
  await page.getByRole('button', { name: /Gọi cho tôi/ }).click();
  for (const digit of CANARY) await page.getByRole('button', { name: digit, exact: true }).click();
  await page.getByRole('checkbox').click();
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
  await page.getByRole('button', { name: 'Gửi tới tổ' }).click();
  const ticket = (await page.getByText(/^B-\d{4}$/).first().textContent())?.trim() ?? '';
  expect(leaksIn(await page.content())).toEqual([]);
  expect(leaksIn(await keptBy(page))).toEqual([]);
  expect(sent.flatMap(leaksIn)).toEqual([]);

  const phone = await (await volunteer(0)).openPhone();
  phone.on('response', (response) => {
    void response.text().then((text) => leaksIn(text).length > 0 && answered.push(new URL(response.url()).pathname), () => undefined);
  });
  await expect(phone.getByText(ticket).first()).toBeVisible();
  await phone.getByRole('button', { name: 'Tôi nhận' }).first().click();
  await phone.getByRole('button', { name: 'Mở số để gọi' }).click();
  await expect(phone.getByRole('link', { name: /Gọi .*900/ })).toHaveAttribute('href', 'tel:+84900000427');
  expect(leaksIn(await keptBy(phone))).toEqual([]);
  await expect.poll(() => answered).toEqual([expect.stringMatching(/^\/contacts\/[0-9a-f-]{36}\/open$/)]);

  // Leaving the screen takes the number off it.
  await phone.goBack();
  await expect(phone.getByRole('link', { name: /900/ })).toHaveCount(0);
  expect(leaksIn(system.printed())).toEqual([]);
  expect(leaksIn(await everythingIn(system.dataFolder))).toEqual([]);
});
