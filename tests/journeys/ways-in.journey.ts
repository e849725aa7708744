import type { BrowserContext, Page } from '@playwright/test';
import { signInAtDesk } from '../support/desk.ts';
import { expect, test as journey } from '../support/journey.ts';
import { expectInSight, flawsOf, tabTo, watchForTrouble } from '../support/neighbourhood.ts';
import { PHONE_SCREEN } from '../support/phone.ts';
import { startSystem, type RunningSystem } from '../support/running-system.ts';

/** By its name and not its number, since a passkey is made for a name. */
const test = journey.extend<object, { system: RunningSystem }>({
  system: [
    async ({}, use) => {
      const system = await startSystem({ flags: ['--host', 'localhost'] });
      try {
        await use(system);
      } finally {
        await system.stop();
      }
    },
    { scope: 'worker', timeout: 180_000 },
  ],
});

/** A phone with a screen lock, whose owner puts a finger on it whenever it asks. */
const giveAuthenticator = async (page: Page): Promise<void> => {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
};

/** A network on which the service hears the phone that joins, and the phone never hears the service. */
const loseAnswersWhile = async (page: Page, act: () => Promise<void>): Promise<void> => {
  const isJoining = (body: string | null): boolean => body?.includes('acceptInvitation') === true;
  await page.route('**/graphql', async (route) => {
    if (!isJoining(route.request().postData())) return route.continue();
    await route.fetch();
    // What the answer set was lost with it.
    await page.context().clearCookies();
    return route.abort('connectionreset');
  });
  await act();
  // The phone tries again by itself: what is still on its way is lost too, and not what comes after it.
  await page.unrouteAll({ behavior: 'wait' });
};

/** A lead invites the first of her team, and has the link from her own screen. */
const inviteOnScreen = async (lead: Page): Promise<string> => {
  await lead.getByRole('button', { name: /^Mời vào/ }).first().click();
  await lead.getByRole('button', { name: 'Chép đường dẫn' }).click();
  await expect(lead.getByText('Đã chép. Chỉ gửi cho đúng người.')).toBeVisible();
  const link = await lead.evaluate(() => navigator.clipboard.readText());
  await lead.getByRole('button', { name: 'Xong' }).click();
  return link;
};

/** The browser's letters at twice their size, at the narrowest screen of WCAG 1.4.10: nothing is cut, and nothing lies over it. */
const readInLargeLetters = async (page: Page): Promise<void> => {
  const devtools = await page.context().newCDPSession(page);
  await page.setViewportSize({ ...PHONE_SCREEN, width: 320 });
  await devtools.send('Page.setFontSizes', { fontSizes: { standard: 32 } });
  await expect(page.locator('html')).toHaveCSS('font-size', '32px');
  expect(await flawsOf(page)).toEqual([]);
  await expect(page.locator('.foot')).toHaveCSS('position', 'static');
  await devtools.send('Page.setFontSizes', { fontSizes: { standard: 16 } });
  await page.setViewportSize(PHONE_SCREEN);
};

const linkOf = (system: RunningSystem, at: number): string => system.invitations[at]?.link ?? '';

