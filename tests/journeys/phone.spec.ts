import type { Page } from '@playwright/test';
import { expect, expectInSight, flawsOf, tabTo, test, watchForTrouble } from '../support/neighbourhood.ts';
import { PHONE_SCREEN } from '../support/phone.ts';
import { fileRequest, type FiledRequest, type Wanted } from '../support/resident.ts';

let filed: FiledRequest[] = [];
let origin = '';
const asks = async (wanted: Wanted = {}): Promise<FiledRequest> => {
  const request = await fileRequest(origin, wanted);
  filed.push(request);
  return request;
};
test.beforeEach(({ system }) => {
  origin = system.origin;
});
// Each journey leaves the lane as it found it.
test.afterEach(async () => {
  for (const { cancel } of filed) await cancel();
  filed = [];
});

const offerOf = (page: Page, { ticket }: FiledRequest) => page.getByRole('article').filter({ hasText: ticket });
const acceptOn = (page: Page) => page.getByRole('button', { name: 'Tôi nhận' });

test('a member joins by an invitation: its secret leaves the address bar, and it works only once', async ({ browser, system }) => {
  test.slow();
  const { link, memberName } = system.invitations[3] ?? { link: '', memberName: '' };
  const context = await browser.newContext({ viewport: PHONE_SCREEN, locale: 'vi-VN' });
  const page = await context.newPage();
  const troubles = watchForTrouble(page);
  await page.goto(link);
  await expectInSight(page.getByRole('button', { name: 'Vào tổ' }));
  await expect(page).toHaveURL(/\/phone\/$/);
  await expect(page.getByText(memberName)).toBeHidden();
  expect(await flawsOf(page)).toEqual([]);
  await page.getByRole('button', { name: 'Vào tổ' }).click();
  await expect(page.getByRole('heading', { name: `Chào ${memberName}` })).toBeVisible();
  expect(await flawsOf(page)).toEqual([]);
  await expectInSight(page.getByRole('button', { name: 'Xem phiếu của tổ' }));
  await page.getByRole('button', { name: 'Xem phiếu của tổ' }).click();
  await expect(page.getByRole('heading', { name: 'Chưa ai cần giúp' })).toBeVisible();
  expect(await flawsOf(page)).toEqual([]);
  // Nothing that opens a door is within reach of a script.
  expect(await page.evaluate(() => document.cookie + JSON.stringify({ ...localStorage }) + JSON.stringify({ ...sessionStorage }))).not.toContain(link.split('=')[1]);

  await page.getByRole('link', { name: /đăng xuất/ }).click();
  await expect(page.getByRole('heading', { name: memberName })).toBeVisible();
  expect(await flawsOf(page)).toEqual([]);
  await page.getByRole('button', { name: /Đăng xuất/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: /Đăng xuất/ }).click();
  await expect(page.getByText('Mất lời mời?')).toBeVisible();
  expect(await flawsOf(page)).toEqual([]);

  await page.goto('about:blank');
  await page.goto(link);
  await page.getByRole('button', { name: 'Vào tổ' }).click();
  await expect(page.getByRole('heading', { name: 'Lời mời này dùng rồi' })).toBeVisible();
  expect(await flawsOf(page)).toEqual([]);
  await page.goto('about:blank');
  await page.goto(`${system.origin}/phone/#invite=${'n'.repeat(43)}`);
  await page.getByRole('button', { name: 'Vào tổ' }).click();
  await expect(page.getByRole('heading', { name: /không đúng hoặc đã hết hạn/ })).toBeVisible();
  expect(await flawsOf(page)).toEqual([]);
  expect(troubles()).toEqual([]);
  await context.close();
});

test('a new request is on the phone at once, by the socket and without a reload', async ({ volunteer }) => {
  const phone = await (await volunteer(0)).openPhone();
  const troubles = watchForTrouble(phone);
  const notices: string[] = [];
  phone.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => notices.push(String(payload))));
  await phone.reload();
  await expect(phone.getByRole('heading', { name: 'Chưa ai cần giúp' })).toBeVisible();
  await expect(phone.locator('.brand-mark .arc')).toHaveCount(3);
  await phone.evaluate(() => {
    document.documentElement.dataset['sameLoad'] = 'yes';
  });
  const request = await asks();
  await expect(offerOf(phone, request)).toBeVisible();
  // The browser may tell of the frame after it has shown what came of it.
  await expect.poll(() => notices.map((notice) => (JSON.parse(notice) as { type: string }).type)).toContain('QUEUE_CHANGED');
  expect(notices.join('')).not.toContain(request.ticket);
  await expect(phone.locator('html')).toHaveAttribute('data-same-load', 'yes');
  await expectInSight(acceptOn(phone));
  expect(await flawsOf(phone)).toEqual([]);
  expect(troubles()).toEqual([]);
});

