import { expect, expectInSight, flawsOf, test, watchForTrouble } from '../support/neighbourhood.ts';

test('a lead stays on duty, takes the rest of the day off, is back, and says where the team is', async ({ volunteer }) => {
  test.slow();
  const phone = await (await volunteer(0)).openPhone();
  const troubles = watchForTrouble(phone);
  await phone.getByRole('link', { name: /Giờ trực của tôi/ }).click();
  await expect(phone.getByRole('heading', { name: 'Giờ trực của tôi' })).toBeVisible();
  expect(await flawsOf(phone)).toEqual([]);

  await phone.getByRole('button', { name: '2 giờ' }).click();
  await expect(phone.getByText(/Bạn trực tới/)).toBeVisible();
  await phone.getByRole('button', { name: 'Hết hôm nay' }).click();
  await expect(phone.getByText(/Nghỉ tới/)).toBeVisible();
  await expect(phone.getByText(/Bạn trực tới/)).toBeHidden();
  expect(await flawsOf(phone)).toEqual([]);
  await phone.getByRole('button', { name: 'Tôi về rồi' }).click();
  await expect(phone.getByText(/Nghỉ tới/)).toBeHidden();

  // The phone says nothing of its place before it is allowed to.
  await phone.getByRole('button', { name: 'Lấy chỗ máy đang đứng' }).click();
  await expect(phone.getByText('Máy chưa cho biết chỗ đứng.')).toBeVisible();
  const { position } = await phone.evaluate(async () => {
    const answer = await fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ me { teams { team { position { lat lon } } } } }' }),
    });
    const { data } = (await answer.json()) as { data: { me: { teams: { team: { position: { lat: number; lon: number } } }[] } } };
    return { position: data.me.teams[0]?.team.position ?? { lat: 0, lon: 0 } };
  });
  await phone.context().grantPermissions(['geolocation']);
  await phone.context().setGeolocation({ latitude: position.lat, longitude: position.lon, accuracy: 12 });
  await phone.getByRole('button', { name: 'Lấy chỗ máy đang đứng' }).click();
  await expect(phone.getByText(/lệch chừng 12 m/)).toBeVisible();
  await expectInSight(phone.getByRole('button', { name: 'Đặt ở đây' }));
  expect(await flawsOf(phone)).toEqual([]);
  await phone.getByRole('button', { name: 'Đặt ở đây' }).click();
  await expect(phone.getByText(/Đã đặt chỗ mới/).last()).toBeVisible();
  expect(await flawsOf(phone)).toEqual([]);

  // What was done to the member's own record, the member reads.
  await phone.getByRole('button', { name: 'Quay lại' }).click();
  await phone.getByRole('link', { name: /đăng xuất/ }).click();
  await phone.getByRole('button', { name: 'Khoá và máy của tôi' }).click();
  await expect(phone.getByRole('listitem').filter({ hasText: 'Đổi giờ trực của mình' }).first()).toBeVisible();
  await expect(phone.getByRole('listitem').filter({ hasText: 'Đăng nhập' }).first()).toBeVisible();
  expect(await flawsOf(phone)).toEqual([]);
  expect(troubles()).toEqual([]);
});
