import type { Browser, Page } from '@playwright/test';
import { expect, expectInSight, flawsOf, tabTo, test, watchForTrouble } from '../support/neighbourhood.ts';
import { PHONE_SCREEN } from '../support/phone.ts';
import { fileRequest, type FiledRequest, type Wanted } from '../support/resident.ts';

const opened: Page[] = [];
/** The resident's own telephone: no account, no cookie, nothing kept. */
const openStatus = async (browser: Browser, origin: string, link: string): Promise<Page> => {
  const context = await browser.newContext({ viewport: PHONE_SCREEN, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh', baseURL: origin });
  const page = await context.newPage();
  opened.push(page);
  await page.goto(link);
  return page;
};
test.afterEach(async () => {
  for (const page of opened.splice(0)) await page.context().close();
});

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });
const take = async (phone: Page, { ticket }: FiledRequest): Promise<void> => {
  await expect(phone.getByRole('article').filter({ hasText: ticket })).toBeVisible();
  await phone.getByRole('button', { name: 'Tôi nhận' }).click();
};
const resolve = async (phone: Page): Promise<void> => {
  await phone.getByRole('button', { name: 'Xong việc, ghi kết quả' }).click();
  await phone.getByRole('radio', { name: /tự làm được/ }).check();
  await phone.getByRole('button', { name: 'Đóng phiếu' }).click();
};

test('a resident follows the request by the link alone, says that it did not work, then that it did, and rates the help', async ({ browser, system, volunteer }) => {
  test.slow();
  const helper = await volunteer(0);
  const phone = await helper.openPhone();
  const request = await fileRequest(system.origin);
  const page = await openStatus(browser, system.origin, 'about:blank');
  const troubles = watchForTrouble(page);
  const addresses: string[] = [];
  page.on('request', (sent) => addresses.push(`${sent.url()} ${sent.headers()['referer'] ?? ''}`));
  await page.goto(request.link);
  await expect(heading(page, 'Đang tìm người gần nhất')).toBeVisible();
  await expect(page.getByText(request.ticket, { exact: true })).toBeVisible();
  await expect(page.getByText('Có người nhận trước')).toBeVisible();
  await expectInSight(page.getByRole('link', { name: /Gọi tổ trực/ }));
  await expect(page.getByRole('link', { name: /Gọi tổ trực/ })).toHaveAttribute('href', /^tel:\+84\d+$/);
  expect(await flawsOf(page)).toEqual([]);

  await take(phone, request);
  await expect(heading(page, `${helper.memberName} đang tới`)).toBeVisible();
  await expect(page.getByText(`thì đọc được ${request.ticket}`)).toBeVisible();
  expect(await flawsOf(page)).toEqual([]);
  await phone.getByRole('button', { name: 'Đã gặp, bắt đầu' }).click();
  await expect(heading(page, 'Đang cùng làm')).toBeVisible();
  expect(await flawsOf(page)).toEqual([]);
  await resolve(phone);
  await expect(heading(page, 'Việc xong chưa?')).toBeVisible();
  await expectInSight(page.getByRole('button', { name: /Xong rồi/ }));
  await expectInSight(page.getByRole('button', { name: /Chưa xong/ }));
  expect(await flawsOf(page)).toEqual([]);

  await page.getByRole('button', { name: /Chưa xong/ }).click();
  await page.getByLabel('Kể vài chữ').fill('Máy vẫn báo sai mật khẩu.');
  expect(await flawsOf(page)).toEqual([]);
  await page.getByRole('dialog').getByRole('button', { name: 'Tìm người giúp tiếp' }).click();
  await expect(heading(page, 'Đang tìm người gần nhất')).toBeVisible();
  await take(phone, request);
  await phone.getByRole('button', { name: 'Đã gặp, bắt đầu' }).click();
  await resolve(phone);
  await expect(heading(page, 'Việc xong chưa?')).toBeVisible();
  await page.getByRole('button', { name: /Xong rồi/ }).click();
  await expect(heading(page, 'Cảm ơn bà con!')).toBeVisible();
  await page.getByRole('button', { name: '4 sao' }).click();
  await expect(page.getByText('Đã chấm 4 sao.')).toBeVisible();
  expect(await flawsOf(page)).toEqual([]);

  const secret = request.link.split('.')[1] ?? '';
  expect(addresses.filter((address) => address.split('#')[0]?.includes(secret))).toEqual([]);
  expect(troubles()).toEqual([]);
});

