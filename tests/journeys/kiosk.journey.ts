import type { Page } from '@playwright/test';
import { expect, test } from '../support/journey.ts';
import { asksOf, chooseSkill, flawsOf, KIOSK_SIZES, layoutFlawsOf, openKiosk, pressByKeyboard, watchForTrouble } from '../support/kiosk-screens.ts';

const NUMBER = '0900000427';
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();

const typeNumberAndAgree = async (page: Page): Promise<void> => {
  await page.keyboard.type(NUMBER);
  await page.getByRole('checkbox').click();
};

let troubles: () => readonly string[];
test.beforeEach(({ page }) => {
  troubles = watchForTrouble(page);
});
test.afterEach(() => {
  expect(troubles()).toEqual([]);
});

for (const [name, viewport] of Object.entries(KIOSK_SIZES)) {
  test(`every screen can be read, reached and heard: ${name}`, async ({ page }) => {
    test.setTimeout(150_000);
    await page.setViewportSize(viewport);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.clock.install();
    const isWell = async (screen: string): Promise<void> => expect(await flawsOf(page), screen).toEqual([]);

    await openKiosk(page);
    await isWell('attract');
    await press(page, 'Chạm để bắt đầu');
    await expect(heading(page, 'Cần giúp việc gì?')).toBeFocused();
    await isWell('topic');
    await press(page, 'Gọi người ngay');
    await expect(page.getByRole('dialog', { name: 'Gọi người ngay' })).toBeVisible();
    await isWell('call a person');
    await press(page, 'Đóng lại');
    await press(page, /Dịch vụ công trực tuyến/);
    await expect(heading(page, 'Muốn được giúp thế nào?')).toBeFocused();
    await isWell('want');
    await press(page, /Hẹn giờ/);
    await page.getByRole('group', { name: /Sáng|Chiều|Tối/ }).first().getByRole('button').first().click();
    await isWell('appointment');
    await press(page, /^Hẹn .*giờ/);
    await expect(heading(page, 'Số điện thoại để tổ gọi')).toBeFocused();
    await typeNumberAndAgree(page);
    await isWell('contact');
    await press(page, 'Tiếp tục');
    await expect(heading(page, 'Đúng ý chưa?')).toBeFocused();
    await isWell('confirm');
    await press(page, 'Gửi tới tổ');
    await expect(page.getByText(/^B-\d{4}$/).first()).toBeVisible();
    await isWell('ticket');
    await page.clock.fastForward('01:35');
    await expect(heading(page, /Còn ai ở/)).toBeVisible();
    await isWell('idle');
    await press(page, 'Xoá và kết thúc');

    await chooseSkill(page, /An toàn trên mạng/);
    await press(page, /Giúp ngay ở đây/);
    await page.route('**/graphql', (route) => route.abort('internetdisconnected'));
    await press(page, 'Gửi tới tổ');
    await expect(heading(page, /Đang gửi/)).toBeVisible();
    await isWell('sending');
    await page.clock.fastForward('00:02');
    await expect(heading(page, /Mất mạng/)).toBeVisible();
    await isWell('unsent');
    await page.unrouteAll();
    await page.goto('/kiosk/?kiosk=nobody-knows-it');
    await expect(heading(page, 'Chưa biết trạm này')).toBeVisible();
    await isWell('unknown kiosk');
  });
}

test('English, high contrast, largest letters and lowered: each screen to the ticket stays whole', async ({ page }) => {
  test.setTimeout(120_000);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const viewport of Object.values(KIOSK_SIZES)) {
    await page.setViewportSize(viewport);
    await openKiosk(page);
    await page.getByRole('button', { name: 'English' }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await press(page, 'Touch to begin');
    await press(page, 'Contrast');
    await press(page, 'Lower');
    expect(await flawsOf(page), 'topic, lowered, high contrast').toEqual([]);
    await press(page, 'Raise');
    await press(page, /Text size/);
    await press(page, /Text size/);
    expect(await layoutFlawsOf(page), 'topic, largest').toEqual([]);
    await press(page, /Online public services/);
    expect(await layoutFlawsOf(page), 'want, largest').toEqual([]);
    await press(page, /Help me here, now/);
    await expect(page.getByRole('button', { name: 'Send to the team' })).toBeInViewport({ ratio: 1 });
    await press(page, 'Send to the team');
    await expect(page.getByRole('button', { name: 'Done' })).toBeInViewport({ ratio: 1 });
    await press(page, 'Done');
  }
});

test('somebody in a wheelchair finds everything that can be touched in the lower part', async ({ page }) => {
  await page.setViewportSize(KIOSK_SIZES.upright);
  await openKiosk(page);
  await press(page, 'Chạm để bắt đầu');
  await press(page, 'Hạ thấp');
  for (const choice of [/Dịch vụ công trực tuyến/, /Gọi cho tôi/]) {
    for (const button of await page.getByRole('button').all()) expect((await button.boundingBox())?.y, (await button.textContent()) ?? '').toBeGreaterThan(640);
    await press(page, choice);
  }
  for (const button of await page.getByRole('button').all()) expect((await button.boundingBox())?.y).toBeGreaterThan(640);
});

