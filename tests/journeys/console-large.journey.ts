import { signInAtDesk } from '../support/desk.ts';
import { divideCommune } from '../support/divided-list.ts';
import { expect, test } from '../support/journey.ts';
import { expectInSight, flawsOf } from '../support/neighbourhood.ts';

const TEAMS = 5000;
test.use({ systemOf: 'a province with 5,000 teams', teams: TEAMS });

test('a province official scrolls through 5,000 teams, only those in sight in the page, and places by the keyboard what a newer list divided', async ({ page, system }) => {
  test.slow();
  // Before anybody has asked for a unit, so that nobody has to hear of it first. The teams of one commune stay behind.
  const waiting = await divideCommune(system, '2026-11-01', 'Xã Bắc Hà', ['Xã Tả Củ Tỷ', 'Xã Võ Lao']);
  const rows = String(TEAMS - waiting + 1);
  await page.setViewportSize({ width: 1440, height: 900 });
  await signInAtDesk(page, 'tỉnh');
  const table = page.getByRole('table', { name: /^Các tổ của/ });
  // What is read aloud counts every row, its heading too. They come on twenty pages, one after the other.
  await expect(table).toHaveAttribute('aria-rowcount', rows, { timeout: 150_000 });
  expect(await table.locator('tbody tr[aria-rowindex]').count()).toBeLessThan(60);

  // How each team stands is in sight beside its name, on a small desk too.
  for (const width of [1280, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    await expectInSight(table.getByRole('columnheader', { name: 'Tình trạng' }));
    expect(await table.evaluate(({ parentElement, scrollWidth }) => scrollWidth - (parentElement?.clientWidth ?? 0))).toBeLessThanOrEqual(0);
  }
  await table.getByRole('link').first().focus();
  await page.keyboard.press('End');
  const last = table.locator(`tr[aria-rowindex="${rows}"]`);
  await expect(last.getByRole('link')).toBeFocused();
  expect(await table.locator('tbody tr[aria-rowindex]').count()).toBeLessThan(60);

  await table.getByRole('button', { name: 'Tổ', exact: true }).click();
  await expect(table.getByRole('columnheader', { name: 'Tổ', exact: true })).toHaveAttribute('aria-sort', 'ascending');
  await page.locator('.data-table input[type=search]').fill('muong hoa');
  // Each word stands somewhere in the row: in the name of the team, or of its commune.
  await expect(table.locator('tr[aria-rowindex="2"]')).toContainText(/mường/iu);
  await expect(table.locator('tr[aria-rowindex="2"]')).toContainText(/ho[aà]|hòa/iu);
  await expect(table).not.toHaveAttribute('aria-rowcount', rows);

  await page.getByRole('link', { name: 'Chọn xã, phường' }).press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: `${waiting} tổ và 1 trạm chờ chọn xã, phường.` })).toBeVisible();
  expect(await flawsOf(page)).toEqual([]);
  const kiosk = page.getByRole('button', { name: 'Chọn xã, phường cho Chợ phiên Bắc Hà' });
  for (const [which, heading] of [
    [page.getByRole('button', { name: /^Chọn xã, phường cho/ }).first(), `${waiting - 1} tổ và 1 trạm chờ chọn xã, phường.`],
    [kiosk, `${waiting - 1} tổ chờ chọn xã, phường.`],
  ] as const) {
    if (which === kiosk) await page.locator('.data-table input[type=search]').fill('cho phien');
    await which.press('Enter');
    const unit = page.getByRole('radio', { name: /Xã Võ Lao/ });
    await expect(page.getByRole('dialog').getByText('Gợi ý', { exact: true })).toBeVisible();
    await expect(page.getByRole('radio', { checked: true })).toHaveCount(0);
    await unit.press('Space');
    expect(await flawsOf(page)).toEqual([]);
    await unit.press('Enter');
    await expect(page.getByText(/nay thuộc Xã Võ Lao\.$/).first()).toBeVisible();
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
  }
});
