import { expect, type Page } from '@playwright/test';

/** The smallest phone that we promise. */
export const PHONE_SCREEN = { width: 360, height: 640 };

/** Signs a phone in as a member does: opens the invitation, enters the team, looks at its queue. */
export const joinTeam = async (page: Page, invitation: string): Promise<void> => {
  await page.goto(invitation);
  await page.getByRole('button', { name: 'Vào tổ' }).click();
  await page.getByRole('button', { name: 'Xem phiếu của tổ' }).click();
  await expect(page.getByRole('link', { name: /đăng xuất/ })).toBeVisible();
};
