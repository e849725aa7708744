import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CONSENT_IN_FORCE } from '../../functions/contacts/consent.ts';
import { days, hours, instantOf, millisecondsOf } from '../../functions/core/clock.ts';
import { anonymous } from '../../functions/identity/principal.ts';
import { aKiosk, aTeam, asMember, openLane, valueOf, type Lane } from '../support/lane.ts';

const near = aTeam(1);
const next = aTeam(2);
const third = aTeam(3);
const fourth = aTeam(4);
const elsewhere = aTeam(5, { code: '00008-001', communeCode: '00008', position: { lat: 21.2, lon: 105.6 } });

let lane: Lane;
beforeAll(async () => {
  lane = await openLane([near, next, third, fourth, elsewhere]);
});
afterAll(() => lane.stop());

const change = (requestId: string) => ({ requestId, changeId: randomUUID() });

/** Ends a request, so that the next test finds every place free. */
const sweep = async (ask: ReturnType<Lane['ask']>) =>
  valueOf(await lane.helpRequests.cancelRequest(lane.residentOf(ask), change(ask.id)));

describe('a resident asks at the kiosk', () => {
  test('the nearest team gets it, with one of its places, and the ticket has a number to say', async () => {
    const ask = lane.ask();
    const request = valueOf(await lane.helpRequests.requestHelp(ask));
    expect(request).toMatchObject({
      state: 'WAITING',
      offer: { teamCode: near.code },
      ticket: { number: expect.stringMatching(/^B-\d{4}$/), day: '2026-11-21' },
      promise: { acceptBy: '2026-11-21T12:47:00.000Z', contactBy: '2026-11-21T12:52:00.000Z' },
    });
    expect(await lane.openPlaces(near)).toBe(1);
    await sweep(ask);
    expect(await lane.openPlaces(near)).toBe(0);
  });

  test('asking the same again gives the same ticket and takes no second place', async () => {
    const ask = lane.ask();
    const answers = await Promise.all(Array.from({ length: 6 }, () => lane.helpRequests.requestHelp(ask)));
    const tickets = new Set(answers.map((answer) => valueOf(answer).ticket.number));
    expect(tickets.size).toBe(1);
    expect(await lane.openPlaces(near)).toBe(1);
    await sweep(ask);
  });

  test('the same id with other content is refused, and nothing changes', async () => {
    const ask = lane.ask();
    const first = valueOf(await lane.helpRequests.requestHelp(ask));
    const other = await lane.helpRequests.requestHelp({ ...ask, onBehalf: true });
    expect(other).toEqual({ ok: false, failure: { type: 'IdAlreadyUsed' } });
    expect(await lane.helpRequests.trackedRequest(lane.residentOf(ask))).toEqual(first);
    await sweep(ask);
  });

  test('ticket numbers of a day never come twice, however many ask at once', async () => {
    const asks = Array.from({ length: 5 }, () => lane.ask());
    const numbers = await Promise.all(asks.map(async (ask) => valueOf(await lane.helpRequests.requestHelp(ask)).ticket.number));
    expect(new Set(numbers).size).toBe(asks.length);
    for (const ask of asks) await sweep(ask);
  });

  test('a crowd never overfills a team: what one cannot take goes to the next nearest', async () => {
    const asks = Array.from({ length: 9 }, () => lane.ask());
    const requests = await Promise.all(asks.map(async (ask) => valueOf(await lane.helpRequests.requestHelp(ask))));
    const byTeam = Map.groupBy(requests, (request) => request.offer?.teamCode);
    for (const team of [near, next, third, fourth]) {
      expect(byTeam.get(team.code)).toHaveLength(team.capacity);
      expect(await lane.openPlaces(team)).toBe(team.capacity);
    }
    const leftOver = byTeam.get(undefined);
    expect(leftOver).toHaveLength(1);
    expect(leftOver?.[0]?.escalatedAt).toBeDefined();
    for (const ask of asks) await sweep(ask);
    for (const team of [near, next, third, fourth]) expect(await lane.openPlaces(team)).toBe(0);
  });

  test.each([
    ['an unknown kiosk', { kiosk: 'nowhere' }, { type: 'NotFound', kind: 'KIOSK' }],
    ['an unknown topic', { topic: 'astrology' }, { type: 'NotFound', kind: 'TOPIC' }],
    ['a language nobody here knows', { language: 'tlh' }, { type: 'InvalidInput', field: ['language'] }],
    ['an outdated consent', { contact: { jwe: 'x', consentVersion: '2001-01-01' } }, { type: 'ConsentOutdated' }],
    ['a contact in the clear', { contact: { jwe: 'a number', consentVersion: '2026-11-01' } }, { type: 'InvalidInput', field: ['contact', 'jwe'] }],
  ] as const)('%s is refused and leaves nothing behind', async (_what, changes, failure) => {
    const ask = lane.ask(changes);
    const answer = await lane.helpRequests.requestHelp(ask);
    expect(answer).toMatchObject({ ok: false, failure });
    expect(await lane.helpRequests.trackedRequest(lane.residentOf(ask))).toBeUndefined();
    expect(await lane.openPlaces(near)).toBe(0);
  });
});

