import type { Page } from '@playwright/test';

/** The desks that the design promises, and the narrowest screen on which the console stays usable. */
export const DESK_SCREENS = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
  { width: 360, height: 740 },
] as const;

/** Whom the demonstration's issuer knows; see infra/local/issuer-accounts.ts. */
export type OfficeOf = 'xã' | 'tỉnh' | 'trung ương';

/** Signs an official in as they do: from the console to their issuer, and back. */
export const signInAtDesk = async (page: Page, office: OfficeOf): Promise<void> => {
  await page.goto('/console/');
  await page.getByRole('link', { name: 'Đăng nhập' }).click();
  await page.getByRole('button', { name: new RegExp(`Cán bộ ${office}`) }).click();
  await page.waitForURL(/\/console\//);
};
