import { expect, test } from '../support/journey.ts';

test('a developer opens the explorer, runs the first question, and everything comes from our own origin', async ({ page, baseURL }) => {
  const elsewhere: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== baseURL) elsewhere.push(request.url());
  });
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));

  await page.goto('/explorer');
  const run = page.getByRole('button', { name: /execute query/i });
  // The editor is four megabytes of script: on a busy machine it takes its time.
  await expect(page.locator('.graphiql-query-editor')).toContainText('nearestTeams', { timeout: 40_000 });
  await run.click();
  await page.getByRole('menuitem', { name: 'Topics' }).click();
  await expect(page.locator('.result-window')).toContainText('"skills"');
  await expect(page.locator('.result-window')).toContainText('"number": 1');

  expect(elsewhere).toEqual([]);
  expect(complaints).toEqual([]);
});