test('somebody without a pointer gets a ticket by keyboard alone, and sees where the focus is', async ({ page }) => {
  await page.setViewportSize(KIOSK_SIZES.landscape);
  await openKiosk(page);
  for (const name of [/^Chạm để bắt đầu/, /Thanh toán trực tuyến/, /Gọi cho tôi/]) await pressByKeyboard(page, name);
  await page.keyboard.type('0900000428');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('7');
  await expect(page.getByText('0900 000 427')).toBeVisible();
  for (const name of [/Tôi đồng ý/, /^Tiếp tục/, /^Gửi tới tổ/]) await pressByKeyboard(page, name);
  await expect(page.getByText(/^B-\d{4}$/).first()).toBeVisible();
  await pressByKeyboard(page, /^Xong$/);
  await expect(heading(page, /Vướng việc/)).toBeVisible();
});

test('a phone number leaves the kiosk sealed, and the ticket says when the team calls', async ({ page }) => {
  const { bodies, inputs } = asksOf(page);
  await page.setViewportSize(KIOSK_SIZES.upright);
  await openKiosk(page);
  await chooseSkill(page, /Thanh toán trực tuyến/);
  await press(page, /Gọi cho tôi/);
  await expect(page.getByRole('button', { name: 'Bấm đủ 10 số di động.' })).toBeDisabled();
  for (const digit of NUMBER) await page.getByRole('button', { name: digit, exact: true }).click();
  await expect(page.getByRole('button', { name: /ô đồng ý/ })).toBeDisabled();
  await page.getByRole('checkbox').click();
  await press(page, 'Tiếp tục');
  await expect(page.getByText('Đã khoá kín.')).toBeVisible();
  await expect(page.locator('body')).not.toContainText('0900');
  await press(page, 'Gửi tới tổ');
  await expect(page.getByText('Tổ gọi lại trước').first()).toBeVisible();
  expect(inputs()[0]?.contact?.jwe.split('.')).toHaveLength(5);
  expect(bodies.join('')).not.toMatch(/900 ?000 ?427/u);
});

