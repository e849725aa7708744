import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, devices, type Browser, type Page } from '@playwright/test';
import { browserOnThisMachine, isProgram } from '../infra/local/browser.ts';
import { projectRoot } from '../infra/local/places.ts';
import { signInAtDesk } from './support/desk.ts';
import { joinTeam } from './support/phone.ts';
import { startSystem, type RunningSystem } from './support/running-system.ts';

/** `npm run pictures`: the README's pictures, taken from a running system with demonstration data. */
const folder = join(projectRoot, 'docs', 'pictures');

/** A kiosk at half its size, a phone at its own. */
const KIOSK = { viewport: { width: 1080, height: 1920 }, deviceScaleFactor: 0.5 } as const;
const PHONE = { ...devices['Galaxy S9+'], viewport: { width: 360, height: 800 }, deviceScaleFactor: 1 };

/** As the design draws it. */
const DESK = { viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1 } as const;

const pageOf = async (browser: Browser, system: RunningSystem, screen: typeof KIOSK | typeof PHONE | typeof DESK): Promise<Page> => {
  const context = await browser.newContext({
    ...screen,
    baseURL: system.origin,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    reducedMotion: 'reduce',
  });
  return context.newPage();
};

const take = async (page: Page, name: string): Promise<void> => {
  await page.evaluate('document.fonts.ready');
  await page.screenshot({ path: join(folder, `${name}.png`) });
  console.log(`docs/pictures/${name}.png`);
};

const press = (page: Page, name: string | RegExp): Promise<void> => page.getByRole('button', { name }).first().click();

/** The status page's address, read off what the kiosk sends. */
const statusLinkOf = (page: Page, system: RunningSystem): Promise<string> =>
  new Promise((resolve) => {
    page.on('request', (request) => {
      const body = request.postData();
      if (body === null || !body.includes('requestHelp')) return;
      const { input } = (JSON.parse(body) as { variables: { input: { id: string; trackingSecret: string } } }).variables;
      resolve(`${system.origin}/status/#${input.id}.${input.trackingSecret}`);
    });
  });

const takeKiosk = async (kiosk: Page, system: RunningSystem): Promise<string> => {
  const link = statusLinkOf(kiosk, system);
  await kiosk.clock.install();
  await kiosk.goto('/kiosk/?kiosk=demo-walking-street');
  await kiosk.getByRole('button', { name: 'Chạm để bắt đầu' }).waitFor();
  await take(kiosk, 'kiosk-attract');
  await press(kiosk, 'Chạm để bắt đầu');
  await take(kiosk, 'kiosk-topic');
  await press(kiosk, /Dịch vụ công trực tuyến/);
  await take(kiosk, 'kiosk-want');
  await press(kiosk, /Gọi cho tôi/);
  await kiosk.keyboard.type('0900000427');
  await kiosk.getByRole('checkbox').click();
  await take(kiosk, 'kiosk-contact');
  await press(kiosk, 'Quay lại');
  await press(kiosk, /Hẹn giờ/);
  await kiosk.getByRole('heading', { name: 'Hẹn ngày nào, giờ nào?' }).waitFor();
  await take(kiosk, 'kiosk-appointment');
  await press(kiosk, 'Quay lại');
  await press(kiosk, /Giúp ngay ở đây/);
  await kiosk.getByRole('heading', { name: 'Đúng ý chưa?' }).waitFor();
  await take(kiosk, 'kiosk-confirm');
  await press(kiosk, 'Gửi tới tổ');
  await kiosk.getByText(/^B-\d{4}$/).first().waitFor();
  await take(kiosk, 'kiosk-ticket');
  await kiosk.clock.fastForward(LONGER_THAN_A_TICKET_WAITS);
  await kiosk.getByRole('button', { name: 'Tôi còn ở đây' }).waitFor();
  await take(kiosk, 'kiosk-idle');
  return link;
};

/** Milliseconds. The kiosk asks whether anybody is there after 90 s on the ticket. */
const LONGER_THAN_A_TICKET_WAITS = 95_000;

const takeWork = async (phone: Page, status: Page, link: string): Promise<void> => {
  await phone.getByRole('button', { name: 'Tôi nhận' }).waitFor();
  await take(phone, 'phone-offer');
  await status.goto(link);
  await status.getByRole('heading', { name: 'Đang tìm người gần nhất' }).waitFor();
  await take(status, 'status-waiting');
  await press(phone, 'Tôi nhận');
  await phone.getByRole('button', { name: 'Đã gặp, bắt đầu' }).waitFor();
  await take(phone, 'phone-accepted');
  await status.getByRole('heading', { name: /đang tới$/ }).waitFor();
  await take(status, 'status-coming');
  await phone.getByText('Xem cách làm').click();
  await phone.getByRole('heading', { level: 2 }).first().waitFor();
  await take(phone, 'phone-guide');
  await phone.goBack();
  await press(phone, 'Đã gặp, bắt đầu');
  await press(phone, 'Xong việc, ghi kết quả');
  await phone.getByRole('radio', { name: /Xong, tự làm được/ }).click();
  await take(phone, 'phone-outcome');
  await press(phone, 'Đóng phiếu');
  await status.getByRole('heading', { name: 'Việc xong chưa?' }).waitFor();
  await take(status, 'status-done');
  await press(status, /Xong rồi/);
  await status.getByRole('heading', { name: 'Cảm ơn bà con!' }).waitFor();
  await take(status, 'status-thanks');
};

/** A map is whole once the shapes, the plates and their letters are in the picture. */
const mapIsDrawn = (page: Page): Promise<unknown> => page.waitForSelector('[data-drawn]');

const takeConsole = async (desk: Page): Promise<void> => {
  await signInAtDesk(desk, 'xã');
  await mapIsDrawn(desk);
  await take(desk, 'console-commune');
  await desk.getByRole('table').getByRole('link').first().click();
  await desk.getByRole('heading', { name: 'Người trong tổ', level: 2 }).waitFor();
  await mapIsDrawn(desk);
  await take(desk, 'console-team');
  await desk.goto('/console/country');
  await desk.getByRole('row', { name: /Lào Cai/ }).waitFor();
  await mapIsDrawn(desk);
  await take(desk, 'console-country');
};

const takePictures = async (browser: Browser, system: RunningSystem): Promise<void> => {
  const [invitation] = system.invitations;
  if (invitation === undefined) throw new Error('The demonstration printed no invitation.');
  await mkdir(folder, { recursive: true });
  await takeConsole(await pageOf(browser, system, DESK));
  const phone = await pageOf(browser, system, PHONE);
  await joinTeam(phone, invitation.link);
  await phone.getByText('Chưa ai cần giúp').waitFor();
  await take(phone, 'phone-queue');
  const link = await takeKiosk(await pageOf(browser, system, KIOSK), system);
  await takeWork(phone, await pageOf(browser, system, PHONE), link);
};

const system = await startSystem();
try {
  // Undefined: Playwright's own download.
  const executablePath = browserOnThisMachine({ environment: process.env, isProgram });
  const browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: ['--disable-background-networking', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
  try {
    await takePictures(browser, system);
  } finally {
    await browser.close();
  }
} finally {
  await system.stop();
}
