import { randomUUID } from 'node:crypto';
import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CONSENT_IN_FORCE } from '../../functions/contacts/consent.ts';
import { days, hours, minutes } from '../../functions/core/clock.ts';
import type { Ask } from '../../functions/help-requests/ask.ts';
import { nextDueAt } from '../../functions/help-requests/due.ts';
import { requestKey } from '../../functions/help-requests/help-request-row.ts';
import type { Principal } from '../../functions/identity/principal.ts';
import { change } from '../help-requests/sweep.ts';
import { runDueIn } from '../support/due.ts';
import { asMember, aTeam, openLane, valueOf, type Lane } from '../support/lane.ts';

const near = aTeam(1);
const next = aTeam(2);
const third = aTeam(3);
const fourth = aTeam(4);

let lane: Lane;
beforeEach(async () => {
  lane = await openLane([near, next, third, fourth]);
});
afterEach(() => lane.stop());

const asked = async (changes: Partial<Ask> = {}): Promise<Ask> => {
  const ask = lane.ask(changes);
  valueOf(await lane.helpRequests.requestHelp(ask));
  return ask;
};
const now = async (ask: Ask) => {
  const request = await lane.helpRequests.trackedRequest(lane.residentOf(ask));
  if (request === undefined) throw new Error('the request is gone');
  return request;
};
const later = async (milliseconds: number) => {
  lane.clock.advance(milliseconds);
  return runDueIn(lane);
};
const historyOf = async (ask: Ask) => (await lane.helpRequests.historyOf(ask.id)).map(({ kind }) => kind);
const tuan = () => asMember(lane.memberOf(near));
const official = (role: 'COMMUNE' | 'PROVINCE' | 'NATIONAL', unitCode?: string): Principal => ({
  kind: 'official',
  officialId: 'official',
  role,
  unitVersion: '2025-07-01',
  unitCode,
  sessionId: 'test',
});
const waitingIn = async (principal: Principal, code: string) =>
  lane.helpRequests.waitingIn(principal, { version: '2025-07-01', code, level: code.length === 2 ? 'PROVINCE' : 'COMMUNE' }, { first: 10 });

