import type { Locator, Request } from '@playwright/test';
import { encode } from 'uqr';
import { expect, test } from '../support/journey.ts';
import { PHONE_SCREEN } from '../support/phone.ts';

const KIOSK_SCREEN = { width: 1080, height: 1920 };

type Asked = { readonly id: string; readonly trackingSecret: string };

/** What the kiosk asked for, as it went over the wire. */
const askOf = (request: Request): Asked | undefined => {
  if (!request.url().endsWith('/graphql') || request.method() !== 'POST') return undefined;
  const body = request.postDataJSON() as { query: string; variables?: { input?: Asked } };
  return body.query.includes('requestHelp') ? body.variables?.input : undefined;
};

/** Taps, and counts the taps: a resident makes four at the most. */
const tapper = () => {
  let taps = 0;
  return {
    tap: async (target: Locator): Promise<void> => {
      taps += 1;
      await target.click();
    },
    count: () => taps,
  };
};

test.use({ systemOf: 'the main job' });

test('a resident taps, a phone shows it, the member accepts, the page says who comes, and it is resolved', async ({ browser, page, system, volunteer }) => {
  const phone = await (await volunteer(0)).openPhone();
  await expect(phone.getByText('Chưa ai cần giúp')).toBeVisible();

  await page.setViewportSize(KIOSK_SCREEN);
  const asked: Asked[] = [];
  page.on('request', (request) => {
    const ask = askOf(request);
    if (ask !== undefined) asked.push(ask);
  });
  await page.goto('/kiosk/?kiosk=demo-walking-street');
  const { tap, count } = tapper();
  await tap(page.getByRole('button', { name: 'Chạm để bắt đầu' }));
  await tap(page.getByRole('button', { name: /Dịch vụ công trực tuyến/ }));
  await tap(page.getByRole('button', { name: /Giúp ngay ở đây/ }));
  await tap(page.getByRole('button', { name: 'Gửi tới tổ' }));
  const ticket = (await page.getByText(/^B-\d{4}$/).first().textContent())?.trim() ?? '';
  expect(count()).toBe(4);

  // The code on the ticket is exactly the status page's address, and the address says nothing to a server.
  const [ask] = asked;
  if (ask === undefined) throw new Error('the kiosk asked for nothing');
  const statusLink = `${system.origin}/status/#${ask.id}.${ask.trackingSecret}`;
  const path = await page.getByRole('img', { name: /Mã QR mở trang theo dõi/ }).locator('path').getAttribute('d');
  const { data, size } = encode(statusLink, { ecc: 'M', border: 4 });
  expect(squaresOf(path ?? '', size)).toEqual(data);

  // Without a reload.
  await expect(phone.getByText(ticket).first()).toBeVisible();
  const resident = await browser.newContext({ viewport: PHONE_SCREEN, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' });
  const status = await resident.newPage();
  await status.goto(statusLink);
  await expect(status.getByRole('heading', { name: 'Đang tìm người gần nhất' })).toBeVisible();

  await phone.getByRole('button', { name: 'Tôi nhận' }).click();
  await expect(status.getByRole('heading', { name: /đang tới$/ })).toBeVisible();
  await expect(status.getByText(/Tới trước/)).toBeVisible();
  await phone.getByRole('button', { name: 'Đã gặp, bắt đầu' }).click();
  await expect(status.getByRole('heading', { name: 'Đang cùng làm' })).toBeVisible();
  await phone.getByRole('button', { name: 'Xong việc, ghi kết quả' }).or(phone.getByRole('link', { name: 'Xong việc, ghi kết quả' })).click();
  await phone.getByRole('radio', { name: /Xong, tự làm được/ }).click();
  await phone.getByRole('button', { name: 'Đóng phiếu' }).click();
  await expect(status.getByRole('heading', { name: 'Việc xong chưa?' })).toBeVisible();
  await status.getByRole('button', { name: /Xong rồi/ }).click();
  await expect(status.getByRole('heading', { name: 'Cảm ơn bà con!' })).toBeVisible();

  await resident.close();
});

/** The squares of a code drawn as runs `Mx yhW…`. */
const squaresOf = (path: string, size: number): boolean[][] => {
  const rows = Array.from({ length: size }, () => Array.from({ length: size }, () => false));
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)/g)) {
    for (let at = 0; at < Number(width); at += 1) {
      const row = rows[Number(y)];
      if (row !== undefined) row[Number(x) + at] = true;
    }
  }
  return rows;
};
