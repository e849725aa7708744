import type { Page } from '@playwright/test';
import { DESK_SCREENS, signInAtDesk } from '../support/desk.ts';
import { expect, flawsOf, test, watchForTrouble } from '../support/neighbourhood.ts';

const unitTable = (page: Page) => page.getByRole('table', { name: /^Các tổ của/ });

/** A person is at home at a width when nothing sticks out to the right of it. */
const fits = (page: Page): Promise<boolean> => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);

test('a commune official signs in at their issuer, and reads in one sentence how the teams stand', async ({ page, system }) => {
  test.slow();
  const troubles = watchForTrouble(page);
  const strangers: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(system.origin) && !/^(?:data|blob):/.test(request.url())) strangers.push(new URL(request.url()).origin);
  });
  await page.goto('/console/');
  await expect(page.getByRole('heading', { name: 'Vào việc của xã, phường' })).toBeVisible();
  expect(await flawsOf(page)).toEqual([]);
  await signInAtDesk(page, 'xã');
  await expect(page.getByRole('heading', { level: 1, name: /tổ đang trực|tổ không ai trực|chưa tổ nào trực/ })).toBeVisible();
  await expect(unitTable(page).getByRole('row')).not.toHaveCount(1);
  await expect(page.locator('[data-drawn]')).toBeVisible();
  for (const screen of DESK_SCREENS) {
    await page.setViewportSize(screen);
    expect(await fits(page)).toBe(true);
    expect(await flawsOf(page)).toEqual([]);
  }
  expect(strangers).toEqual([]);
  expect(troubles()).toEqual([]);
});

test('an official finds a unit without tone marks and opens it by the keyboard alone', async ({ page }) => {
  await signInAtDesk(page, 'trung ương');
  await expect(page.getByRole('heading', { name: /34 tỉnh, thành phố/ })).toBeVisible();
  expect(await flawsOf(page)).toEqual([]);
  const box = page.getByRole('combobox', { name: 'Tìm xã, phường, tỉnh' });
  await box.focus();
  await page.keyboard.type('sa pa');
  await expect(page.getByRole('option', { name: /Phường Sa Pa/ })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/console\/units\/2025-07-01\/\d{5}$/);
  const first = unitTable(page).getByRole('link').first();
  await first.focus();
  await page.keyboard.press('ArrowDown');
  await expect(unitTable(page).getByRole('link').nth(1)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Người trong tổ', level: 2 })).toBeVisible();
});

test('a commune official adds a team, is told beside the field what cannot be taken, and lets it rest', async ({ page }) => {
  test.slow();
  await signInAtDesk(page, 'xã');
  await page.getByRole('link', { name: 'Thêm tổ' }).click();
  await page.getByLabel('Mã tổ').fill('moi-001');
  await page.getByLabel('Tên tổ').fill('Tổ dân phố số 41 Thử Nghiệm');
  await page.getByLabel('Vĩ độ').fill('51.5');
  await page.getByLabel('Kinh độ').fill('0.1');
  await page.getByRole('button', { name: 'Lưu' }).click();
  await expect(page.getByRole('alert').first()).toBeVisible();
  expect(await flawsOf(page)).toEqual([]);
  await page.getByLabel('Vĩ độ').fill('22.3364');
  await page.getByLabel('Kinh độ').fill('103.8438');
  await page.getByRole('button', { name: 'Lưu' }).click();
  await expect(page).toHaveURL(/\/console\/teams\/moi-001$/);
  await expect(page.getByText('Tổ dân phố số 41 Thử Nghiệm').first()).toBeVisible();

  await page.getByRole('button', { name: 'Thêm người' }).click();
  await page.getByLabel('Tên hiện cho bà con thấy').fill('Người thử một');
  await page.getByRole('dialog').getByRole('button', { name: 'Thêm người' }).click();
  await expect(page.getByText('Người thử một')).toBeVisible();
  await page.getByRole('button', { name: 'Mời Người thử một vào máy' }).click();
  await expect(page.getByRole('img', { name: 'Mã QR của lời mời' })).toBeVisible();
  await expect(page.getByLabel('Đường dẫn', { exact: true })).toHaveValue(/\/phone\/#invite=[\w-]{43}$/);
  expect(await flawsOf(page)).toEqual([]);
  await page.getByRole('dialog').getByRole('button', { name: 'Đóng' }).click();
  await expect(page.getByRole('button', { name: 'Thôi mời Người thử một' })).toBeVisible();

  await page.getByRole('button', { name: 'Cho tổ tạm nghỉ' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Đồng ý' }).click();
  await expect(page.getByRole('heading', { name: /Tổ tạm nghỉ/ })).toBeVisible();
  expect(await flawsOf(page)).toEqual([]);
});

test('kiosks, what waits, and the trail are one press away, each without a flaw', async ({ page }) => {
  test.slow();
  await signInAtDesk(page, 'xã');
  for (const [name, heading] of [
    ['Trạm', /trạm/i],
    ['Đang chờ', /phiếu/i],
    ['Sổ việc', /Việc đã làm ở/],
  ] as const) {
    await page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
    expect(await flawsOf(page)).toEqual([]);
  }
});