describe('a member accepts', () => {
  test('of nine who tap at once exactly one wins, and the others are told who', async () => {
    const ask = lane.ask();
    await lane.helpRequests.requestHelp(ask);
    const members = Array.from({ length: 9 }, (_, at) => ({
      ...lane.memberOf(near),
      id: `${near.code}-racer-${at}`,
      displayName: `Racer ${at}`,
    }));
    for (const member of members) await lane.teamRecords.saveMember(member);
    const answers = await Promise.all(
      members.map((member) => lane.helpRequests.acceptRequest(asMember(member), change(ask.id))),
    );
    const winners = answers.filter(({ ok }) => ok);
    expect(winners).toHaveLength(1);
    const accepted = await lane.helpRequests.trackedRequest(lane.residentOf(ask));
    for (const answer of answers) {
      if (!answer.ok) expect(answer.failure).toMatchObject({ type: 'AcceptedByAnother', memberName: accepted?.acceptance?.memberName });
    }
    expect(await lane.openPlaces(near)).toBe(1);
    await sweep(ask);
  });

  test('the same change sent again gives the same answer; its id with another change is refused', async () => {
    const ask = lane.ask();
    await lane.helpRequests.requestHelp(ask);
    const tuan = asMember(lane.memberOf(near));
    const accept = change(ask.id);
    const first = valueOf(await lane.helpRequests.acceptRequest(tuan, accept));
    expect(valueOf(await lane.helpRequests.acceptRequest(tuan, accept))).toEqual(first);
    const other = await lane.helpRequests.startRequest(tuan, accept);
    expect(other).toEqual({ ok: false, failure: { type: 'IdAlreadyUsed' } });
    expect(await lane.helpRequests.historyOf(ask.id)).toHaveLength(2);
    await sweep(ask);
  });

  test('nobody, strangers and wrong links get nothing', async () => {
    const ask = lane.ask();
    await lane.helpRequests.requestHelp(ask);
    const stranger = asMember(lane.memberOf(elsewhere));
    expect(await lane.helpRequests.acceptRequest(anonymous, change(ask.id))).toMatchObject({ failure: { type: 'NotSignedIn' } });
    expect(await lane.helpRequests.acceptRequest(stranger, change(ask.id))).toMatchObject({ failure: { type: 'NotPermitted' } });
    expect(await lane.helpRequests.visibleRequest(stranger, ask.id)).toBeUndefined();
    const wrongLink = lane.residentOf({ ...ask, trackingSecret: 'w'.repeat(43) });
    expect(await lane.helpRequests.trackedRequest(wrongLink)).toBeUndefined();
    expect(await lane.helpRequests.cancelRequest(wrongLink, change(ask.id))).toMatchObject({ failure: { type: 'NotFound' } });
    expect(await lane.helpRequests.queueOf(stranger, near.code, { first: 10 })).toBeUndefined();
    await sweep(ask);
  });
});

