import type { Page } from '@playwright/test';
import { signInAtDesk } from '../support/desk.ts';
import { expect, test } from '../support/journey.ts';
import { flawsOf, watchForTrouble } from '../support/neighbourhood.ts';

// Members are signed out here and teams merged: nobody else may count on them.
test.use({ systemOf: 'a desk at work' });

const PHONE_OF_NOBODY = '0900 000 428';
const dialog = (page: Page) => page.getByRole('dialog');
const pressIn = (page: Page, name: string | RegExp) => dialog(page).getByRole('button', { name }).click();
const said = (page: Page, words: string | RegExp) => expect(page.getByText(words).first()).toBeVisible();

test('a commune official pairs, names, moves and puts out a kiosk, and plans the shifts at its booth by the keyboard alone', async ({ browser, page, system }) => {
  test.setTimeout(180_000);
  const troubles = watchForTrouble(page);
  const device = await browser.newContext({ baseURL: system.origin, locale: 'vi-VN' });
  const kiosk = await device.newPage();
  await kiosk.goto('/kiosk/');
  const code = await kiosk.locator('.number-plate').textContent();

  await signInAtDesk(page, 'xã');
  await page.getByRole('navigation').getByRole('link', { name: 'Trạm', exact: true }).click();
  await page.getByRole('button', { name: 'Ghép máy' }).click();
  await page.getByLabel('Mã trên màn hình máy').fill(code ?? '');
  await page.getByLabel('Cho trạm nào').selectOption({ label: 'Phố đi bộ Cầu Mây' });
  expect(await flawsOf(page)).toEqual([]);
  await pressIn(page, 'Ghép máy');
  await said(page, 'Đã ghép máy với Phố đi bộ Cầu Mây.');

  await page.getByRole('button', { name: 'Sửa trạm Phố đi bộ Cầu Mây' }).click();
  await expect(page.getByLabel('Tên trạm')).toHaveValue('Phố đi bộ Cầu Mây');
  expect(await flawsOf(page)).toEqual([]);
  await page.getByLabel('Tên trạm').fill('Phố đi bộ Hàm Rồng');
  await pressIn(page, 'Đổi tên');
  await said(page, 'Đã đổi tên thành Phố đi bộ Hàm Rồng.');
  await page.getByRole('button', { name: 'Sửa trạm Phố đi bộ Hàm Rồng' }).click();
  await page.getByLabel('Vĩ độ').fill('51.5');
  await pressIn(page, 'Dời chỗ');
  await expect(dialog(page).getByRole('alert').first()).toBeVisible();
  expect(await flawsOf(page)).toEqual([]);
  await page.getByLabel('Vĩ độ').fill('22.3361');
  await pressIn(page, 'Dời chỗ');
  await said(page, 'Đã dời Phố đi bộ Hàm Rồng.');
  await page.getByRole('button', { name: 'Sửa trạm Phố đi bộ Hàm Rồng' }).click();
  await pressIn(page, 'Gỡ máy');
  expect(await flawsOf(page)).toEqual([]);
  await pressIn(page, 'Đồng ý');
  await said(page, 'Đã gỡ máy khỏi Phố đi bộ Hàm Rồng.');
  await expect(kiosk.getByRole('heading', { name: 'Ghép trạm này' })).toBeVisible({ timeout: 40_000 });
  await device.close();

  await page.getByRole('link', { name: 'Ca trực ở Phố đi bộ Hàm Rồng' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.getByRole('button', { name: '7 ngày sau' }).focus();
  await page.keyboard.press('Enter');
  expect(await flawsOf(page)).toEqual([]);
  const sunday = page.getByRole('button', { name: /^Thêm ca Chủ Nhật/ });
  await sunday.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Tổ nào').getByRole('option').nth(2)).toBeAttached();
  await page.getByLabel('Tổ nào').selectOption({ index: 2 });
  await page.getByLabel('Từ', { exact: true }).fill('20:00');
  await page.getByLabel('Tới', { exact: true }).fill('00:30');
  expect(await flawsOf(page)).toEqual([]);
  await page.getByLabel('Tới', { exact: true }).press('Enter');
  await said(page, /^Đã xếp 1 ca cho/);
  const shift = page.getByRole('button', { name: /^Đổi ca của .*Chủ Nhật.*20:00–00:30 hôm sau/ });
  await shift.focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('Tới', { exact: true }).fill('22:00');
  await page.getByLabel('Tới', { exact: true }).press('Enter');
  const shorter = page.getByRole('button', { name: /^Đổi ca của .*Chủ Nhật.*20:00–22:00$/ });
  await shorter.focus();
  await page.keyboard.press('Enter');
  await dialog(page).getByRole('button', { name: 'Bỏ ca này' }).press('Enter');
  expect(await flawsOf(page)).toEqual([]);
  await dialog(page).getByRole('button', { name: 'Đồng ý' }).press('Enter');
  await said(page, /^Đã bỏ ca của/);
  await expect(shorter).toHaveCount(0);
  expect(troubles()).toEqual([]);
});

test('a commune official keeps a member’s number and training, changes a team, lets it rest for a while and merges it', async ({ page }) => {
  test.setTimeout(180_000);
  const troubles = watchForTrouble(page);
  await signInAtDesk(page, 'xã');
  const teams = page.getByRole('table', { name: /^Các tổ của/ }).getByRole('link');
  const other = (await teams.first().textContent())?.trim() ?? '';
  await teams.nth(1).click();
  await expect(page.getByRole('heading', { name: 'Người trong tổ', level: 2 })).toBeVisible();

  await page.getByRole('button', { name: /^Sửa số và đào tạo của/ }).first().click();
  await page.getByLabel('Số mới').fill('0900');
  await pressIn(page, 'Cất số');
  await expect(dialog(page).getByRole('alert')).toContainText('Chưa đúng số di động');
  expect(await flawsOf(page)).toEqual([]);
  await page.getByLabel('Số mới').fill(PHONE_OF_NOBODY);
  await pressIn(page, 'Cất số');
  await said(page, 'Số đã cất kín.');
  await pressIn(page, 'Xem số');
  await expect(dialog(page).getByRole('link', { name: PHONE_OF_NOBODY })).toBeVisible();
  await page.getByLabel('Lớp đã học').selectOption({ index: 1 });
  await page.getByLabel('Ngày học').fill('2026-11-02');
  await pressIn(page, 'Ghi lớp này');
  await said(page, /ngày 02\/11\/2026/);
  await page.keyboard.press('Escape');
  await page.getByRole('navigation').getByRole('link', { name: 'Sổ việc' }).click();
  await said(page, 'Mở số điện thoại của tổ viên');
  await page.goBack();

  await page.getByRole('button', { name: 'Sửa', exact: true }).first().click();
  await page.getByLabel('Tên tổ').fill('Tổ dân phố số 2 Suối Hồ');
  expect(await flawsOf(page)).toEqual([]);
  await page.getByRole('button', { name: 'Lưu' }).click();
  await said(page, 'Tổ dân phố số 2 Suối Hồ');

  await page.getByRole('button', { name: 'Cho nghỉ một thời gian' }).click();
  await page.getByLabel('Từ', { exact: true }).fill('2027-01-02T08:00');
  await page.getByLabel('Tới', { exact: true }).fill('2027-01-01T08:00');
  await pressIn(page, 'Cho nghỉ');
  await expect(dialog(page).getByRole('alert').first()).toBeVisible();
  expect(await flawsOf(page)).toEqual([]);
  await page.getByLabel('Tới', { exact: true }).fill('2027-01-05T08:00');
  await pressIn(page, 'Cho nghỉ');
  await said(page, /từ 8 giờ thứ Bảy 2\/1\/2027/);

  await page.getByRole('button', { name: 'Gộp vào tổ khác' }).click();
  await page.getByLabel('Vào tổ nào').selectOption({ label: other });
  expect(await flawsOf(page)).toEqual([]);
  await pressIn(page, 'Gộp');
  await expect(page.getByText(other).first()).toBeVisible();
  await said(page, 'Gộp tổ');
  expect(troubles()).toEqual([]);
});

test('a lead runs their own team at the desk and makes no leads; the office signs out the phone that they lost', async ({ page, volunteer }) => {
  test.setTimeout(180_000);
  const { memberName, openPhone } = await volunteer(0);
  const phone = await openPhone();
  await phone.goto('/console/');
  const troubles = watchForTrouble(phone);
  await phone.getByRole('table', { name: /^Các tổ của/ }).getByRole('link').first().click();
  await expect(phone.getByRole('button', { name: `Sửa số và đào tạo của ${memberName}` })).toBeVisible();
  expect(await flawsOf(phone)).toEqual([]);
  for (const name of ['Sửa', 'Cho tổ tạm nghỉ', 'Cho nghỉ một thời gian', 'Thêm người', 'Thêm máy dùng chung']) await expect(phone.getByRole('button', { name, exact: true }).first()).toBeVisible();
  for (const name of [/làm tổ trưởng/, /Gộp vào tổ khác/]) await expect(phone.getByRole('button', { name })).toHaveCount(0);
  await phone.getByRole('button', { name: 'Thêm người' }).click();
  await expect(phone.getByLabel('Vai trong tổ')).toHaveCount(0);
  await phone.getByLabel('Tên hiện cho bà con thấy').fill('Người thử hai');
  await dialog(phone).getByRole('button', { name: 'Thêm người' }).click();
  await phone.getByRole('button', { name: 'Đưa Người thử hai khỏi tổ' }).click();
  await expect(dialog(phone)).toBeVisible();
  expect(await flawsOf(phone)).toEqual([]);
  await dialog(phone).getByRole('button', { name: 'Đồng ý' }).click();
  await expect(phone.getByRole('button', { name: 'Đưa Người thử hai khỏi tổ' })).toHaveCount(0);
  expect(troubles()).toEqual([]);

  await signInAtDesk(page, 'xã');
  await page.getByRole('table', { name: /^Các tổ của/ }).getByRole('link').first().click();
  await page.getByRole('button', { name: `Đăng xuất mọi máy của ${memberName}` }).click();
  await expect(dialog(page)).toBeVisible();
  expect(await flawsOf(page)).toEqual([]);
  await pressIn(page, 'Đồng ý');
  await said(page, 'Đã đăng xuất 1 máy.');
  await phone.reload();
  await expect(phone.getByRole('link', { name: 'Đăng nhập' })).toBeVisible();
});
