import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CONSENT_IN_FORCE } from '../../functions/contacts/consent.ts';
import { days, plusMilliseconds } from '../../functions/core/clock.ts';
import { contactKeptUntil } from '../../functions/help-requests/states.ts';
import { anonymous } from '../../functions/identity/principal.ts';
import { aTeam, asMember, openLane, valueOf, type Lane } from '../support/lane.ts';
import { change, sweep } from './sweep.ts';

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

describe('a resident’s number', () => {
  const header = Buffer.from(JSON.stringify({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM', kid: 'test' })).toString('base64url');
  const withNumber = () => lane.ask({ mode: 'CALL_ME', contact: { jwe: `${header}.key.iv.text.tag`, consentVersion: CONSENT_IN_FORCE } });

  test('is erased when they say so, at work too, and the work goes on without it', async () => {
    const ask = withNumber();
    valueOf(await lane.helpRequests.requestHelp(ask));
    const tuan = asMember(lane.memberOf(near));
    const accepted = valueOf(await lane.helpRequests.acceptRequest(tuan, change(ask.id)));
    expect(await lane.helpRequests.changesPossibleFor(lane.residentOf(ask), accepted)).toContain('CONTACT_ERASED');
    expect(await lane.helpRequests.eraseContact(tuan, change(ask.id))).toMatchObject({ failure: { type: 'NotPermitted' } });
    const erasing = change(ask.id);
    const erased = valueOf(await lane.helpRequests.eraseContact(lane.residentOf(ask), erasing));
    expect(erased).toMatchObject({ state: 'ACCEPTED', hasContact: false });
    expect(valueOf(await lane.helpRequests.eraseContact(lane.residentOf(ask), erasing))).toEqual(erased);
    expect(await lane.helpRequests.eraseContact(lane.residentOf(ask), change(ask.id))).toMatchObject({ failure: { type: 'NotPossibleNow' } });
    expect(await lane.helpRequests.grantContact(tuan, erased)).toBeUndefined();
    expect((await lane.helpRequests.historyOf(ask.id)).at(-1)).toMatchObject({ kind: 'CONTACT_ERASED', actor: { kind: 'RESIDENT' }, stateAfter: 'ACCEPTED' });
    valueOf(await lane.helpRequests.resolveRequest(tuan, { ...change(ask.id), outcome: 'DONE_TOGETHER' }));
  });

  test('can be erased after they took the request back, until it is gone by itself', async () => {
    const ask = withNumber();
    valueOf(await lane.helpRequests.requestHelp(ask));
    const cancelled = await sweep(lane, ask);
    expect(contactKeptUntil(cancelled, lane.clock.now())).toBe(plusMilliseconds(lane.clock.now(), days(30)));
    expect(contactKeptUntil(cancelled, plusMilliseconds(lane.clock.now(), days(30)))).toBeUndefined();
    const erased = valueOf(await lane.helpRequests.eraseContact(lane.residentOf(ask), change(ask.id)));
    expect(contactKeptUntil(erased, lane.clock.now())).toBeUndefined();
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
    await sweep(lane, ask);
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
    await sweep(lane, ask);
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
    await sweep(lane, ask);
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
    await sweep(lane, ask);
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
    await sweep(lane, ask);
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
    await sweep(lane, ask);
    expect(await lane.helpRequests.acceptRequest(asMember(lane.memberOf(near)), change(ask.id))).toMatchObject({
      failure: { type: 'NotPossibleNow', request: { state: 'CANCELLED' } },
    });
    expect(await lane.helpRequests.acceptRequest(asMember(lane.memberOf(next)), change(ask.id))).toMatchObject({
      failure: { type: 'NotPermitted' },
    });
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
    for (const ask of asks) await sweep(lane, ask);
  });
});