test('a lead invites a member on her screen; the member joins, adds a passkey, and is signed out at once when the phone is lost', async ({ browser, system }) => {
  test.slow();
  const contexts: BrowserContext[] = [];
  const newPhone = async (): Promise<Page> => {
    const context = await browser.newContext({ viewport: PHONE_SCREEN, locale: 'vi-VN', baseURL: system.origin, permissions: ['clipboard-read', 'clipboard-write'] });
    contexts.push(context);
    const page = await context.newPage();
    await giveAuthenticator(page);
    return page;
  };
  const lead = await newPhone();
  const troubles = watchForTrouble(lead);
  await lead.goto(linkOf(system, 0));
  await lead.getByRole('button', { name: 'Vào tổ' }).click();
  await expect(lead.getByRole('heading', { name: 'Thêm khoá để lần sau vào lại dễ' })).toBeVisible();
  await expectInSight(lead.getByRole('button', { name: 'Thêm khoá' }));
  expect(await flawsOf(lead)).toEqual([]);
  await lead.getByRole('button', { name: 'Thêm khoá' }).click();
  await expect(lead.getByText('Đã thêm khoá.')).toBeVisible();
  expect(await flawsOf(lead)).toEqual([]);
  await lead.getByRole('button', { name: 'Xem phiếu của tổ' }).click();

  // She invites a member of her team.
  await lead.getByRole('link', { name: /đăng xuất/ }).click();
  await lead.getByRole('button', { name: 'Người trong tổ' }).click();
  await expect(lead.getByRole('heading', { name: 'Người trong tổ' })).toBeVisible();
  expect(await flawsOf(lead)).toEqual([]);
  await tabTo(lead, lead.getByRole('button', { name: /^Mời vào/ }).first());
  await lead.keyboard.press('Enter');
  await expect(lead.getByRole('img', { name: /^Mã vào tổ của/ })).toBeVisible();
  await expectInSight(lead.getByRole('button', { name: /đường dẫn/ }));
  expect(await flawsOf(lead)).toEqual([]);
  await lead.getByRole('button', { name: 'Chép đường dẫn' }).click();
  await expect(lead.getByText('Đã chép. Chỉ gửi cho đúng người.')).toBeVisible();
  const link = await lead.evaluate(() => navigator.clipboard.readText());
  expect(link).toMatch(/\/phone\/#invite=[\w-]{43}$/);
  await lead.getByRole('button', { name: 'Xong' }).click();
  await expect(lead.getByRole('heading', { name: 'Lời mời chưa ai dùng' })).toBeVisible();
  expect(await flawsOf(lead)).toEqual([]);

  // The member joins, adds a passkey, signs out, and is in again with it.
  const member = await newPhone();
  await loseAnswersWhile(member, async () => {
    await member.goto(link);
    await member.getByRole('button', { name: 'Vào tổ' }).click();
    await expect(member.getByRole('alert')).toBeVisible();
  });
  // The link was used up, but by this phone: opened again it lets her in.
  await member.goto('about:blank');
  await member.goto(link);
  await member.getByRole('button', { name: 'Vào tổ' }).click();
  await member.getByRole('button', { name: 'Thêm khoá' }).click();
  await expect(member.getByText('Đã thêm khoá.')).toBeVisible();
  await member.getByRole('button', { name: 'Xem phiếu của tổ' }).click();
  await member.getByRole('link', { name: /đăng xuất/ }).click();
  await member.getByRole('button', { name: 'Khoá và máy của tôi' }).click();
  await expect(member.getByText(/^Khoá thêm lúc/)).toBeVisible();
  expect(await flawsOf(member)).toEqual([]);
  await member.getByLabel('Mã PIN mới, 6 chữ số').fill('427910');
  await member.keyboard.press('Enter');
  await expect(member.getByText('Đã đặt mã PIN.').last()).toBeVisible();
  await member.getByRole('button', { name: 'Quay lại' }).click();
  await member.getByRole('button', { name: /Đăng xuất/ }).click();
  await member.getByRole('dialog').getByRole('button', { name: /Đăng xuất/ }).click();
  await expectInSight(member.getByRole('button', { name: 'Vào bằng khoá của máy' }));
  expect(await flawsOf(member)).toEqual([]);
  await member.getByRole('button', { name: 'Vào bằng khoá của máy' }).click();
  await expect(member.getByRole('heading', { name: 'Chưa ai cần giúp' })).toBeVisible();

  // A second link lets in only whoever knows her PIN, and her own phone tells her of it.
  const other = await newPhone();
  await other.goto(await inviteOnScreen(lead));
  await other.getByRole('button', { name: 'Vào tổ' }).click();
  await expect(other.getByRole('heading', { name: 'Đúng là bạn chứ?' })).toBeVisible();
  const pin = other.getByLabel('Mã PIN của bạn, 6 chữ số');
  await pin.fill('427911');
  await other.getByRole('button', { name: 'Vào tổ' }).click();
  await expect(other.getByText('Mã PIN chưa đúng.')).toBeVisible();
  await expectInSight(pin);
  await expectInSight(other.getByRole('button', { name: 'Vào tổ' }));
  expect(await flawsOf(other)).toEqual([]);
  await readInLargeLetters(other);
  await pin.fill('427910');
  await other.keyboard.press('Enter');
  await expect(other.getByRole('heading', { name: 'Thêm khoá để lần sau vào lại dễ' })).toBeVisible();
  // Her phone is a day ahead, as a phone is whose battery was empty: what it says is right all the same.
  await member.clock.setSystemTime(Date.now() + 86_400_000);
  await member.reload();
  const note = member.getByRole('status').filter({ hasText: 'Một máy khác vừa vào bằng tên bạn' });
  await expect(note).toContainText(/Lúc \d+ giờ(?: \d+)?\. /);
  await expectInSight(note.getByRole('link', { name: 'Xem các máy' }));
  expect(await flawsOf(member)).toEqual([]);
  await note.getByRole('link', { name: 'Xem các máy' }).click();
  await expect(member.getByRole('button', { name: 'Đăng xuất máy đó' })).toHaveCount(1);
  await member.getByRole('button', { name: 'Quay lại' }).click();
  await note.getByRole('button', { name: 'Là tôi' }).click();
  await expect(note).toHaveCount(0);

  // That phone is lost: the lead signs it out, and its screen goes at once, without anybody touching it.
  await lead.getByRole('button', { name: /^Mất máy/ }).first().click();
  expect(await flawsOf(lead)).toEqual([]);
  await lead.getByRole('button', { name: 'Đăng xuất hết' }).click();
  await expect(lead.getByText(/đã đăng xuất khỏi mọi máy/).last()).toBeVisible();
  await expect(member.getByText('Mất lời mời?')).toBeVisible();
  await member.getByRole('button', { name: 'Vào bằng khoá của máy' }).click();
  await expect(member.getByText('Trạm không nhận khoá này.')).toBeVisible();
  expect(await flawsOf(member)).toEqual([]);
  expect(troubles()).toEqual([]);
  for (const context of contexts) await context.close();
});

test('a team’s shared phone asks who holds it, lets a member in by their PIN, and is handed back', async ({ browser, system }) => {
  test.slow();
  const newContext = () => browser.newContext({ viewport: PHONE_SCREEN, locale: 'vi-VN', baseURL: system.origin, permissions: ['clipboard-read', 'clipboard-write'] });
  const [own, shared] = await Promise.all([newContext(), newContext()]);
  const [lead, phone] = await Promise.all([own.newPage(), shared.newPage()]);
  const troubles = watchForTrouble(phone);
  await lead.goto(linkOf(system, 2));
  await lead.getByRole('button', { name: 'Vào tổ' }).click();
  await lead.getByRole('button', { name: 'Xem phiếu của tổ' }).click();

  // She sets a PIN on her own phone, and the shared phone up from it.
  await lead.getByRole('link', { name: /đăng xuất/ }).click();
  await lead.getByRole('button', { name: 'Khoá và máy của tôi' }).click();
  await lead.getByLabel('Mã PIN mới, 6 chữ số').fill('123456');
  await lead.getByRole('button', { name: 'Đặt mã PIN' }).click();
  await expect(lead.getByText('Mã PIN gồm 6 chữ số.')).toBeVisible();
  await lead.getByLabel('Mã PIN mới, 6 chữ số').fill('427910');
  await lead.keyboard.press('Enter');
  await expect(lead.getByText('Đã đặt mã PIN.').last()).toBeVisible();
  expect(await flawsOf(lead)).toEqual([]);
  await lead.getByRole('button', { name: 'Quay lại' }).click();
  await lead.getByRole('button', { name: 'Người trong tổ' }).click();
  await lead.getByRole('button', { name: 'Thêm máy chung của tổ' }).click();
  await lead.getByRole('button', { name: 'Chép đường dẫn' }).click();
  await expect(lead.getByText('Đã chép. Chỉ gửi cho đúng người.')).toBeVisible();
  const link = await lead.evaluate(() => navigator.clipboard.readText());

  // The shared phone is nobody's until somebody says that it is them.
  await phone.goto(link);
  await phone.getByRole('button', { name: 'Vào tổ' }).click();
  await expect(phone.getByRole('heading', { name: 'Ai đang cầm máy?' })).toBeVisible();
  expect(await flawsOf(phone)).toEqual([]);
  const me = system.invitations[2]?.memberName ?? '';
  await phone.getByRole('button', { name: me }).click();
  await phone.getByLabel('Mã PIN của bạn, 6 chữ số').fill('427911');
  await phone.getByRole('button', { name: 'Tôi đây' }).click();
  await expect(phone.getByText('Mã PIN chưa đúng.')).toBeVisible();
  expect(await flawsOf(phone)).toEqual([]);
  await phone.getByLabel('Mã PIN của bạn, 6 chữ số').fill('427910');
  await phone.keyboard.press('Enter');
  await expect(phone.getByRole('heading', { name: 'Chưa ai cần giúp' })).toBeVisible();
  await phone.getByRole('link', { name: /đăng xuất/ }).click();
  await expect(phone.getByRole('heading', { name: me })).toBeVisible();
  expect(await flawsOf(phone)).toEqual([]);
  await phone.getByRole('button', { name: 'Trả máy cho tổ' }).click();
  await expect(phone.getByRole('heading', { name: 'Ai đang cầm máy?' })).toBeVisible();

  // Somebody without a phone of their own opens their link on it, and chooses a PIN.
  await lead.getByRole('button', { name: 'Xong' }).click();
  const theirs = await inviteOnScreen(lead);
  await phone.goto('about:blank');
  await phone.goto(theirs);
  await phone.getByRole('button', { name: 'Vào tổ' }).click();
  await expect(phone.getByRole('heading', { name: 'Chọn mã PIN của bạn' })).toBeVisible();
  await expectInSight(phone.getByLabel('Mã PIN mới, 6 chữ số'));
  await expectInSight(phone.getByRole('button', { name: 'Vào tổ' }));
  expect(await flawsOf(phone)).toEqual([]);
  await phone.getByLabel('Mã PIN mới, 6 chữ số').fill('314926');
  await phone.keyboard.press('Enter');
  await phone.getByRole('link', { name: /đăng xuất/ }).click();
  await phone.getByRole('button', { name: 'Trả máy cho tổ' }).click();
  await expect(phone.getByRole('heading', { name: 'Ai đang cầm máy?' })).toBeVisible();

  // It is lost: she signs it out on her own phone, and it is no phone of the team any more.
  const takeAway = lead.getByRole('button', { name: /^Mất máy\s*: Máy chung của tổ$/ });
  await tabTo(lead, takeAway);
  await lead.keyboard.press('Enter');
  await expect(lead.getByRole('heading', { name: 'Mất máy chung của tổ?' })).toBeVisible();
  expect(await flawsOf(lead)).toEqual([]);
  await lead.getByRole('button', { name: 'Đăng xuất máy chung' }).click();
  await expect(lead.getByText('Máy chung đã đăng xuất.').last()).toBeVisible();
  await expect(takeAway).toHaveCount(0);
  expect(await flawsOf(lead)).toEqual([]);
  await phone.reload();
  await expect(phone.getByText('Mất lời mời?')).toBeVisible();
  expect(troubles()).toEqual([]);
  await Promise.all([own.close(), shared.close()]);
});

test('an official signs out of the console and of their issuer, and is a stranger to both', async ({ browser, system }) => {
  const context = await browser.newContext({ locale: 'vi-VN', baseURL: system.origin });
  const page = await context.newPage();
  const troubles = watchForTrouble(page);
  await signInAtDesk(page, 'xã');
  await page.locator('summary').filter({ hasText: 'Cán bộ xã' }).click();
  await page.getByRole('button', { name: 'Đăng xuất' }).click();
  await expect(page.getByRole('heading', { name: 'Thoát luôn khỏi nơi cấp tài khoản?' })).toBeVisible();
  expect(await flawsOf(page)).toEqual([]);
  await page.getByRole('button', { name: 'Thoát' }).click();
  await expect(page.getByRole('heading', { name: 'Vào việc của xã, phường' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Vào việc của xã, phường' })).toBeVisible();
  expect(troubles()).toEqual([]);
  await context.close();
});