test('of two members who press at once one has it, and the other is told who', async ({ volunteer }) => {
  const names = [await volunteer(0), await volunteer(1)];
  const phones = await Promise.all(names.map(({ openPhone }) => openPhone()));
  const request = await asks();
  for (const phone of phones) await expect(offerOf(phone, request)).toBeVisible();
  // Neither press may arrive before both are made: the network holds them, and lets them go together.
  let release = (): void => undefined;
  const bothMade = new Promise<void>((resolve) => {
    release = resolve;
  });
  let made = 0;
  for (const phone of phones) {
    await phone.route('**/graphql', async (route) => {
      if (route.request().postData()?.includes('acceptRequest') === true) {
        made += 1;
        if (made === 2) release();
        await bothMade;
      }
      await route.continue();
    });
  }
  await Promise.all(phones.map((phone) => acceptOn(phone).click()));
  await expect.poll(() => phones.filter((phone) => /\/requests\//.test(phone.url())).length).toBe(1);
  const winner = phones.findIndex((phone) => /\/requests\//.test(phone.url()));
  const loser = phones[1 - winner];
  if (loser === undefined) throw new Error('there are two phones');
  await expect(loser.getByText(`${names[winner]?.memberName ?? ''} nhanh tay hơn`)).toBeVisible();
  await expect(loser.getByRole('heading', { name: 'Người trong tổ đang giúp' })).toBeVisible();
  await expect(acceptOn(loser)).toBeHidden();
  expect(await flawsOf(loser)).toEqual([]);
});

test('the one who accepted calls, works, and says what came of it; the number goes with the screen', async ({ volunteer }) => {
  const phone = await (await volunteer(0)).openPhone();
  const troubles = watchForTrouble(phone);
  const request = await asks({ mode: 'CALL_ME', topic: 'vneid-level-2', phone: '+84912345678' });
  await expect(offerOf(phone, request)).toBeVisible();
  await acceptOn(phone).click();
  await expect(phone.getByRole('heading', { name: 'Gọi cho bà con' })).toBeVisible();
  await expectInSight(phone.getByRole('button', { name: 'Gọi được, bắt đầu' }));
  await phone.getByRole('button', { name: 'Mở số để gọi' }).click();
  await expect(phone.getByRole('link', { name: 'Gọi 0912 345 678' })).toHaveAttribute('href', 'tel:+84912345678');
  expect(await flawsOf(phone)).toEqual([]);
  await phone.getByRole('link', { name: /Xem cách làm/ }).click();
  await expect(phone.getByText('Chúng tôi không bao giờ hỏi:')).toBeVisible();
  expect(await flawsOf(phone)).toEqual([]);
  const kept = await phone.evaluate(async () => {
    const cached = await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)));
    return document.documentElement.outerHTML + JSON.stringify({ ...localStorage, ...sessionStorage }) + cached.flat().join(' ');
  });
  expect(kept).not.toMatch(/912345678|0912 345 678|\/graphql|\/contacts/);
  await phone.getByRole('button', { name: 'Quay lại' }).click();
  await expect(phone.getByRole('button', { name: 'Mở số để gọi' })).toBeVisible();

  await phone.getByRole('button', { name: 'Gọi được, bắt đầu' }).click();
  await expectInSight(phone.getByRole('button', { name: 'Xong việc, ghi kết quả' }));
  await phone.getByText('Đã qua những gì').click();
  await expect(phone.getByText('Bắt đầu cùng làm')).toBeVisible();
  expect(await flawsOf(phone)).toEqual([]);
  await phone.getByRole('button', { name: 'Xong việc, ghi kết quả' }).click();
  await expectInSight(phone.getByRole('button', { name: 'Đóng phiếu' }));
  await phone.getByRole('button', { name: 'Đóng phiếu' }).click();
  await expect(phone.getByRole('alert').filter({ hasText: 'Chọn một kết quả' })).toBeVisible();
  await phone.getByRole('radio', { name: /có làm cùng/ }).check();
  expect(await flawsOf(phone)).toEqual([]);
  await phone.getByRole('button', { name: 'Đóng phiếu' }).click();
  await expect(phone.getByText(`Đã đóng phiếu ${request.ticket}`)).toBeVisible();
  expect(troubles()).toEqual([]);
});

