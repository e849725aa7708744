import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { days, hours, minutes } from '../../functions/core/clock.ts';
import { createAudit } from '../../functions/audit/audit.ts';
import { createIdentity } from '../../functions/identity/identity.ts';
import { anonymous } from '../../functions/identity/principal.ts';
import type { SessionHolder } from '../../functions/identity/session.ts';
import type { Tokens } from '../../functions/identity/sessions.ts';
import { newSigningKey, parseSigningKeys } from '../../functions/identity/signing-keys.ts';
import { createRateLimits } from '../../functions/rate-limits/rate-limits.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { handClock, SATURDAY_NIGHT, valueOf } from '../support/lane.ts';

let engine: TestEngine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

const lan: SessionHolder = { kind: 'member', memberId: 'lan' };
const official: SessionHolder = { kind: 'official', officialId: 'an', role: 'COMMUNE', unitVersion: '2025-07-01', unitCode: '00004' };
const kiosk: SessionHolder = { kind: 'kiosk', kioskCode: 'walking-street' };
const phone: SessionHolder = { kind: 'teamPhone', phoneId: 'phone-1', teamCode: 'to-4' };

const open = async () => {
  const clock = handClock(SATURDAY_NIGHT);
  const set = { keys: [await newSigningKey('one')] };
  const withKeys = async (keys: object[]) => createIdentity(engine.main, await parseSigningKeys({ keys }), clock.now, { secure: true, takeTry: createRateLimits(engine.main, new Uint8Array(32), clock.now).takeTry });
  return { clock, set, withKeys, identity: await withKeys(set.keys) };
};

const access = ({ accessToken }: Tokens) => ({ cookie: `__Host-session=${accessToken}` });
const refreshCookie = ({ refreshToken = '' }: Tokens) => `theme=night; __Secure-session-refresh=${refreshToken}`;
const ended = { ok: false, failure: { type: 'SessionEnded' } };

describe('whoever signs in', () => {
  test.each([lan, official, kiosk, phone])('as $kind is known as just that', async (holder) => {
    const { identity } = await open();
    const tokens = await identity.openSession(holder);
    expect(await identity.whoAsks(access(tokens))).toEqual({ principal: { ...holder, sessionId: tokens.sessionId }, expired: false });
  });

  test('is asked to fetch a new token after ten minutes, and is then in again', async () => {
    const { identity, clock } = await open();
    const first = await identity.openSession(lan);
    clock.advance(minutes(10) - 1000);
    expect(await identity.principalOf(access(first))).toMatchObject({ kind: 'member' });
    clock.advance(1000);
    expect(await identity.whoAsks(access(first))).toEqual({ principal: anonymous, expired: true });
    const second = valueOf(await identity.refreshSession(refreshCookie(first)));
    expect(await identity.principalOf(access(second))).toEqual({ ...lan, sessionId: first.sessionId });
  });

  test('as a member stays in as long as they come by within thirty days', async () => {
    const { identity, clock } = await open();
    let tokens = await identity.openSession(lan);
    expect(tokens.maxAgeSeconds).toBe(30 * 86_400);
    for (let month = 0; month < 3; month += 1) {
      clock.advance(days(30) - minutes(1));
      tokens = valueOf(await identity.refreshSession(refreshCookie(tokens)));
    }
    clock.advance(days(30));
    expect(await identity.refreshSession(refreshCookie(tokens))).toEqual(ended);
  });

  test('as an official is out after a working day, however busy it was', async () => {
    const { identity, clock } = await open();
    let tokens = await identity.openSession(official);
    for (let hour = 0; hour < 11; hour += 1) {
      clock.advance(hours(1));
      tokens = valueOf(await identity.refreshSession(refreshCookie(tokens)));
    }
    clock.advance(hours(1));
    expect(await identity.refreshSession(refreshCookie(tokens))).toEqual(ended);
    expect(await identity.whoAsks(access(tokens))).toMatchObject({ principal: anonymous });
  });

  test('as a kiosk that was stored since the last festival is still itself', async () => {
    const { identity, clock } = await open();
    const tokens = await identity.openSession(kiosk);
    clock.advance(days(364));
    expect((await identity.refreshSession(refreshCookie(tokens))).ok).toBe(true);
  });
});

