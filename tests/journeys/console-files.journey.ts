import { readFile, writeFile } from 'node:fs/promises';
import type { Download, Page } from '@playwright/test';
import { writeXlsx } from 'hucre/xlsx';
import { csvLines } from '../../table-files/csv.ts';
import { DESK_SCREENS, signInAtDesk } from '../support/desk.ts';
import { expect, test } from '../support/journey.ts';
import { flawsOf, tabTo, watchForTrouble } from '../support/neighbourhood.ts';

test.use({ systemOf: 'an office with files', teams: 60 });

const heading = (page: Page, words: string | RegExp) => expect(page.getByRole('heading', { level: 1, name: words })).toBeVisible({ timeout: 60_000 });
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

/** Signs in, and opens the files of the own commune; answers with its code. */
const openFiles = async (page: Page): Promise<string> => {
  // As long as somebody listens the browser shows no chooser of its own; to begin listening anew for each one is a race.
  page.on('filechooser', () => undefined);
  await signInAtDesk(page, 'xã');
  await page.waitForURL(/\/units\/[^/]+\/\d{5}$/);
  await page.getByRole('navigation').getByRole('link', { name: 'Nhập, xuất' }).click();
  await heading(page, /Xem thử trước, rồi mới ghi/);
  return /\/units\/[^/]+\/(\d{5})\/files$/.exec(page.url())?.[1] ?? '';
};

/** A file on the disk: what is chosen again is the same file only if it was not written anew. */
const fileOf = async (name: string, content: string | Uint8Array): Promise<string> => {
  const path = test.info().outputPath(name);
  await writeFile(path, content);
  return path;
};
const choose = async (page: Page, path: string): Promise<void> => {
  const chooser = page.waitForEvent('filechooser');
  await press(page, 'Chọn tệp');
  await (await chooser).setFiles(path);
};
const saved = async (page: Page, name: string): Promise<Download> => {
  const download = page.waitForEvent('download');
  await press(page, name);
  return download;
};

const HEADER = ['code', 'name', 'unit_code', 'lat', 'lon', 'capacity'];
const teamRow = (number: number, unit: string, changes: Partial<Record<'unit_code' | 'lat', string>> = {}): string[] => [
  `tep-${number}`,
  `Tổ dân phố số ${number}, Trong Tệp`,
  changes.unit_code ?? unit,
  changes.lat ?? '22,3364',
  '103,8438',
  '2',
];

