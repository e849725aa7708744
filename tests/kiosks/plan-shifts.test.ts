import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAudit } from '../../functions/audit/audit.ts';
import { hours, minutes, plusMilliseconds } from '../../functions/core/clock.ts';
import { anonymous } from '../../functions/identity/principal.ts';
import { createSessions } from '../../functions/identity/sessions.ts';
import { newSigningKey, parseSigningKeys } from '../../functions/identity/signing-keys.ts';
import { createKioskPairing, createKiosks, type KioskPairing } from '../../functions/kiosks/kiosks.ts';
import { createPermission } from '../../functions/permission/permission.ts';
import { createRateLimits } from '../../functions/rate-limits/rate-limits.ts';
import { createUnits } from '../../functions/units/units.ts';
import { aKiosk, asMember, aTeam, openLane, SATURDAY_NIGHT, valueOf, type Lane } from '../support/lane.ts';
import { asOffice } from '../support/organisation.ts';
import { putUnits } from '../support/units.ts';

const near = aTeam(1);
/** Closed on Saturday nights. */
const far = aTeam(4, { serviceHours: 'Mo-Fr 08:00-17:00' });
const nextDoor = aTeam(5, { code: '00008-005', communeCode: '00008' });
const paused = aTeam(6, { status: 'PAUSED' });
const southern = aTeam(7, { code: '26740-007', communeCode: '26740' });
const kiosk = aKiosk();
const commune = asOffice('COMMUNE', '00004');
const province = asOffice('PROVINCE', '01');

let lane: Lane;
let pairing: KioskPairing;
beforeEach(async () => {
  lane = await openLane([near, far, nextDoor, paused, southern], kiosk);
  const { main, clock } = lane;
  await putUnits(main, [
    { version: '2025-07-01', code: '01', level: 'PROVINCE', name: 'Thành phố Hà Nội' },
    { version: '2025-07-01', code: '00004', level: 'COMMUNE', name: 'Phường Ba Đình', parentCode: '01' },
    { version: '2025-07-01', code: '00008', level: 'COMMUNE', name: 'Phường Ngọc Hà', parentCode: '01' },
    { version: '2025-07-01', code: '79', level: 'PROVINCE', name: 'Thành phố Hồ Chí Minh' },
    { version: '2025-07-01', code: '26740', level: 'COMMUNE', name: 'Phường Sài Gòn', parentCode: '79' },
  ]);
  pairing = createKioskPairing(main, {
    sessions: createSessions(main, await parseSigningKeys({ keys: [await newSigningKey('test')] }), clock.now, { secure: false }),
    permission: createPermission({ teams: lane.teamRecords, kiosks: createKiosks(main), units: createUnits(main) }),
    rateLimits: createRateLimits(main, new Uint8Array(32), clock.now),
    origin: 'https://tramso.example.vn',
    clock: clock.now,
  });
});
afterEach(() => lane.stop());

const shift = (inHours: number, long = 4) => ({
  from: plusMilliseconds(SATURDAY_NIGHT, hours(inHours)),
  until: plusMilliseconds(SATURDAY_NIGHT, hours(inHours + long)),
});
const plan = (changes: Partial<Parameters<KioskPairing['planShifts']>[0]> = {}) => ({ kiosk: kiosk.code, revision: 1, team: far.code, shifts: [shift(-1)], ...changes });
const trailOf = async (kind: 'KIOSK' | 'TEAM', id: string) => (await createAudit(lane.main).ofSubject({ kind, id }, { first: 10 })).items.map(({ item }) => item);
const offered = async () => valueOf(await lane.helpRequests.requestHelp(lane.ask())).offer?.teamCode;

