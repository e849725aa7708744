import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CONSENT_IN_FORCE } from '../../functions/contacts/consent.ts';
import { hours, instantOf, millisecondsOf } from '../../functions/core/clock.ts';
import { aKiosk, aTeam, openLane, valueOf, type Lane } from '../support/lane.ts';
import { sweep } from './sweep.ts';

const near = aTeam(1);
const next = aTeam(2);
const third = aTeam(3);
const fourth = aTeam(4);

let lane: Lane;
beforeAll(async () => {
  lane = await openLane([near, next, third, fourth]);
});
afterAll(() => lane.stop());

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
    await sweep(lane, ask);
    expect(await lane.openPlaces(near)).toBe(0);
  });

  test('asking the same again gives the same ticket and takes no second place', async () => {
    const ask = lane.ask();
    const answers = await Promise.all(Array.from({ length: 6 }, () => lane.helpRequests.requestHelp(ask)));
    const tickets = new Set(answers.map((answer) => valueOf(answer).ticket.number));
    expect(tickets.size).toBe(1);
    expect(await lane.openPlaces(near)).toBe(1);
    await sweep(lane, ask);
  });

  test('the same id with other content is refused, and nothing changes', async () => {
    const ask = lane.ask();
    const first = valueOf(await lane.helpRequests.requestHelp(ask));
    const other = await lane.helpRequests.requestHelp({ ...ask, onBehalf: true });
    expect(other).toEqual({ ok: false, failure: { type: 'IdAlreadyUsed' } });
    expect(await lane.helpRequests.trackedRequest(lane.residentOf(ask))).toEqual(first);
    await sweep(lane, ask);
  });

  test('ticket numbers of a day never come twice, however many ask at once', async () => {
    const asks = Array.from({ length: 5 }, () => lane.ask());
    const numbers = await Promise.all(asks.map(async (ask) => valueOf(await lane.helpRequests.requestHelp(ask)).ticket.number));
    expect(new Set(numbers).size).toBe(asks.length);
    for (const ask of asks) await sweep(lane, ask);
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
    for (const ask of asks) await sweep(lane, ask);
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

  test('a kiosk that was offline until the appointment was over gets the ticket that it had', async () => {
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
    await sweep(lane, ask);
    lane.clock.advance(-hours(3));
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