describe('a refresh token', () => {
  test('gives the same successor to a phone whose answer was lost, and to nine tabs at once', async () => {
    const { identity, clock } = await open();
    const first = await identity.openSession(lan);
    const tabs = await Promise.all(Array.from({ length: 9 }, () => identity.refreshSession(refreshCookie(first))));
    clock.advance(minutes(1) - 1);
    tabs.push(await identity.refreshSession(refreshCookie(first)));
    expect(new Set(tabs.map((tab) => valueOf(tab).refreshToken)).size).toBe(1);
    expect(valueOf(tabs[0] ?? ended as never).refreshToken).not.toBe(first.refreshToken);
  });

  test('that comes back later ends the session for whoever copied it and for its owner, and leaves a line', async () => {
    const { identity, clock } = await open();
    const holder: SessionHolder = { kind: 'member', memberId: 'hoa' };
    const stolen = await identity.openSession(holder);
    const owner = valueOf(await identity.refreshSession(refreshCookie(stolen)));
    clock.advance(minutes(1));
    expect(await identity.refreshSession(refreshCookie(stolen))).toEqual(ended);
    expect(await identity.principalOf(access(owner))).toEqual(anonymous);
    expect(await identity.refreshSession(refreshCookie(owner))).toEqual(ended);
    const trail = await createAudit(engine.main).ofSubject({ kind: 'MEMBER', id: 'hoa' }, { first: 10 });
    expect(trail.items.map(({ item }) => item.detail?.['why'])).toEqual(['OLD_TOKEN_CAME_BACK']);
  });

  test('two generations old ends the session at once, even within the minute', async () => {
    const { identity } = await open();
    const first = await identity.openSession(lan);
    const second = valueOf(await identity.refreshSession(refreshCookie(first)));
    const third = valueOf(await identity.refreshSession(refreshCookie(second)));
    expect(await identity.refreshSession(refreshCookie(first))).toEqual(ended);
    expect(await identity.refreshSession(refreshCookie(third))).toEqual(ended);
  });

  test('that somebody made up ends nothing, even with the right session id', async () => {
    const { identity } = await open();
    const tokens = await identity.openSession(lan);
    const [ref = '', id = '', family = '', own = ''] = (tokens.refreshToken ?? '').split('.');
    const made = 'M'.repeat(43);
    for (const token of ['', 'x', `${ref}.${id}`, `${ref}.${id}.${made}.${own}`, `${ref}.${id}.${made}.${made}`, `${ref}.${id}.${family}.${own}.x`]) {
      expect(await identity.refreshSession(refreshCookie({ ...tokens, refreshToken: token }))).toEqual(ended);
    }
    expect((await identity.refreshSession(refreshCookie(tokens))).ok).toBe(true);
  });

  test('is not kept: the table holds no token of anybody', async () => {
    const { identity } = await open();
    const tokens = await identity.openSession(phone);
    const next = valueOf(await identity.refreshSession(refreshCookie(tokens)));
    const rows = JSON.stringify(await identity.sessionsOf('teamPhone:phone-1'));
    for (const { refreshToken = '' } of [tokens, next]) {
      for (const part of refreshToken.split('.').slice(2)) expect(rows).not.toContain(part);
    }
  });
});

describe('a session that is ended', () => {
  test('counts nowhere from that moment, although its token has not expired', async () => {
    const { identity } = await open();
    const tokens = await identity.openSession(lan);
    const other = await identity.openSession(lan);
    await identity.endSession(await identity.principalOf(access(tokens)));
    expect(await identity.whoAsks(access(tokens))).toEqual({ principal: anonymous, expired: false });
    expect(await identity.refreshSession(refreshCookie(tokens))).toEqual(ended);
    expect(await identity.principalOf(access(other))).toMatchObject({ kind: 'member' });
  });
});

describe('when the signing key changes', () => {
  test('nobody is signed out: the old key still verifies, and once it is gone a refresh gives a token of the new one', async () => {
    const { identity, set, clock, withKeys } = await open();
    const tokens = await identity.openSession(lan);
    const two = await newSigningKey('two');
    const both = await withKeys([two, ...set.keys]);
    expect(await both.principalOf(access(tokens))).toMatchObject({ kind: 'member' });
    clock.advance(minutes(10));
    const onlyNew = await withKeys([two]);
    expect(await onlyNew.whoAsks(access(tokens))).toEqual({ principal: anonymous, expired: true });
    const renewed = valueOf(await onlyNew.refreshSession(refreshCookie(tokens)));
    expect(await onlyNew.principalOf(access(renewed))).toEqual({ ...lan, sessionId: tokens.sessionId });
  });
});