describe('an offer that nobody answers', () => {
  test('stays for its three minutes, then passes to the next nearest, and the place is free again', async () => {
    const ask = await asked();
    expect(await later(minutes(3) - 1)).toMatchObject({ failed: 0 });
    expect((await now(ask)).offer?.teamCode).toBe(near.code);
    await later(1);
    expect((await now(ask)).offer).toMatchObject({ teamCode: next.code, offeredAt: lane.clock.now() });
    expect(await lane.openPlaces(near)).toBe(0);
    expect(await lane.openPlaces(next)).toBe(1);
    const expired = (await lane.helpRequests.historyOf(ask.id)).find(({ kind }) => kind === 'OFFER_EXPIRED');
    expect(expired?.actor).toEqual({ kind: 'SYSTEM', teamCode: near.code });
  });

  test('comes to the commune after three teams and to the province half an hour later, while the fourth is asked', async () => {
    const ask = await asked();
    for (let team = 0; team < 3; team += 1) await later(minutes(3));
    const escalated = await now(ask);
    expect(escalated).toMatchObject({ offer: { teamCode: fourth.code }, escalatedAt: lane.clock.now() });
    expect(escalated.toldProvince).toBeUndefined();
    expect(await waitingIn(official('PROVINCE', '01'), '01')).toMatchObject({ items: [] });
    await later(minutes(30) - 1);
    expect((await now(ask)).toldProvince).toBeUndefined();
    await later(1);
    expect((await now(ask)).toldProvince).toEqual({ code: '01', at: lane.clock.now() });
    expect((await waitingIn(official('PROVINCE', '01'), '01'))?.items.map(({ item }) => item.id)).toEqual([ask.id]);
  });

  test('asks no team twice, and says at the end that all were asked', async () => {
    const ask = await asked();
    for (let team = 0; team < 6; team += 1) await later(minutes(3));
    expect(await now(ask)).not.toHaveProperty('offer');
    expect(await now(ask)).toMatchObject({
      state: 'WAITING',
      declinedBy: [near.code, next.code, third.code, fourth.code],
      nobodyCould: { reason: 'ALL_ASKED', inReach: 4, asked: 4 },
    });
    expect((await historyOf(ask)).filter((kind) => kind === 'OFFER_EXPIRED')).toHaveLength(4);
  });

  test('that a member accepts at its last moment is theirs', async () => {
    const ask = await asked();
    lane.clock.advance(minutes(3));
    const [taken] = await Promise.all([lane.helpRequests.acceptRequest(tuan(), change(ask.id)), runDueIn(lane)]);
    const request = await now(ask);
    if (taken.ok) expect(request).toMatchObject({ state: 'ACCEPTED', acceptance: { teamCode: near.code } });
    else expect(request).toMatchObject({ state: 'WAITING', offer: { teamCode: next.code } });
    expect([await lane.openPlaces(near), await lane.openPlaces(next)]).toEqual(taken.ok ? [1, 0] : [0, 1]);
  });

  test('in the evening waits for the next service hours', async () => {
    // Asked for on Saturday at 19:44: its four service hours begin on Monday at 7:30. The next team has Monday's three and a
    // half hours after lunch, and half an hour of Tuesday.
    const header = Buffer.from(JSON.stringify({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM', kid: 'test' })).toString('base64url');
    const ask = await asked({ mode: 'VISIT', contact: { jwe: `${header}.key.iv.text.tag`, consentVersion: CONSENT_IN_FORCE } });
    const { offer } = await now(ask);
    expect(offer?.expiresAt).toBe('2026-11-23T04:30:00.000Z');
    await later(hours(24));
    expect((await now(ask)).offer).toEqual(offer);
    await later(Date.parse('2026-11-23T04:30:00.000Z') - Date.parse(lane.clock.now()));
    expect((await now(ask)).offer).toMatchObject({ teamCode: next.code, expiresAt: '2026-11-24T01:00:00.000Z' });
  });
});

describe('what no team can take', () => {
  test('is offered within half an hour to a team that comes on duty', async () => {
    for (const team of [near, next, third, fourth]) await lane.teamRecords.changeTeam({ ...team, serviceHours: 'Mo 00:00-00:01' });
    const ask = await asked();
    expect(await now(ask)).toMatchObject({ nobodyCould: { reason: 'NOBODY_ON_DUTY', inReach: 4, offDuty: 4 } });
    for (let minute = 0; minute < 15; minute += 1) await later(minutes(1));
    expect(await historyOf(ask)).not.toContain('OFFERED_AGAIN');
    await lane.teamRecords.changeTeam(third);
    for (let minute = 0; minute < 30; minute += 1) await later(minutes(1));
    expect(await historyOf(ask)).toContain('OFFERED_AGAIN');
    expect((await historyOf(ask)).filter((kind) => kind === 'OFFERED_AGAIN')).toHaveLength(1);
  });

  test('is seen by the office of its commune, with the reason, and by no other', async () => {
    for (const team of [near, next, third, fourth]) await lane.teamRecords.changeTeam({ ...team, languages: ['mww'] });
    const ask = await asked();
    const page = await waitingIn(official('COMMUNE', '00004'), '00004');
    expect(page?.items.map(({ item }) => [item.id, item.nobodyCould?.reason])).toEqual([[ask.id, 'NO_LANGUAGE']]);
    expect(await waitingIn(official('NATIONAL'), '00004')).toMatchObject({ items: [{}] });
    expect(await waitingIn(official('PROVINCE', '01'), '00004')).toMatchObject({ items: [{}] });
    for (const stranger of [official('COMMUNE', '00008'), official('PROVINCE', '79'), tuan(), lane.residentOf(ask)]) {
      expect(await waitingIn(stranger, '00004')).toBeUndefined();
    }
  });
});

describe('a promise', () => {
  test('warns at four fifths and is missed at its end, each once, and the office sees it whoever is at work', async () => {
    const ask = await asked();
    valueOf(await lane.helpRequests.acceptRequest(tuan(), change(ask.id)));
    expect((await waitingIn(official('COMMUNE', '00004'), '00004'))?.items).toEqual([]);
    await later(minutes(6.4) - 1);
    expect(await historyOf(ask)).toEqual(['REQUESTED', 'ACCEPTED']);
    await later(1);
    expect(await now(ask)).toMatchObject({ warned: ['CONTACT'] });
    await later(minutes(1.6));
    await runDueIn(lane);
    expect(await now(ask)).toMatchObject({ state: 'ACCEPTED', missed: ['CONTACT'] });
    expect(await historyOf(ask)).toEqual(['REQUESTED', 'ACCEPTED', 'PROMISE_WARNED', 'PROMISE_MISSED']);
    expect((await waitingIn(official('COMMUNE', '00004'), '00004'))?.items.map(({ item }) => item.id)).toEqual([ask.id]);
    valueOf(await lane.helpRequests.resolveRequest(tuan(), { ...change(ask.id), outcome: 'DONE_TOGETHER' }));
    expect((await waitingIn(official('COMMUNE', '00004'), '00004'))?.items).toEqual([]);
  });

  test('that is kept is neither warned of nor missed', async () => {
    const ask = await asked();
    valueOf(await lane.helpRequests.acceptRequest(tuan(), change(ask.id)));
    valueOf(await lane.helpRequests.startRequest(tuan(), change(ask.id)));
    await later(minutes(40));
    expect(await historyOf(ask)).toEqual(['REQUESTED', 'ACCEPTED', 'STARTED']);
  });
});

describe('work that waits for the resident', () => {
  test('stands still, and what is left of the promises goes on from there', async () => {
    const ask = await asked();
    valueOf(await lane.helpRequests.acceptRequest(tuan(), change(ask.id)));
    const { promise } = await now(ask);
    lane.clock.advance(minutes(5));
    const waits = valueOf(await lane.helpRequests.waitForResident(tuan(), { ...change(ask.id), reason: 'NO_ANSWER' }));
    expect(waits.waitingForResident).toEqual({ since: lane.clock.now(), reason: 'NO_ANSWER' });
    await later(hours(2));
    expect(await historyOf(ask)).toEqual(['REQUESTED', 'ACCEPTED', 'WAITS_FOR_RESIDENT']);
    const resumed = valueOf(await lane.helpRequests.resumeRequest(tuan(), change(ask.id)));
    const movedBy = (one: string, other: string): number => Date.parse(one) - Date.parse(other);
    expect(resumed.waitingForResident).toBeUndefined();
    expect(movedBy(resumed.promise.contactBy, promise.contactBy)).toBe(hours(2));
    expect(movedBy(resumed.promise.doneBy, promise.doneBy)).toBe(hours(2));
    // It was kept before the wait began.
    expect(resumed.promise.acceptBy).toBe(promise.acceptBy);
    await later(minutes(3));
    expect(await historyOf(ask)).toContain('PROMISE_MISSED');
  });

  test('goes on by itself after a fortnight', async () => {
    const ask = await asked();
    valueOf(await lane.helpRequests.acceptRequest(tuan(), change(ask.id)));
    valueOf(await lane.helpRequests.waitForResident(tuan(), { ...change(ask.id), reason: 'PAPERS_NEEDED' }));
    await later(days(14) - 1);
    expect((await now(ask)).waitingForResident).toBeDefined();
    await later(1);
    expect(await now(ask)).not.toHaveProperty('waitingForResident');
    expect(await historyOf(ask)).toContain('RESUMED');
  });

  test('goes on when it is begun, and can be said only by whoever is at work with it', async () => {
    const ask = await asked();
    const lan = asMember(lane.memberOf(next));
    valueOf(await lane.helpRequests.acceptRequest(tuan(), change(ask.id)));
    expect(await lane.helpRequests.resumeRequest(tuan(), change(ask.id))).toMatchObject({ failure: { type: 'NotPossibleNow' } });
    expect(await lane.helpRequests.waitForResident(lan, { ...change(ask.id), reason: 'OTHER' })).toMatchObject({ failure: { type: 'NotPermitted' } });
    valueOf(await lane.helpRequests.waitForResident(tuan(), { ...change(ask.id), reason: 'OTHER' }));
    lane.clock.advance(hours(1));
    const started = valueOf(await lane.helpRequests.startRequest(tuan(), change(ask.id)));
    expect(started).toMatchObject({ state: 'IN_PROGRESS', waitingForResident: undefined });
    expect(Date.parse(started.promise.doneBy)).toBe(Date.parse(lane.clock.now()) + hours(1));
  });
});

describe('what is done', () => {
  test('closes when the resident’s seven days are over, and not a moment before', async () => {
    const ask = await asked();
    valueOf(await lane.helpRequests.acceptRequest(tuan(), change(ask.id)));
    const resolved = valueOf(await lane.helpRequests.resolveRequest(tuan(), { ...change(ask.id), outcome: 'DONE_ALONE' }));
    await later(days(7));
    expect((await now(ask)).state).toBe('RESOLVED');
    expect(await lane.helpRequests.changesPossibleFor(lane.residentOf(ask), await now(ask))).toContain('REOPENED');
    await later(1);
    // The day on which contacts are erased is counted from endsAt.
    expect(await now(ask)).toMatchObject({ state: 'CLOSED', endsAt: resolved.reopenableUntil });
    expect(await later(days(60))).toMatchObject({ changes: 0, latestBy: 0 });
  });
});

describe('after a day without a run', () => {
  test('everything is caught up in one run, the earliest first', async () => {
    const asks: Ask[] = [];
    for (let at = 0; at < 30; at += 1) {
      lane.clock.advance(1000);
      asks.push(await asked());
    }
    const dues = await Promise.all(asks.map(async (ask) => `${nextDueAt(await now(ask)) ?? ''}#${ask.id}`));
    lane.clock.advance(days(1));
    const order: string[] = [];
    const run = await runDueIn(lane, { onFollow: (id) => order.push(id) });
    expect(run.latestBy).toBeGreaterThan(hours(23));
    expect(order).toEqual(dues.sort().map((due) => due.slice(due.indexOf('#') + 1)));
    const lines = (await Promise.all(asks.map(historyOf))).flat();
    expect(run.changes).toBeGreaterThanOrEqual(lines.filter((kind) => kind !== 'REQUESTED').length);
    for (const ask of asks) {
      const { declinedBy, missed } = await now(ask);
      expect(new Set(declinedBy).size).toBe(declinedBy.length);
      expect(missed).toEqual(['ACCEPT', 'CONTACT', 'DONE']);
      const revisions = (await lane.helpRequests.historyOf(ask.id)).map(({ revision }) => revision);
      expect(revisions).toEqual(revisions.map((_, index) => index + 1));
      // A warning of what is missed already tells nobody anything.
      expect(await historyOf(ask)).not.toContain('PROMISE_WARNED');
    }
    expect(await runDueIn(lane)).toMatchObject({ changes: 0, failed: 0, latestBy: 0, more: false });
  }, 60_000);

  test('two runs at once do nothing twice', async () => {
    const asks: Ask[] = [];
    for (let at = 0; at < 12; at += 1) asks.push(await asked());
    lane.clock.advance(days(1));
    await Promise.all([runDueIn(lane), runDueIn(lane)]);
    for (const ask of asks) {
      const { declinedBy } = await now(ask);
      expect(new Set(declinedBy).size).toBe(declinedBy.length);
      const kinds = await historyOf(ask);
      expect(kinds.filter((kind) => kind === 'OFFER_EXPIRED')).toHaveLength(declinedBy.length);
    }
    expect(await runDueIn(lane)).toMatchObject({ changes: 0, failed: 0, latestBy: 0, more: false });
  });

  test('a run whose time is over leaves the rest to the next', async () => {
    for (let at = 0; at < 9; at += 1) await asked();
    lane.clock.advance(days(1));
    expect(await runDueIn(lane, { mayGoOn: () => false })).toMatchObject({ more: true });
    expect(await runDueIn(lane)).toMatchObject({ more: false });
    expect(await runDueIn(lane)).toMatchObject({ changes: 0, latestBy: 0 });
  });
});

describe('a request whose row cannot be read', () => {
  test('is put off, then set aside, while the others go on; and goes on itself once it is mended', async () => {
    const broken = await asked();
    const whole = await asked();
    const setMode = (mode: string) =>
      lane.main.client.send(
        new UpdateCommand({ TableName: lane.main.name, Key: requestKey(broken.id), UpdateExpression: 'SET #mode = :mode', ExpressionAttributeNames: { '#mode': 'mode' }, ExpressionAttributeValues: { ':mode': mode } }),
      );
    await setMode('BY_PIGEON');
    const faults: unknown[] = [];
    const run = () => runDueIn(lane, { report: (error) => faults.push(error) });
    lane.clock.advance(minutes(3));
    expect(await run()).toMatchObject({ failed: 1, aside: 0 });
    expect((await now(whole)).offer?.teamCode).toBe(next.code);
    // At once again it is not tried: it was put off by a minute.
    expect(await run()).toMatchObject({ failed: 0 });
    for (let failure = 2; failure <= 5; failure += 1) {
      lane.clock.advance(minutes(16));
      await run();
    }
    expect(faults).toHaveLength(5);
    expect(await run()).toMatchObject({ aside: 1, failed: 0 });
    await setMode('HERE_NOW');
    lane.clock.advance(hours(1));
    expect(await run()).toMatchObject({ aside: 0, failed: 0 });
    expect((await now(broken)).declinedBy).toContain(near.code);
  });

  test('and whose id is nobody’s is only looked at', async () => {
    const id = randomUUID();
    await lane.main.client.send(
      new PutCommand({ TableName: lane.main.name, Item: { pk: `request#${id}`, sk: 'elsewhere', due: 'due#0', dueSort: `${lane.clock.now()}#${id}` } }),
    );
    expect(await runDueIn(lane)).toMatchObject({ changes: 0, failed: 0 });
  });
});
