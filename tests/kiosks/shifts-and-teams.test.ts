import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hours, plusMilliseconds } from '../../functions/core/clock.ts';
import { createSessions } from '../../functions/identity/sessions.ts';
import { newSigningKey, parseSigningKeys } from '../../functions/identity/signing-keys.ts';
import { createKioskPairing, createKiosks } from '../../functions/kiosks/kiosks.ts';
import { createRateLimits } from '../../functions/rate-limits/rate-limits.ts';
import { overtakenOnce } from '../support/failing-client.ts';
import { aKiosk, aTeam, SATURDAY_NIGHT, valueOf } from '../support/lane.ts';
import { asOffice, openOffice, type Office } from '../support/organisation.ts';

const near = aTeam(1);
const far = aTeam(4);
const kiosk = aKiosk();
const commune = asOffice('COMMUNE', '00004');
const tonight = { from: plusMilliseconds(SATURDAY_NIGHT, hours(1)), until: plusMilliseconds(SATURDAY_NIGHT, hours(4)) };
const planned = { kiosk: kiosk.code, revision: 1, team: near.code, shifts: [tonight] };

let office: Office;
beforeEach(async () => {
  office = await openOffice();
  await createKiosks(office.main).saveKiosk(kiosk);
  for (const team of [near, far]) await office.teams.changeTeam(team);
});
afterEach(() => office.stop());

/** The desk that plans; with `meanwhile`, somebody else is quicker than its first write. */
const desk = async (meanwhile?: () => Promise<unknown>) => {
  const { main, permission, clock } = office;
  const at = meanwhile === undefined ? main : { ...main, client: overtakenOnce(main.client, meanwhile) };
  return createKioskPairing(at, {
    sessions: createSessions(main, await parseSigningKeys({ keys: [await newSigningKey('test')] }), clock.now, { secure: false }),
    permission,
    rateLimits: createRateLimits(main, new Uint8Array(32), clock.now),
    origin: 'https://tramso.example.vn',
    clock: clock.now,
  });
};
const shiftsNow = async () => (await createKiosks(office.main).kiosk(kiosk.code))?.shifts ?? [];
const merged = async () => valueOf(await office.organisation.mergeTeams(commune, { code: near.code, revision: 1, into: far.code }));

describe('a shift that is planned while its team', () => {
  test('is let rest, is refused, and nobody is expected at the booth', async () => {
    const { planShifts } = await desk(async () => valueOf(await office.organisation.pauseTeam(commune, { code: near.code, revision: 1 })));
    expect(await planShifts(planned, commune)).toMatchObject({ failure: { type: 'InvalidInput', reason: 'TEAM_NOT_ACTIVE' } });
    expect(await shiftsNow()).toEqual([]);
    expect(await office.trail({ kind: 'TEAM', id: near.code })).not.toContainEqual(expect.objectContaining({ act: 'planShifts' }));
  });

  test('is merged, is refused, and is not left with a team that is gone', async () => {
    const { planShifts } = await desk(merged);
    expect(await planShifts(planned, commune)).toMatchObject({ failure: { type: 'InvalidInput', reason: 'TEAM_NOT_ACTIVE' } });
    expect(await shiftsNow()).toEqual([]);
  });

  test('moves to another province, is refused like any booth so far away', async () => {
    const moved = { code: near.code, revision: 1, communeCode: '26740', unitVersion: near.unitVersion, position: { lat: 10.7769, lon: 106.7009 } };
    const { planShifts } = await desk(async () => valueOf(await office.organisation.changeTeam(asOffice('NATIONAL'), moved)));
    expect(await planShifts(planned, asOffice('NATIONAL'))).toMatchObject({ failure: { type: 'InvalidInput', reason: 'BOOTH_IN_ANOTHER_PROVINCE' } });
    expect(await shiftsNow()).toEqual([]);
  });

  test('only gets another name, is planned all the same', async () => {
    const { planShifts } = await desk(async () => valueOf(await office.organisation.changeTeam(commune, { code: near.code, revision: 1, name: 'Tổ dân phố số 1 Hoà Bình' })));
    expect(valueOf(await planShifts(planned, commune)).shifts).toEqual([{ teamCode: near.code, ...tonight }]);
  });

  test('is let rest, can still be taken back', async () => {
    valueOf(await (await desk()).planShifts(planned, commune));
    const { planShifts } = await desk(async () => valueOf(await office.organisation.pauseTeam(commune, { code: near.code, revision: 1 })));
    expect(valueOf(await planShifts({ ...planned, revision: 2, shifts: [] }, commune)).shifts).toEqual([]);
  });
});

test('of twenty shifts planned at the very moment of a merge, each is with the living team or was refused', async () => {
  const { planShifts } = await desk();
  for (let round = 0; round < 20; round += 1) {
    const [gone, lives] = [aTeam(5, { code: `00004-g${round}` }), aTeam(6, { code: `00004-l${round}` })];
    for (const team of [gone, lives]) await office.teams.changeTeam(team);
    const revision = (await createKiosks(office.main).kiosk(kiosk.code))?.revision ?? 1;
    const [plan, merge] = await Promise.all([
      planShifts({ ...planned, revision, team: gone.code }, commune),
      office.organisation.mergeTeams(commune, { code: gone.code, revision: 1, into: lives.code }),
    ]);
    valueOf(merge);
    const here = (await shiftsNow()).filter(({ teamCode }) => teamCode === gone.code || teamCode === lives.code).map(({ teamCode }) => teamCode);
    expect(here, `round ${round}`).toEqual(plan.ok ? [lives.code] : []);
  }
});
