import type { Page } from '@playwright/test';
import { expect, test } from '../support/journey.ts';
import { asksOf, chooseSkill, flawsOf as kioskFlawsOf, KIOSK_SIZES, openKiosk, watchForTrouble } from '../support/kiosk-screens.ts';
import { expectInSight, flawsOf } from '../support/neighbourhood.ts';
import { PHONE_SCREEN } from '../support/phone.ts';
import { fileRequest, type FiledRequest } from '../support/resident.ts';

const OFFICE = 'Uỷ ban nhân dân phường Sa Pa';

test.use({ systemOf: 'a lane with a single team', teams: 1 });

/** On the kiosk and on the slip; the resident's page shows the same time, larger. */
const PROMISE = /Hẹn có người tới trước \d/;

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });

/** From the lamp to the ticket of somebody who wants help at the kiosk now; gives the number on it. */
const askHere = async (page: Page): Promise<string> => {
  await openKiosk(page);
  await chooseSkill(page, /An toàn trên mạng/);
  await page.getByRole('button', { name: /Giúp ngay ở đây/ }).click();
  await page.getByRole('button', { name: 'Gửi tới tổ' }).click();
  return (await page.getByText(/^B-\d{4}$/).first().textContent())?.trim() ?? '';
};

/** Who was told, by when somebody is to come all the same, and whom to call. On every screen that a kiosk is made for. */
const saysWhoWasTold = async (kiosk: Page): Promise<void> => {
  await expect(heading(kiosk, 'Chưa tổ nào nhận.')).toBeVisible();
  const screen = kiosk.locator('#app');
  for (const [size, viewport] of Object.entries(KIOSK_SIZES)) {
    await kiosk.setViewportSize(viewport);
    await expect(screen.getByText(PROMISE), size).toBeInViewport();
    await expect(screen.getByText('Đã báo điểm hỗ trợ xã, phường'), size).toBeInViewport();
    await expect(screen.getByText(OFFICE), size).toBeInViewport();
    await expect(screen.getByText('0217 0000 420'), size).toBeInViewport();
    expect(await kioskFlawsOf(kiosk), size).toEqual([]);
  }
};

test('when the only team cannot, the ticket and the page say who was told, and later who comes after all', async ({ browser, page, system, volunteer }) => {
  test.slow();
  const troubles = watchForTrouble(page);
  const { inputs } = asksOf(page);
  const { memberName, teamName, openPhone } = await volunteer(0);
  const phone = await openPhone();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const ticket = await askHere(page);
  await expect(heading(page, 'Xong. Mời ngồi chờ.')).toBeVisible();
  await expect(page.locator('#app').getByText(teamName)).toBeVisible();
  const [asked] = inputs();
  if (asked === undefined) throw new Error('the kiosk asked for nothing');
  const resident = await browser.newContext({ viewport: PHONE_SCREEN, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh', baseURL: system.origin });
  const status = await resident.newPage();
  await status.goto(`/status/#${asked.id}.${asked.trackingSecret}`);
  await expect(heading(status, 'Đang tìm người gần nhất')).toBeVisible();

  await phone.getByRole('button', { name: 'Tổ không nhận được' }).click();
  await phone.getByRole('dialog').getByRole('button', { name: 'Cả tổ đang bận' }).click();

  await saysWhoWasTold(page);
  await expect(page.locator('#app').getByText(teamName)).toHaveCount(0);
  await expect(heading(status, 'Chưa tổ nào nhận')).toBeVisible();
  await expect(status.getByText('Đã báo điểm hỗ trợ xã, phường. Không cần bấm lại.')).toBeVisible();
  await expect(status.getByRole('listitem').filter({ hasText: 'Đã báo điểm hỗ trợ xã, phường' })).toBeVisible();
  await expect(status.getByText('Hẹn có người tới trước')).toBeVisible();
  await expect(status.getByText(teamName)).toHaveCount(0);
  await expectInSight(status.getByRole('link', { name: new RegExp(`^Gọi tổ trực.*${OFFICE}$`, 'u') }));
  expect(await flawsOf(status)).toEqual([]);

  // Whoever has told the commune that they cannot may find that they can.
  await expect(phone.getByRole('heading', { name: 'Chưa tổ nào nhận được' })).toBeVisible();
  expect(await flawsOf(phone)).toEqual([]);
  await phone.getByRole('link', { name: ticket }).click();
  await phone.getByRole('button', { name: 'Tôi nhận' }).click();
  await expect(heading(page, 'Có người nhận rồi.')).toBeVisible();
  await expect(page.locator('#app').getByText(`${memberName} đã nhận`)).toBeVisible();
  await expect(heading(status, `${memberName} đang tới`)).toBeVisible();
  await status.getByRole('button', { name: 'Thôi, không cần nữa' }).click();
  await status.getByRole('dialog').getByRole('button', { name: 'Thôi, không cần nữa' }).click();
  await expect(heading(status, 'Đã thôi phiếu này')).toBeVisible();
  expect(troubles()).toEqual([]);
  await resident.close();
});

test('who asks while every place is taken reads it at once, on the screen and on the paper', async ({ page, system }) => {
  test.slow();
  const troubles = watchForTrouble(page);
  const before: FiledRequest[] = [];
  do before.push(await fileRequest(system.origin));
  while (before.at(-1)?.offered === true);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const ticket = await askHere(page);
  await saysWhoWasTold(page);

  await page.emulateMedia({ media: 'print' });
  const slip = page.locator('.print-slip');
  for (const words of [ticket, 'Chưa tổ nào nhận.', 'Đã báo điểm hỗ trợ xã, phường', '0217 0000 420', OFFICE]) await expect(slip).toContainText(words);
  await expect(slip).toContainText(/Hẹn có người tới trước\s*\d/);
  for (const { cancel } of before) await cancel();
  expect(troubles()).toEqual([]);
});
