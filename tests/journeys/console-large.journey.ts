import { signInAtDesk } from '../support/desk.ts';
import { expect, test } from '../support/journey.ts';

const TEAMS = 5000;
test.use({ systemOf: 'a province with 5,000 teams', teams: TEAMS });

test('a province official scrolls through 5,000 teams, and only those in sight are in the page', async ({ page }) => {
  test.slow();
  await page.setViewportSize({ width: 1440, height: 900 });
  await signInAtDesk(page, 'tỉnh');
  const table = page.getByRole('table', { name: /^Các tổ của/ });
  // What is read aloud counts every row, its heading too. They come on twenty pages, one after the other.
  await expect(table).toHaveAttribute('aria-rowcount', String(TEAMS + 1), { timeout: 150_000 });
  expect(await table.locator('tbody tr[aria-rowindex]').count()).toBeLessThan(60);

  await table.getByRole('link').first().focus();
  await page.keyboard.press('End');
  const last = table.locator(`tr[aria-rowindex="${TEAMS + 1}"]`);
  await expect(last.getByRole('link')).toBeFocused();
  expect(await table.locator('tbody tr[aria-rowindex]').count()).toBeLessThan(60);

  await table.getByRole('button', { name: 'Tổ', exact: true }).click();
  await expect(table.getByRole('columnheader', { name: 'Tổ', exact: true })).toHaveAttribute('aria-sort', 'ascending');
  await page.locator('.data-table input[type=search]').fill('muong hoa');
  // Each word stands somewhere in the row: in the name of the team, or of its commune.
  await expect(table.locator('tr[aria-rowindex="2"]')).toContainText(/mường/iu);
  await expect(table.locator('tr[aria-rowindex="2"]')).toContainText(/ho[aà]|hòa/iu);
  await expect(table).not.toHaveAttribute('aria-rowcount', String(TEAMS + 1));
});