test('the one who goes there is shown the way; what others must do is handed on with a reason, without numbers', async ({ volunteer }) => {
  const phone = await (await volunteer(0)).openPhone();
  const request = await asks();
  await expect(offerOf(phone, request)).toBeVisible();
  await acceptOn(phone).click();
  await expect(phone.getByText(/hướng (Bắc|Nam|Đông|Tây)/)).toBeVisible();
  await expect(phone.getByRole('link', { name: 'Chỉ đường' })).toHaveAttribute('href', /^geo:\d+\.\d+,\d+\.\d+\?q=/);
  await expectInSight(phone.getByRole('button', { name: 'Đã gặp, bắt đầu' }));
  expect(await flawsOf(phone)).toEqual([]);
  await phone.getByRole('link', { name: 'Chuyển nơi khác' }).click();
  await expectInSight(phone.getByRole('button', { name: 'Chuyển phiếu' }));
  // On the smallest phone too it is seen, and not only said, why nothing was sent.
  await phone.getByRole('button', { name: 'Chuyển phiếu' }).click();
  await expectInSight(phone.getByRole('alert').filter({ hasText: 'Chọn nơi chuyển và ghi lý do' }));
  await phone.getByRole('radio', { name: 'Bưu điện' }).check();
  await phone.getByLabel('Vì sao chuyển?').fill('Gọi 0912 345 678 nhé');
  await phone.getByRole('button', { name: 'Chuyển phiếu' }).click();
  await expectInSight(phone.getByRole('alert').filter({ hasText: 'Đừng ghi số điện thoại' }));
  expect(await flawsOf(phone)).toEqual([]);
  await phone.getByLabel('Vì sao chuyển?').fill('Bưu điện có máy quét.');
  await phone.getByRole('button', { name: 'Chuyển phiếu' }).click();
  await expect(phone.getByText(`Đã chuyển phiếu ${request.ticket}`)).toBeVisible();
});

test('a team that cannot passes the request on, and it is on the phone of the next', async ({ volunteer }) => {
  const [first, next] = await Promise.all([(await volunteer(0)).openPhone(), (await volunteer(2)).openPhone()]);
  const request = await asks();
  await expect(offerOf(first, request)).toBeVisible();
  await first.getByRole('button', { name: 'Tổ không nhận được' }).click();
  expect(await flawsOf(first)).toEqual([]);
  await first.getByRole('dialog').getByRole('button', { name: 'Cả tổ đang bận' }).click();
  await expect(first.getByText(`Phiếu ${request.ticket} đã sang tổ kế tiếp.`)).toBeVisible();
  await expect(offerOf(first, request)).toBeHidden();
  await expect(offerOf(next, request)).toBeVisible();
});

test('a keyboard alone takes a request from the queue to its outcome', async ({ volunteer }) => {
  const phone = await (await volunteer(0)).openPhone();
  const request = await asks();
  await expect(offerOf(phone, request)).toBeVisible();
  await tabTo(phone, acceptOn(phone));
  await phone.keyboard.press('Enter');
  await tabTo(phone, phone.getByRole('button', { name: 'Đã gặp, bắt đầu' }));
  await phone.keyboard.press('Enter');
  await tabTo(phone, phone.getByRole('button', { name: 'Xong việc, ghi kết quả' }));
  await phone.keyboard.press('Enter');
  await tabTo(phone, phone.getByRole('radio', { name: /tự làm được/ }));
  await phone.keyboard.press('ArrowDown');
  await expect(phone.getByRole('radio', { name: /có làm cùng/ })).toBeChecked();
  await tabTo(phone, phone.getByRole('button', { name: 'Đóng phiếu' }));
  await phone.keyboard.press('Enter');
  await expect(phone.getByText(`Đã đóng phiếu ${request.ticket}`)).toBeVisible();
});