test('an office looks at a file first, imports what can be taken, mends the rest, and an export comes back without a change', async ({ page }) => {
  test.slow();
  const troubles = watchForTrouble(page);
  const unit = await openFiles(page);
  await expect(page.getByRole('heading', { name: 'Các cột của tệp các tổ' })).toBeVisible();
  for (const screen of DESK_SCREENS) {
    await page.setViewportSize(screen);
    expect(await flawsOf(page)).toEqual([]);
  }
  await page.setViewportSize(DESK_SCREENS[0]);

  // Dropped, with a slip in its first line.
  const dropped = await page.evaluateHandle((text) => {
    const files = new DataTransfer();
    files.items.add(new File([text], 'sai-cot.csv'));
    return files;
  }, csvLines([['code', 'nmae'], ['1', '2']]));
  await page.dispatchEvent('.file-drop', 'drop', { dataTransfer: dropped });
  await expect(page.getByRole('alert')).toContainText(/thiếu cột: name, unit_code, lat, lon.*Không có cột tên: nmae/u);

  // By the keyboard alone; a number that is none, another office's place, and a repeat of line 2.
  const rows = [teamRow(1, unit), teamRow(2, unit, { lat: 'phía bắc' }), teamRow(3, unit), teamRow(4, unit, { unit_code: '00004' }), teamRow(1, unit)];
  const first = await fileOf('cac-to.csv', csvLines([HEADER, ...rows]));
  await tabTo(page, page.getByRole('button', { name: 'Chọn tệp', exact: true }));
  const chooser = page.waitForEvent('filechooser');
  await page.keyboard.press('Enter');
  await (await chooser).setFiles(first);
  await heading(page, 'Sẽ thêm 2 tổ. 3 dòng phải sửa.');
  expect(await flawsOf(page)).toEqual([]);
  const table = page.getByRole('table', { name: 'Các dòng phải sửa' });
  await expect(table.getByRole('row', { name: /3 lat phía bắc Đây không phải số/ })).toBeVisible();
  await expect(table.getByRole('row', { name: /5 unit_code 00004 Nơi này thuộc cơ quan khác/ })).toBeVisible();
  await expect(table.getByRole('row', { name: /6 code tep-1 Dòng này trùng với dòng 2/ })).toBeVisible();

  await tabTo(page, page.getByRole('button', { name: 'Nhập vào hệ thống' }));
  await page.keyboard.press('Enter');
  await heading(page, 'Đã thêm 2 tổ. 3 dòng phải sửa.');
  expect(await flawsOf(page)).toEqual([]);

  const refused = await saved(page, 'Tải các dòng này');
  expect(refused.suggestedFilename()).toBe('cac-to.phai-sua.csv');
  const lines = (await readFile(await refused.path(), 'utf8')).split('\r\n');
  expect(lines[0]).toBe('\u{FEFF}code,name,unit_code,lat,lon,capacity,problem_column,problem,how_to_mend');
  expect(lines[1]).toContain('phía bắc');
  // Mended in a spreadsheet: the first has its latitude; the second goes; the repeat gets a code of its own.
  const mended = [lines[0], lines[1]?.replace('phía bắc', '"22,3365"'), lines[3]?.replace('tep-1', 'tep-5')].join('\r\n');
  await press(page, 'Chọn tệp khác');
  await choose(page, await fileOf('da-sua.csv', mended));
  await heading(page, 'Sẽ thêm 2 tổ. Dòng nào cũng nhận được.');
  await press(page, 'Nhập vào hệ thống');
  await heading(page, 'Đã thêm 2 tổ. Dòng nào cũng nhận được.');

  const exported = await saved(page, 'Tải các tổ');
  expect(exported.suggestedFilename()).toBe(`teams-${unit}.csv`);
  const teams = await readFile(await exported.path(), 'utf8');
  expect(teams.match(/^tep-\d/gmu)).toEqual(['tep-1', 'tep-2', 'tep-3', 'tep-5']);
  const count = teams.trim().split('\r\n').length - 1;
  await press(page, 'Chọn tệp khác');
  await choose(page, await exported.path());
  await heading(page, `Sẽ giữ nguyên ${count} tổ. Dòng nào cũng nhận được.`);
  await expect(page.getByRole('button', { name: 'Nhập vào hệ thống' })).toHaveCount(0);
  expect(troubles()).toEqual([]);
});

test('people come in by a workbook; their numbers leave this computer only sealed, and no more of them is shown than finds them', async ({ page }) => {
  test.slow();
  const troubles = watchForTrouble(page);
  const bodies: string[] = [];
  page.on('request', (request) => bodies.push(request.postData() ?? ''));
  const unit = await openFiles(page);
  const team = await saved(page, 'Tải các tổ').then(async (download) => (await readFile(await download.path(), 'utf8')).split('\r\n')[1]?.split(',')[0] ?? '');
  await page.getByLabel('Tổ viên', { exact: true }).check();
  await expect(page.getByText('Số điện thoại được khoá ngay trên máy này')).toBeVisible();
  const workbook = await writeXlsx({
    sheets: [{ name: 'Tổ viên', rows: [['team_code', 'full_name', 'phone'], [team, 'Người trong tệp một', '0900 000 427'], [team, 'Người trong tệp hai', '0900 000 42']] }],
  });
  const path = await fileOf('to-vien.xlsx', workbook);
  await choose(page, path);
  await heading(page, 'Sẽ thêm 1 người. 1 dòng phải sửa.');
  await expect(page.getByRole('row', { name: /3 phone •••• ••• 42 Đây không phải số điện thoại/ })).toBeVisible();
  await press(page, 'Nhập vào hệ thống');
  await heading(page, 'Đã thêm 1 người. 1 dòng phải sửa.');
  expect(bodies.some((body) => body.includes('Người trong tệp một'))).toBe(true);
  expect(bodies.filter((body) => /900\s?000\s?42/u.test(body))).toEqual([]);

  const members = await saved(page, 'Tải tổ viên').then(async (download) => readFile(await download.path(), 'utf8'));
  expect(members).toContain(`${team},Người trong tệp một,,MEMBER`);
  expect(members).not.toContain('900000427');
  expect(unit).toMatch(/^\d{5}$/);

  // The session ends on the way: it says so, keeps no name for whoever comes next, and leads to the sign-in.
  await page.context().clearCookies();
  await press(page, 'Chọn tệp khác');
  await choose(page, path);
  await expect(page.getByRole('alert')).toContainText('Phiên làm việc đã hết.');
  await expect(page.getByRole('link', { name: 'Đăng nhập' })).toHaveAttribute('href', /^\/sign-in\?to=%2Fconsole%2Funits/);
  expect(await flawsOf(page)).toEqual([]);
  expect(troubles()).toEqual([]);
});