describe('a shift at a booth', () => {
  test('makes its team the nearest to whoever asks there next, until it is taken back', async () => {
    expect(await offered()).toBe(near.code);
    valueOf(await pairing.planShifts(plan(), commune));
    expect(await offered()).toBe(far.code);
    expect(valueOf(await pairing.planShifts(plan({ revision: 2, shifts: [] }), commune)).shifts).toEqual([]);
    expect(await offered()).toBe(near.code);
  });

  test('is planned by the lead for their own team, and by no other member', async () => {
    expect(await pairing.planShifts(plan(), asMember(lane.memberOf(far, 1)))).toMatchObject({ failure: { type: 'NotPermitted' } });
    expect(await pairing.planShifts(plan(), asMember(lane.memberOf(near, 0)))).toMatchObject({ failure: { type: 'NotPermitted' } });
    expect(await pairing.planShifts(plan(), anonymous)).toMatchObject({ failure: { type: 'NotSignedIn' } });
    expect(valueOf(await pairing.planShifts(plan(), asMember(lane.memberOf(far, 0)))).shifts).toMatchObject([{ teamCode: far.code }]);
  });

  test('is planned by an office that answers for team and kiosk; either takes it back', async () => {
    const theirs = plan({ team: nextDoor.code });
    expect(await pairing.planShifts(theirs, commune)).toMatchObject({ failure: { type: 'NotPermitted' } });
    expect(await pairing.planShifts(theirs, asOffice('COMMUNE', '00008'))).toMatchObject({ failure: { type: 'NotPermitted' } });
    valueOf(await pairing.planShifts(theirs, province));
    valueOf(await pairing.planShifts({ ...theirs, revision: 2, shifts: [] }, commune));
    valueOf(await pairing.planShifts({ ...theirs, revision: 3 }, province));
    expect(valueOf(await pairing.planShifts({ ...theirs, revision: 4, shifts: [] }, asOffice('COMMUNE', '00008'))).shifts).toEqual([]);
  });

  test('stands in the trail of the kiosk and of the team, once however often it is sent', async () => {
    const asked = plan();
    const first = valueOf(await pairing.planShifts(asked, commune));
    expect(valueOf(await pairing.planShifts(asked, commune))).toEqual(first);
    expect(await trailOf('KIOSK', kiosk.code)).toMatchObject([{ act: 'planShifts', by: { kind: 'OFFICIAL' }, office: { unitCode: '00004' }, detail: { team: far.code, shifts: '1' } }]);
    expect(await trailOf('TEAM', far.code)).toMatchObject([{ act: 'planShifts', detail: { kiosk: kiosk.code, shifts: '1' } }]);
  });

  test('leaves the shifts of others, and drops what is over', async () => {
    valueOf(await pairing.planShifts(plan({ shifts: [shift(-1)] }), commune));
    valueOf(await pairing.planShifts(plan({ team: near.code, revision: 2, shifts: [shift(24), shift(48)] }), commune));
    lane.clock.advance(hours(3) + minutes(1));
    const kept = valueOf(await pairing.planShifts(plan({ team: near.code, revision: 3, shifts: [shift(48)] }), commune));
    expect(kept).toMatchObject({ revision: 4, shifts: [{ teamCode: near.code, ...shift(48) }] });
    expect(kept.shifts).toHaveLength(1);
  });

  test('is not planned on a kiosk that somebody changed since; of two at once one is told so', async () => {
    const answers = await Promise.all([near, far].map(({ code }) => pairing.planShifts(plan({ team: code }), commune)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.filter(({ ok }) => !ok)).toMatchObject([{ failure: { type: 'KioskChangedMeanwhile', kiosk: { revision: 2 } } }]);
  });

  test.each([
    ['ends before it begins', { shifts: [shift(2, -1)] }, 'SHIFT_ENDS_BEFORE_IT_BEGINS'],
    ['is longer than a day', { shifts: [shift(1, 24.1)] }, 'SHIFT_TOO_LONG'],
    ['is over', { shifts: [shift(-5, 4)] }, 'SHIFT_OVER'],
    ['lies over another of the same team', { shifts: [shift(1), shift(3)] }, 'SHIFTS_OVERLAP'],
    ['is one of more than fifty', { shifts: Array.from({ length: 51 }, (_, day) => shift(24 * day + 1)) }, 'TOO_MANY_SHIFTS'],
    ['is of a paused team', { team: paused.code }, 'TEAM_NOT_ACTIVE'],
    ['is of a team of another province', { team: southern.code }, 'BOOTH_IN_ANOTHER_PROVINCE'],
  ])('that %s is refused with its reason', async (_what, changes, reason) => {
    expect(await pairing.planShifts(plan(changes), asOffice('NATIONAL'))).toMatchObject({ failure: { type: 'InvalidInput', reason } });
  });

  test('counts with those of other teams: a kiosk has fifty at most', async () => {
    valueOf(await pairing.planShifts(plan({ shifts: Array.from({ length: 50 }, (_, day) => shift(24 * day + 1)) }), commune));
    expect(await pairing.planShifts(plan({ team: near.code, revision: 2 }), commune)).toMatchObject({ failure: { reason: 'TOO_MANY_SHIFTS' } });
  });

  test('of a team or at a kiosk that nobody knows is not found', async () => {
    expect(await pairing.planShifts(plan({ team: '00004-999' }), commune)).toMatchObject({ failure: { type: 'NotFound', kind: 'TEAM' } });
    expect(await pairing.planShifts(plan({ kiosk: 'no-such' }), commune)).toMatchObject({ failure: { type: 'NotFound', kind: 'KIOSK' } });
  });
});