test('without a network the phone says so, keeps what it knew, and catches up by itself', async ({ volunteer }) => {
  const phone = await (await volunteer(0)).openPhone();
  const request = await asks();
  await expect(offerOf(phone, request)).toBeVisible();
  await phone.context().setOffline(true);
  await expect(phone.getByText(/^Mất mạng\. Đang hiện phiếu lúc/).first()).toBeVisible();
  await expect(offerOf(phone, request)).toBeVisible();
  expect(await flawsOf(phone)).toEqual([]);
  await acceptOn(phone).click();
  await expect(phone.getByRole('alert').filter({ hasText: 'Mất mạng' })).toBeVisible();
  const second = await asks({ mode: 'CALL_ME', phone: '+84912345678' });
  await phone.context().setOffline(false);
  await expect(phone.getByText(second.ticket)).toBeVisible();
  await expect(phone.locator('.network-strip')).toBeEmpty();
});

test('the app can be put on the home screen, opens without a network, and keeps no answer of the service', async ({ volunteer, system }) => {
  const phone = await (await volunteer(0)).openPhone();
  const manifestAt = await phone.locator('link[rel=manifest]').getAttribute('href');
  const manifest = (await (await fetch(`${system.origin}${manifestAt ?? ''}`)).json()) as { scope: string; display: string; lang: string; icons: { src: string; sizes: string; purpose: string }[] };
  expect(manifest).toMatchObject({ scope: '/phone/', display: 'standalone', lang: 'vi' });
  expect(manifest.icons.map(({ purpose }) => purpose)).toContain('maskable');
  for (const { src, sizes } of manifest.icons) {
    const icon = Buffer.from(await (await fetch(`${system.origin}${src}`)).arrayBuffer());
    // A PNG says its width and height in bytes 16 to 23.
    expect(`${icon.readUInt32BE(16)}x${icon.readUInt32BE(20)}`).toBe(sizes);
  }
  await phone.evaluate(() => navigator.serviceWorker.ready.then(({ active }) => active?.state));
  await phone.reload();
  await expect(phone.getByRole('link', { name: /đăng xuất/ })).toBeVisible();
  const request = await asks();
  await expect(offerOf(phone, request)).toBeVisible();
  await phone.context().setOffline(true);
  // Opened again without a network: it says so at once, with what it knew.
  await phone.reload();
  await expect(phone.getByText(/^Mất mạng\. Đang hiện phiếu lúc/).first()).toBeVisible();
  await expect(offerOf(phone, request)).toBeVisible();
  expect(await flawsOf(phone)).toEqual([]);
  // In a tab of its own it knows nothing, and does not say that it opens.
  const other = await phone.context().newPage();
  await other.goto('/phone/');
  await expect(other.getByRole('heading', { name: 'Mất mạng. Chưa xem được phiếu.' })).toBeVisible();
  expect(await flawsOf(other)).toEqual([]);
  await other.close();
  const cached = await phone.evaluate(async () => (await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)))).flat());
  expect(cached).toContain('/phone/index.html');
  expect(cached.filter((path) => !/^\/(?:phone|assets)\//.test(path))).toEqual([]);
  await phone.context().setOffline(false);
  await expect(phone.getByRole('link', { name: /đăng xuất/ })).toBeVisible();
});

test('who speaks English, or needs letters twice as large, finds the same button', async ({ volunteer }) => {
  const phone = await (await volunteer(0)).openPhone();
  await phone.getByRole('link', { name: /đăng xuất/ }).click();
  await phone.getByRole('button', { name: 'English' }).click();
  await phone.getByRole('button', { name: 'Back' }).click();
  await expect(phone.locator('html')).toHaveAttribute('lang', 'en');
  const request = await asks();
  await expect(offerOf(phone, request)).toBeVisible();
  await expectInSight(phone.getByRole('button', { name: 'I’ll take it' }));
  expect(await flawsOf(phone)).toEqual([]);
  await phone.evaluate(() => {
    document.documentElement.style.fontSize = '200%';
  });
  await phone.getByRole('button', { name: 'I’ll take it' }).scrollIntoViewIfNeeded();
  expect(await flawsOf(phone)).toEqual([]);
});