test('an import that loses its network and its page goes on where it was, and 5,000 rows to mend are quick to look through', async ({ page }) => {
  test.slow();
  const unit = await openFiles(page);
  const path = await fileOf('nhieu-to.csv', csvLines([HEADER, ...Array.from({ length: 600 }, (_, at) => teamRow(1000 + at, unit, at === 50 ? { lat: 'x' } : {}))]));
  await choose(page, path);
  await heading(page, 'Sẽ thêm 599 tổ. 1 dòng phải sửa.');
  // The network goes after the third part.
  let parts = 0;
  await page.route('**/graphql', async (route) => {
    const isPart = (route.request().postData() ?? '').includes('ConsoleImportTeams');
    if (isPart) parts += 1;
    await (isPart && parts > 3 ? route.abort('internetdisconnected') : route.continue());
  });
  await press(page, 'Nhập vào hệ thống');
  await expect(page.getByRole('alert')).toContainText('Có mạng là máy gửi tiếp', { timeout: 60_000 });
  await heading(page, 'Đang nhập 300 trên 600 dòng.');
  expect(await flawsOf(page)).toEqual([]);
  await page.reload();
  await heading(page, 'Lần nhập trước còn dở. Chọn lại nhieu-to.csv để nhập tiếp.');
  expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }))).not.toContain('Trong Tệp');
  // Back, but the first answer gets lost on the way: what was written is not written twice.
  await page.unroute('**/graphql');
  let lost = 0;
  await page.route('**/graphql', async (route) => {
    const isFirst = (route.request().postData() ?? '').includes('ConsoleImportTeams') && lost === 0;
    if (!isFirst) return route.continue();
    lost += 1;
    await route.fetch();
    await route.abort('connectionreset');
  });
  await choose(page, path);
  await heading(page, /^Đã thêm (?:599|499|500) tổ/);
  await expect(page.getByRole('row', { name: /52 lat x/ })).toBeVisible();
  const exported = await saved(page, 'Tải các tổ').then(async (download) => readFile(await download.path(), 'utf8'));
  const codes = exported.match(/^tep-1\d{3}/gmu) ?? [];
  expect([codes.length, new Set(codes).size]).toEqual([599, 599]);

  await page.unroute('**/graphql');
  await press(page, 'Chọn tệp khác');
  await choose(page, await fileOf('sai-het.csv', csvLines([HEADER, ...Array.from({ length: 5000 }, (_, at) => teamRow(5000 + at, unit, { lat: `chỗ ${at}` }))])));
  await heading(page, 'Không có gì thay đổi. 5000 dòng phải sửa.');
  const table = page.getByRole('table', { name: 'Các dòng phải sửa' });
  await expect(table).toHaveAttribute('aria-rowcount', '5001');
  expect(await table.locator('tbody tr[aria-rowindex]').count()).toBeLessThan(60);
  await page.locator('.refused-table input[type=search]').fill('cho 4321');
  await expect(table.getByRole('row', { name: /4323 lat chỗ 4321/ })).toBeVisible();
});

test('the national office chooses a province and downloads its teams', async ({ page }) => {
  await signInAtDesk(page, 'trung ương');
  await page.getByRole('navigation').getByRole('link', { name: 'Nhập, xuất' }).click();
  await press(page, 'Tải các tổ');
  await expect(page.getByRole('alert')).toContainText('Chọn một nơi');
  expect(await flawsOf(page)).toEqual([]);
  await page.getByLabel('Của nơi nào').selectOption({ label: 'Lào Cai' });
  const exported = await saved(page, 'Tải các tổ');
  expect((await readFile(await exported.path(), 'utf8')).split('\r\n')[0]).toContain('code,name,unit_code');
  await expect(page.getByText(`Đã tải ${exported.suggestedFilename()}.`).last()).toBeVisible();

  // What was done for the whole country is in a trail that this office reads.
  await page.getByRole('navigation').getByRole('link', { name: 'Sổ việc' }).click();
  await expect(page.getByRole('row', { name: /Đăng nhập/ }).first()).toBeVisible();
  expect(await flawsOf(page)).toEqual([]);
});