describe('a team cannot', () => {
  test('it passes to the next nearest; after three teams the commune sees it too, and any of its teams may take it', async () => {
    const ask = lane.ask();
    await lane.helpRequests.requestHelp(ask);
    for (const [team, nextOne] of [[near, next], [next, third], [third, fourth]] as const) {
      const declined = valueOf(
        await lane.helpRequests.declineOffer(asMember(lane.memberOf(team)), { ...change(ask.id), reason: 'BUSY' }),
      );
      expect(declined.offer?.teamCode).toBe(nextOne.code);
      expect(await lane.openPlaces(team)).toBe(0);
      expect(await lane.openPlaces(nextOne)).toBe(1);
    }
    const escalated = await lane.helpRequests.trackedRequest(lane.residentOf(ask));
    expect(escalated).toMatchObject({ state: 'WAITING', escalatedAt: expect.any(String), offer: { teamCode: fourth.code } });

    const seen = await lane.helpRequests.queueOf(asMember(lane.memberOf(near)), near.code, { first: 10 });
    expect(seen?.items.map(({ item }) => item.id)).toEqual([ask.id]);
    const taken = valueOf(await lane.helpRequests.acceptRequest(asMember(lane.memberOf(near)), change(ask.id)));
    expect(taken.acceptance).toMatchObject({ teamCode: near.code, distanceMetres: expect.closeTo(100, 0) });
    expect(await lane.openPlaces(near)).toBe(1);
    expect(await lane.openPlaces(fourth)).toBe(0);
    await sweep(ask);
    expect(await lane.openPlaces(near)).toBe(0);
  });

  test('when every team has declined it waits with the commune, and is not lost', async () => {
    const ask = lane.ask();
    await lane.helpRequests.requestHelp(ask);
    for (const team of [near, next, third, fourth]) {
      valueOf(await lane.helpRequests.declineOffer(asMember(lane.memberOf(team)), { ...change(ask.id), reason: 'TOO_FAR' }));
    }
    const waiting = await lane.helpRequests.trackedRequest(lane.residentOf(ask));
    expect(waiting).toMatchObject({ state: 'WAITING', escalatedAt: expect.any(String) });
    expect(waiting?.offer).toBeUndefined();
    expect(waiting?.revision).toBe(5);
    await sweep(ask);
    const left = await lane.helpRequests.queueOf(asMember(lane.memberOf(near)), near.code, { first: 10 });
    expect(left?.items).toEqual([]);
  });
});

describe('the work', () => {
  test('goes from accepted over started to resolved, and the place is free again', async () => {
    const ask = lane.ask();
    await lane.helpRequests.requestHelp(ask);
    const tuan = asMember(lane.memberOf(near));
    valueOf(await lane.helpRequests.acceptRequest(tuan, change(ask.id)));
    valueOf(await lane.helpRequests.startRequest(tuan, change(ask.id)));
    const done = valueOf(await lane.helpRequests.resolveRequest(tuan, { ...change(ask.id), outcome: 'DONE_ALONE' }));
    expect(done).toMatchObject({ state: 'RESOLVED', outcome: 'DONE_ALONE', reopenableUntil: '2026-11-28T12:44:00.000Z' });
    expect(await lane.openPlaces(near)).toBe(0);
    const rated = valueOf(await lane.helpRequests.rateHelp(lane.residentOf(ask), { ...change(ask.id), rating: 5 }));
    expect(rated.rating).toBe(5);
    const history = await lane.helpRequests.historyOf(ask.id);
    expect(history.map(({ kind }) => kind)).toEqual(['REQUESTED', 'ACCEPTED', 'STARTED', 'RESOLVED', 'RATED']);
    expect(history.map(({ revision }) => revision)).toEqual([1, 2, 3, 4, 5]);
  });

  test('that did not work is asked again within seven days, and not after', async () => {
    const ask = lane.ask();
    await lane.helpRequests.requestHelp(ask);
    const tuan = asMember(lane.memberOf(near));
    valueOf(await lane.helpRequests.acceptRequest(tuan, change(ask.id)));
    valueOf(await lane.helpRequests.resolveRequest(tuan, { ...change(ask.id), outcome: 'DONE_TOGETHER' }));
    const again = valueOf(
      await lane.helpRequests.reopenRequest(lane.residentOf(ask), { ...change(ask.id), reason: 'Vẫn không đăng nhập được' }),
    );
    expect(again).toMatchObject({ state: 'WAITING', offer: { teamCode: near.code } });
    expect(again.acceptance).toBeUndefined();
    expect(await lane.openPlaces(near)).toBe(1);

    valueOf(await lane.helpRequests.acceptRequest(tuan, change(ask.id)));
    valueOf(await lane.helpRequests.resolveRequest(tuan, { ...change(ask.id), outcome: 'DONE_ALONE' }));
    lane.clock.advance(days(7) + 1);
    expect(await lane.helpRequests.reopenRequest(lane.residentOf(ask), change(ask.id))).toMatchObject({
      failure: { type: 'NotPossibleNow', request: { state: 'RESOLVED' } },
    });
  });

  test('for another body is forwarded with the reason', async () => {
    const ask = lane.ask();
    await lane.helpRequests.requestHelp(ask);
    const tuan = asMember(lane.memberOf(near));
    valueOf(await lane.helpRequests.acceptRequest(tuan, change(ask.id)));
    const forwarded = valueOf(
      await lane.helpRequests.forwardRequest(tuan, { ...change(ask.id), to: 'POLICE', reason: 'Nghi bị lừa tiền' }),
    );
    expect(forwarded).toMatchObject({ state: 'FORWARDED', forwarding: { to: 'POLICE', reason: 'Nghi bị lừa tiền' } });
    expect(await lane.openPlaces(near)).toBe(0);
    expect(await lane.helpRequests.cancelRequest(lane.residentOf(ask), change(ask.id))).toMatchObject({
      failure: { type: 'NotPossibleNow' },
    });
  });

  test('ends even when its team has moved to another commune meanwhile', async () => {
    const ask = lane.ask();
    await lane.helpRequests.requestHelp(ask);
    const tuan = asMember(lane.memberOf(near));
    valueOf(await lane.helpRequests.acceptRequest(tuan, change(ask.id)));
    await lane.teamRecords.changeTeam({ ...near, communeCode: '00008' });
    valueOf(await lane.helpRequests.resolveRequest(tuan, { ...change(ask.id), outcome: 'NOT_MET' }));
    expect(await lane.openPlaces({ ...near, communeCode: '00008' })).toBe(0);
    await lane.teamRecords.changeTeam(near);
    expect(await lane.openPlaces(near)).toBe(0);
  });
});