test('a resident takes the request back by keyboard alone, after being asked once', async ({ browser, system }) => {
  const request = await fileRequest(system.origin);
  const page = await openStatus(browser, system.origin, request.link);
  await expect(heading(page, 'Đang tìm người gần nhất')).toBeVisible();
  await tabTo(page, page.getByRole('button', { name: 'Thôi, không cần nữa' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: `Thôi phiếu ${request.ticket}?` })).toBeVisible();
  expect(await flawsOf(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByRole('button', { name: 'Thôi, không cần nữa' })).toBeFocused();
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('dialog').getByRole('button', { name: 'Thôi, không cần nữa' }));
  await page.keyboard.press('Enter');
  await expect(heading(page, 'Đã thôi phiếu này')).toBeVisible();
  expect(await flawsOf(page)).toEqual([]);
});

test('nobody sees contact details on a status page, a resident has their number erased, and whoever is sent elsewhere reads where and why', async ({ browser, system, volunteer }) => {
  const phone = await (await volunteer(0)).openPhone();
  const wanted: Wanted = { mode: 'CALL_ME', topic: 'vneid-level-2', phone: '+84912345678' };
  const request = await fileRequest(system.origin, wanted);
  const page = await openStatus(browser, system.origin, request.link);
  const answers: string[] = [];
  page.on('response', async (response) => {
    if (response.url().endsWith('/graphql')) answers.push(await response.text());
  });
  await take(phone, request);
  await expect(heading(page, /sẽ gọi$/)).toBeVisible();
  expect(await flawsOf(page)).toEqual([]);
  await page.getByRole('button', { name: 'Số điện thoại của mình' }).click();
  const held = page.getByRole('dialog', { name: 'Số điện thoại của mình' });
  await expect(held.getByText(/mở số/)).toHaveCount(1);
  expect(await flawsOf(page)).toEqual([]);
  await held.getByRole('button', { name: 'Xoá số ngay' }).click();
  await expect(page.getByText('Đã xoá số điện thoại của mình.')).toBeVisible();
  expect(await flawsOf(page)).toEqual([]);
  await phone.getByRole('link', { name: 'Chuyển nơi khác' }).click();
  await phone.getByRole('radio', { name: 'Bưu điện' }).check();
  await phone.getByLabel('Vì sao chuyển?').fill('Bưu điện có máy quét.');
  await phone.getByRole('button', { name: 'Chuyển phiếu' }).click();
  await expect(heading(page, 'Đã chuyển: bưu điện')).toBeVisible();
  await expect(page.getByText('“Bưu điện có máy quét.”')).toBeVisible();
  expect(await flawsOf(page)).toEqual([]);
  expect(answers.length).toBeGreaterThan(0);
  expect(answers.join('')).not.toMatch(/912345678|0912/);
  expect(await page.content()).not.toMatch(/912345678|0912/);
});

test('a link that was cut or made up opens nothing and says what to do', async ({ browser, system }) => {
  const request = await fileRequest(system.origin);
  const page = await openStatus(browser, system.origin, request.link.slice(0, -30));
  await expect(heading(page, 'Không thấy phiếu này')).toBeVisible();
  expect(await flawsOf(page)).toEqual([]);
  const madeUp = `${request.link.split('.')[0] ?? ''}.${'a'.repeat(43)}`;
  await page.goto(madeUp);
  await expect(heading(page, 'Không thấy phiếu này')).toBeVisible();
  await page.goto(request.link);
  await expect(heading(page, 'Đang tìm người gần nhất')).toBeVisible();
  await request.cancel();
});

test('without a network the page keeps what it knew, says since when, and goes on by itself', async ({ browser, system }) => {
  const request = await fileRequest(system.origin);
  const page = await openStatus(browser, system.origin, request.link);
  await expect(heading(page, 'Đang tìm người gần nhất')).toBeVisible();
  await page.context().setOffline(true);
  await expect(page.getByText(/^Mất mạng\. Đây là lúc \d\d:\d\d\.$/)).toBeVisible();
  await expect(heading(page, 'Đang tìm người gần nhất')).toBeVisible();
  expect(await flawsOf(page)).toEqual([]);
  await request.cancel();
  await page.context().setOffline(false);
  await expect(heading(page, 'Đã thôi phiếu này')).toBeVisible();
  await expect(page.getByText(/^Mất mạng/)).toBeHidden();
});

test('in English, and in letters twice as large, everything is still there', async ({ browser, system }) => {
  const request = await fileRequest(system.origin);
  const page = await openStatus(browser, system.origin, request.link);
  await page.getByRole('button', { name: 'English' }).click();
  await expect(heading(page, 'Finding the nearest helper')).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expectInSight(page.getByRole('link', { name: /Call the desk/ }));
  expect(await flawsOf(page)).toEqual([]);
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '200%';
  });
  await page.getByRole('button', { name: 'I don’t need it any more' }).scrollIntoViewIfNeeded();
  expect(await flawsOf(page)).toEqual([]);
  await request.cancel();
});
