import type { Page } from '@playwright/test';
import { readMarker } from '../../infra/local/demonstration-marker.ts';
import { createTeams } from '../../functions/teams/teams.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { expect, test as journey } from '../support/journey.ts';
import { expectInSight, flawsOf, watchForTrouble } from '../support/neighbourhood.ts';
import { startSystem, type RunningSystem } from '../support/running-system.ts';
import { fileRequest, type FiledRequest } from '../support/resident.ts';

/** The demonstration's members are in one team each: the first who is invited helps in the next team too. */
const joinNextTeam = async ({ main }: TestEngine): Promise<void> => {
  const [first, , next] = (await readMarker(main))?.invitations ?? [];
  const records = createTeams(main);
  const member = first && (await records.member(first.memberId));
  if (member === undefined || next === undefined) throw new Error('the demonstration has nobody to join a second team');
  await records.saveMember({ ...member, memberships: [...member.memberships, { teamCode: next.teamCode, role: 'MEMBER' }] });
};

const test = journey.extend<object, { system: RunningSystem }>({
  system: [
    async ({}, use) => {
      const engine = await startEngine();
      try {
        const system = await startSystem({ environment: { DYNAMODB_ENDPOINT: engine.endpoint, MAIN_TABLE: engine.main.name, CONTACTS_TABLE: engine.contacts.name } });
        try {
          await joinNextTeam(engine);
          await use(system);
        } finally {
          await system.stop();
        }
      } finally {
        await engine.stop();
      }
    },
    { scope: 'worker', timeout: 180_000 },
  ],
});

const offerOf = (phone: Page, { ticket }: FiledRequest) => phone.getByRole('article').filter({ hasText: ticket });
const rowOf = (phone: Page, { ticket }: FiledRequest) => phone.getByRole('link', { name: ticket });

test('a member of two teams sees what waits for each of them, and takes one for either', async ({ system, volunteer }) => {
  test.slow();
  const [both, neighbour, , other] = await Promise.all([volunteer(0), volunteer(1), volunteer(2), volunteer(3)]);
  const [phone, ofNearest, ofNext] = await Promise.all([both.openPhone(), neighbour.openPhone(), other.openPhone()]);
  const troubles = watchForTrouble(phone);
  await expect(phone.getByRole('region', { name: neighbour.teamName })).toBeVisible();
  await expect(phone.getByRole('region', { name: other.teamName })).toBeVisible();
  expect(await flawsOf(phone)).toEqual([]);

  // The nearest team cannot take the first, so that it is for their other team; the second waits for the nearest.
  const first = await fileRequest(system.origin);
  await expect(offerOf(phone, first).getByText(neighbour.teamName)).toBeVisible();
  await ofNearest.getByRole('button', { name: 'Tổ không nhận được' }).click();
  await ofNearest.getByRole('dialog').getByRole('button', { name: 'Cả tổ đang bận' }).click();
  await expect(offerOf(phone, first).getByText(other.teamName)).toBeVisible();
  const second = await fileRequest(system.origin);
  await expect(rowOf(phone, second)).toBeVisible();
  await expectInSight(phone.getByRole('button', { name: 'Tôi nhận' }));
  expect(await flawsOf(phone)).toEqual([]);

  await phone.getByRole('button', { name: 'Tôi nhận' }).click();
  await expect(phone.getByRole('heading', { name: 'Bà con đang ngồi chờ' })).toBeVisible();
  await expect(rowOf(ofNext, first)).toContainText(`${both.memberName} nhận`);
  await expect(rowOf(ofNearest, first)).toHaveCount(0);

  await phone.getByRole('button', { name: 'Quay lại' }).click();
  await expect(offerOf(phone, second).getByText(neighbour.teamName)).toBeVisible();
  await phone.getByRole('button', { name: 'Tôi nhận' }).click();
  await expect(phone.getByRole('heading', { name: 'Bà con đang ngồi chờ' })).toBeVisible();
  await expect(rowOf(ofNearest, second)).toContainText(`${both.memberName} nhận`);
  await expect(rowOf(ofNext, second)).toHaveCount(0);

  await phone.getByRole('button', { name: 'Quay lại' }).click();
  await expect(phone.getByRole('heading', { level: 3, name: 'Phiếu tôi nhận' })).toHaveCount(2);
  for (const request of [first, second]) await expect(rowOf(phone, request)).toHaveCount(1);
  expect(await flawsOf(phone)).toEqual([]);
  await phone.getByRole('link', { name: /đăng xuất/ }).click();
  for (const teamName of [neighbour.teamName, other.teamName]) await expect(phone.getByRole('listitem').filter({ hasText: teamName })).toBeVisible();
  expect(await flawsOf(phone)).toEqual([]);
  expect(troubles()).toEqual([]);
});
