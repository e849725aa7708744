import type { Page } from '@playwright/test';
import { expect, expectInSight, flawsOf, test, watchForTrouble } from '../support/neighbourhood.ts';
import { PHONE_SCREEN } from '../support/phone.ts';
import { fileRequest } from '../support/resident.ts';

const acceptOn = (page: Page) => page.getByRole('button', { name: 'Tôi nhận' });

test('a member who reaches nobody waits for the resident, who reads so on their page; and goes on', async ({ volunteer, system, browser }) => {
  test.slow();
  const phone = await (await volunteer(0)).openPhone();
  const troubles = watchForTrouble(phone);
  const request = await fileRequest(system.origin, { mode: 'CALL_ME', topic: 'vneid-level-2', phone: '+84912345678' });
  await acceptOn(phone).click();
  await expectInSight(phone.getByRole('link', { name: 'Chờ bà con' }));
  await phone.getByRole('link', { name: 'Chờ bà con' }).click();
  await expect(phone.getByRole('heading', { name: 'Chờ bà con việc gì?' })).toBeVisible();
  expect(await flawsOf(phone)).toEqual([]);
  await phone.getByRole('button', { name: 'Chờ bà con' }).click();
  await expect(phone.getByRole('alert').filter({ hasText: 'Chọn một lý do' })).toBeVisible();
  await phone.getByRole('radio', { name: 'Gọi mà bà con chưa nghe máy' }).check();
  await expectInSight(phone.getByRole('button', { name: 'Chờ bà con' }));
  await phone.getByRole('button', { name: 'Chờ bà con' }).click();
  await expect(phone.getByText(`Phiếu ${request.ticket} đang chờ bà con.`)).toBeVisible();
  expect(await flawsOf(phone)).toEqual([]);

  const resident = await (await browser.newContext({ viewport: PHONE_SCREEN, locale: 'vi-VN' })).newPage();
  await resident.goto(system.origin + request.link);
  await expect(resident.getByText('Tổ gọi mà chưa gặp được mình.')).toBeVisible();
  expect(await flawsOf(resident)).toEqual([]);
  await resident.context().close();

  await phone.getByRole('link', { name: new RegExp(request.ticket, 'u') }).click();
  // It stands in the note, and in the history once that is there.
  await expect(phone.getByText('Gọi mà bà con chưa nghe máy').first()).toBeVisible();
  expect(await flawsOf(phone)).toEqual([]);
  await phone.getByRole('button', { name: 'Làm tiếp' }).click();
  await expect(phone.getByRole('link', { name: 'Chờ bà con' })).toBeVisible();
  await phone.getByText('Đã qua những gì').click();
  await expect(phone.getByRole('listitem').filter({ hasText: 'Làm tiếp' })).toBeVisible();
  expect(troubles()).toEqual([]);
  await request.cancel();
});