describe('a tap that comes a moment too late', () => {
  test('on what the resident has just cancelled is told so, and not that it is forbidden', async () => {
    const ask = lane.ask();
    await lane.helpRequests.requestHelp(ask);
    await sweep(ask);
    expect(await lane.helpRequests.acceptRequest(asMember(lane.memberOf(near)), change(ask.id))).toMatchObject({
      failure: { type: 'NotPossibleNow', request: { state: 'CANCELLED' } },
    });
    expect(await lane.helpRequests.acceptRequest(asMember(lane.memberOf(next)), change(ask.id))).toMatchObject({
      failure: { type: 'NotPermitted' },
    });
  });

  test('of a kiosk that was offline until the appointment was over gets the ticket that it had', async () => {
    const header = Buffer.from(JSON.stringify({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM', kid: 'test' })).toString('base64url');
    const appointmentAt = instantOf(millisecondsOf(lane.clock.now()) + hours(2));
    const contact = { jwe: `${header}.key.iv.text.tag`, consentVersion: CONSENT_IN_FORCE };
    const ask = lane.ask({ mode: 'APPOINTMENT', appointmentAt, contact });
    const first = valueOf(await lane.helpRequests.requestHelp(ask));
    lane.clock.advance(hours(3));
    expect(valueOf(await lane.helpRequests.requestHelp(ask)).ticket).toEqual(first.ticket);
    expect(await lane.helpRequests.requestHelp(lane.ask({ mode: 'APPOINTMENT', appointmentAt, contact }))).toMatchObject({
      failure: { type: 'InvalidInput', reason: 'APPOINTMENT_NOT_AHEAD' },
    });
    await sweep(ask);
    lane.clock.advance(-hours(3));
  });
});

describe('the queue on a phone', () => {
  test('is in order of asking, pages without gaps, and never shows an empty page while more remains', async () => {
    const asks = [];
    for (let at = 0; at < 2; at += 1) {
      lane.clock.advance(1000);
      const ask = lane.ask();
      await lane.helpRequests.requestHelp(ask);
      asks.push(ask);
    }
    const tuan = asMember(lane.memberOf(near));
    const seen: string[] = [];
    let after: string | undefined;
    for (;;) {
      const page = await lane.helpRequests.queueOf(tuan, near.code, { first: 1, after });
      if (page === undefined) throw new Error('the queue is not shown');
      seen.push(...page.items.map(({ item }) => item.id));
      after = page.items.at(-1)?.cursor;
      if (!page.hasNextPage) break;
      expect(page.items).toHaveLength(1);
    }
    expect(seen).toEqual(asks.map(({ id }) => id));
    for (const ask of asks) await sweep(ask);
  });
});

describe('a booth', () => {
  test('with members on shift is nearest of all', async () => {
    const booth = await openLane(
      [near, next],
      aKiosk({ shifts: [{ teamCode: next.code, from: '2026-11-21T11:00:00.000Z', until: '2026-11-21T15:00:00.000Z' }] }),
    );
    try {
      const request = valueOf(await booth.helpRequests.requestHelp(booth.ask()));
      expect(request.offer).toMatchObject({ teamCode: next.code, distanceMetres: 0 });
    } finally {
      await booth.stop();
    }
  });
});