test('a new consent text is read and agreed to before anything is sent', async ({ page }) => {
  await openKiosk(page);
  await chooseSkill(page, /Thanh toán trực tuyến/);
  await press(page, /Gọi cho tôi/);
  await typeNumberAndAgree(page);
  await press(page, 'Tiếp tục');
  // The kiosk was opened under an older text: what it sends says so, and the service itself answers.
  await page.route('**/graphql', async (route) => {
    await route.continue({ postData: (route.request().postData() ?? '').replace(/"consentVersion":"[^"]+"/u, '"consentVersion":"2020-01-01"') });
  });
  await press(page, 'Gửi tới tổ');
  await expect(heading(page, 'Lời đồng ý có bản mới')).toBeFocused();
  await page.unrouteAll();
  expect(await flawsOf(page)).toEqual([]);
  await expect(page.getByRole('button', { name: 'Đồng ý và gửi' })).toBeDisabled();
  await page.getByRole('checkbox').click();
  await press(page, 'Đồng ý và gửi');
  await expect(page.getByText(/^B-\d{4}$/).first()).toBeVisible();
});

test('an ask that meets no network is kept, and is one ask when the network is back', async ({ page, context }) => {
  await page.clock.install();
  const { inputs } = asksOf(page);
  await openKiosk(page);
  await chooseSkill(page, /An toàn trên mạng/);
  await press(page, /Giúp ngay ở đây/);
  await context.setOffline(true);
  await press(page, 'Gửi tới tổ');
  await page.clock.fastForward('00:02');
  await expect(heading(page, /Mất mạng/)).toBeVisible();
  await expect(page.getByText('Chỉ giữ khi màn hình này còn mở.')).toBeVisible();
  await expect(page.getByText(/^B-\d{4}$/)).toHaveCount(0);
  await context.setOffline(false);
  await page.clock.runFor('00:06');
  await expect(page.getByText(/^B-\d{4}$/).first()).toBeVisible();
  expect(inputs().length).toBeGreaterThan(1);
  expect(new Set(inputs().map(({ id, trackingSecret }) => `${id} ${trackingSecret}`)).size).toBe(1);
});

test('a kiosk that starts without a network is the kiosk, and an ask that waited is sent as one when the network is back', async ({ page, context }) => {
  const { inputs } = asksOf(page);
  await openKiosk(page);
  await page.evaluate(() => navigator.serviceWorker.ready.then(({ active }) => active?.state));
  await page.reload();
  await expect(page.getByRole('button', { name: 'Chạm để bắt đầu' })).toBeVisible();
  await context.setOffline(true);
  await page.reload();
  await chooseSkill(page, /An toàn trên mạng/);
  await press(page, /Giúp ngay ở đây/);
  await press(page, 'Gửi tới tổ');
  await expect(heading(page, /Mất mạng/)).toBeVisible();
  expect(await flawsOf(page)).toEqual([]);
  // Somebody presses "reload" while the resident waits.
  await page.reload();
  await expect(heading(page, /Mất mạng/)).toBeVisible();
  await context.setOffline(false);
  await press(page, 'Gửi lại');
  await expect(page.getByText(/^B-\d{4}$/).first()).toBeVisible();
  expect(new Set(inputs().map(({ id, trackingSecret }) => `${id} ${trackingSecret}`)).size).toBe(1);
  expect(await page.evaluate('JSON.stringify([localStorage, sessionStorage])')).toBe('[{},{}]');
  const kept = await page.evaluate(async () => (await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)))).flat());
  expect(kept.filter((path) => !/^\/(?:kiosk|assets)\//.test(path))).toEqual([]);
});

test('the next person finds nothing of the last one', async ({ page, context }) => {
  await page.clock.install();
  await openKiosk(page);
  const address = page.url();
  await chooseSkill(page, /Thanh toán trực tuyến/);
  await press(page, 'Tương phản');
  await press(page, /Cỡ chữ/);
  await page.getByRole('button', { name: 'English' }).click();
  await press(page, /Call me/);
  await page.keyboard.type(NUMBER);
  await expect(page.getByText('0900 000 427')).toBeVisible();

  // Typing is somebody being here.
  await page.clock.fastForward('00:50');
  await page.keyboard.press('Backspace');
  await page.clock.fastForward('00:50');
  await expect(page.locator('.idle-screen')).toHaveCount(0);
  await page.clock.fastForward('00:12');
  await expect(heading(page, 'Is anybody still here?')).toBeVisible();
  await press(page, 'I am still here');
  await expect(page.getByText('0900 000 42')).toBeVisible();

  await page.clock.fastForward('01:01');
  await expect(heading(page, 'Is anybody still here?')).toBeVisible();
  await page.clock.fastForward('00:21');
  await expect(heading(page, /Vướng việc/)).toBeVisible();
  const isClean = async (): Promise<void> => {
    expect(await page.content()).not.toMatch(/0900|900000/u);
    await expect(page.locator('html')).toHaveAttribute('lang', 'vi');
    await expect(page.locator('html[data-contrast]')).toHaveCount(0);
    await expect(page.locator('html')).toHaveAttribute('data-text-size', '1');
    expect(page.url()).toBe(address);
    expect(await page.evaluate('JSON.stringify([localStorage, sessionStorage, document.cookie, history.state])')).toBe('[{},{},"",null]');
    expect(await page.evaluate('indexedDB.databases().then((all) => all.length)')).toBe(0);
  };
  await isClean();
  await page.goBack();
  await expect(heading(page, /Vướng việc/)).toBeVisible();
  await isClean();
  expect((await context.cookies()).length).toBe(0);
});

test('a ticket, its code and its printed slip are gone after it was left', async ({ page }) => {
  await page.clock.install();
  const { inputs } = asksOf(page);
  await openKiosk(page);
  await chooseSkill(page, /An toàn trên mạng/);
  await press(page, /Giúp ngay ở đây/);
  await press(page, 'Gửi tới tổ');
  const ticket = (await page.getByText(/^B-\d{4}$/).first().textContent()) ?? '';
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.print-slip')).toContainText(ticket);
  await expect(page.locator('#app')).toBeHidden();
  await page.emulateMedia({ media: 'screen' });

  await page.clock.fastForward('01:20');
  await expect(page.locator('.idle-screen')).toHaveCount(0);
  await page.clock.fastForward('00:11');
  await expect(page.locator('.idle-screen')).toBeVisible();
  await page.clock.fastForward('00:21');
  await expect(heading(page, /Vướng việc/)).toBeVisible();
  expect(await page.content()).not.toContain(ticket);
  expect(await page.content()).not.toContain(inputs()[0]?.id);
  await expect(page.locator('.print-slip')).toHaveCount(0);
});

test('the browser’s own back leads one screen back, and never out of the kiosk', async ({ page }) => {
  await openKiosk(page);
  await chooseSkill(page, /An toàn trên mạng/);
  await expect(heading(page, 'Muốn được giúp thế nào?')).toBeVisible();
  await page.goBack();
  await expect(heading(page, 'Cần giúp việc gì?')).toBeVisible();
  await page.goBack();
  await expect(heading(page, /Vướng việc/)).toBeVisible();
  await page.goBack();
  await expect(heading(page, /Vướng việc/)).toBeVisible();
  await expect(page).toHaveURL(/\/kiosk\/\?kiosk=demo-walking-street$/);
});
