import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeJwt, SignJWT } from 'jose';
import { hours, minutes } from '../../functions/core/clock.ts';
import { newSecret } from '../../functions/core/ids.ts';
import type { ContactGrant } from '../../functions/identity/contact-grant.ts';
import { verifyContactGrant } from '../../functions/identity/contact-grant.ts';
import { sessionCookies, sessionTokenIn } from '../../functions/identity/credentials.ts';
import { createIdentity } from '../../functions/identity/identity.ts';
import { anonymous } from '../../functions/identity/principal.ts';
import { newSigningKey, parseSigningKeys, parseVerifyingKeys, publicHalf } from '../../functions/identity/signing-keys.ts';
import { createRateLimits } from '../../functions/rate-limits/rate-limits.ts';
import { limits } from '../../functions/rate-limits/limits.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { handClock, SATURDAY_NIGHT, valueOf } from '../support/lane.ts';

let engine: TestEngine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

const REQUEST = 'c0000000-0000-4000-8000-000000000427';
const GRANT: ContactGrant = {
  contact: { kind: 'HELP_REQUEST', id: REQUEST },
  by: { kind: 'MEMBER', id: 'lan' },
  office: { unitVersion: '2025-07-01', unitCode: '00004' },
};

const open = async (more: { readonly secure?: boolean } = {}) => {
  const clock = handClock(SATURDAY_NIGHT);
  const set = { keys: [await newSigningKey('one')] };
  const keys = await parseSigningKeys(set);
  const identity = createIdentity(engine.main, keys, clock.now, {
    secure: more.secure ?? true,
    takeTry: createRateLimits(engine.main, new Uint8Array(32), clock.now).takeTry,
  });
  return { clock, set, keys, identity };
};

/** What a device sends that has never seen this link. */
const opening = (invitation: string) => ({ invitation, deviceSecret: newSecret() });

const cookieFor = (token: string) => ({ cookie: `theme=night; __Host-session=${token}` });

describe('an invitation', () => {
  test('signs in the member it was made for', async () => {
    const { identity } = await open();
    const { tokens, holder } = valueOf(await identity.acceptInvitation(opening(await identity.invite('lan'))));
    expect(holder).toEqual({ kind: 'member', memberId: 'lan' });
    expect(await identity.principalOf(cookieFor(tokens.accessToken))).toMatchObject({ kind: 'member', memberId: 'lan' });
  });

  test('still opens after 71 hours, and no more after 72', async () => {
    const { identity, clock } = await open();
    const [early, late] = [await identity.invite('lan'), await identity.invite('lan')];
    clock.advance(hours(71));
    expect((await identity.acceptInvitation(opening(early))).ok).toBe(true);
    clock.advance(hours(1));
    expect(await identity.acceptInvitation(opening(late))).toEqual({ ok: false, failure: { type: 'InvitationUnknown' } });
  });

  test('is used once: of nine devices at once one gets in, and nothing is half done', async () => {
    const { identity } = await open();
    const secret = await identity.invite('lan');
    const results = await Promise.all(Array.from({ length: 9 }, () => identity.acceptInvitation(opening(secret))));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    for (const result of results) if (!result.ok) expect(result.failure).toEqual({ type: 'InvitationUsed' });
  });

  test('gives its own device the same session again, until that device signs out', async () => {
    const { identity, clock } = await open();
    const secret = await identity.invite('lan');
    const { tokens } = valueOf(await identity.acceptInvitation(opening(secret)));
    clock.advance(minutes(5));
    const principal = await identity.principalOf(cookieFor(tokens.accessToken));
    const again = valueOf(await identity.acceptInvitation(opening(secret), { principal })).tokens;
    expect(again).toMatchObject({ sessionId: tokens.sessionId, refreshToken: undefined });
    expect(await identity.principalOf(cookieFor(again.accessToken))).toEqual(principal);
    await identity.endSession(principal);
    expect(await identity.acceptInvitation(opening(secret), { principal })).toEqual({ ok: false, failure: { type: 'InvitationUsed' } });
  });
});

describe('an answer that never arrived', () => {
  test('is given again to the device that sent it, with the very same session, and to no other', async () => {
    const { identity, clock } = await open();
    const mine = opening(await identity.invite('lan'));
    const lost = valueOf(await identity.acceptInvitation(mine)).tokens;
    clock.advance(hours(71));
    const { tokens } = valueOf(await identity.acceptInvitation(mine));
    expect(tokens).toMatchObject({ sessionId: lost.sessionId, refreshToken: lost.refreshToken });
    expect(await identity.principalOf(cookieFor(tokens.accessToken))).toMatchObject({ kind: 'member', memberId: 'lan' });
    expect(await identity.acceptInvitation(opening(mine.invitation))).toEqual({ ok: false, failure: { type: 'InvitationUsed' } });
    expect(await identity.sessionsOf('member:lan')).toContainEqual(expect.objectContaining({ id: lost.sessionId }));
  });

  test('of nine repeats at once opens one session', async () => {
    const { identity } = await open();
    const mine = opening(await identity.invite('lan'));
    const results = await Promise.all(Array.from({ length: 9 }, () => identity.acceptInvitation(mine)));
    expect(new Set(results.map((result) => valueOf(result).tokens.refreshToken)).size).toBe(1);
  });

  test('is not given again once the device has renewed its session, after it was signed out, or when the link has run out', async () => {
    const { identity, clock } = await open();
    const used = { ok: false, failure: { type: 'InvitationUsed' } };
    const [renewed, out, old] = [opening(await identity.invite('lan')), opening(await identity.invite('lan')), opening(await identity.invite('lan'))];
    const { refreshToken = '' } = valueOf(await identity.acceptInvitation(renewed)).tokens;
    valueOf(await identity.refreshSession(`__Secure-session-refresh=${refreshToken}`));
    expect(await identity.acceptInvitation(renewed)).toEqual(used);
    const { accessToken } = valueOf(await identity.acceptInvitation(out)).tokens;
    await identity.endSession(await identity.principalOf(cookieFor(accessToken)));
    expect(await identity.acceptInvitation(out)).toEqual(used);
    valueOf(await identity.acceptInvitation(old));
    clock.advance(hours(72));
    expect(await identity.acceptInvitation(old)).toEqual(used);
  });

  test('leaves nothing in the table that would open the session: neither secret, and a device that chose its own cannot know the token', async () => {
    const { identity } = await open();
    const chosen = 'a'.repeat(43);
    const asked = [{ invitation: await identity.invite('lan'), deviceSecret: chosen }, { invitation: await identity.invite('lan'), deviceSecret: chosen }];
    const tokens = [];
    for (const each of asked) tokens.push(valueOf(await identity.acceptInvitation(each)).tokens);
    const own = tokens.map(({ refreshToken = '' }) => refreshToken.split('.').slice(2));
    expect(new Set(own.flat()).size).toBe(4);
    const { Items = [] } = await engine.main.client.send(new ScanCommand({ TableName: engine.main.name }));
    for (const secret of [chosen, ...asked.map(({ invitation }) => invitation), ...own.flat()]) expect(JSON.stringify(Items)).not.toContain(secret);
    expect(await identity.acceptInvitation({ invitation: newSecret(), deviceSecret: 'short' })).toMatchObject({ failure: { type: 'InvalidInput', field: ['deviceSecret'] } });
  });
});

describe('somebody who guesses invitations', () => {
  test('gets sixty tries in ten minutes from one address, however many hands try at once, and then a right one waits as well', async () => {
    const { identity, clock } = await open();
    const address = '203.0.113.60';
    const right = opening(await identity.invite('lan'));
    const tries = await Promise.all(Array.from({ length: 90 }, () => identity.acceptInvitation(opening(newSecret()), { address })));
    const types = tries.map((result) => (result.ok ? 'ok' : result.failure.type));
    expect(types.filter((type) => type === 'InvitationUnknown')).toHaveLength(limits.invitation.address[0].most);
    expect(types.filter((type) => type === 'TooManyTries')).toHaveLength(90 - limits.invitation.address[0].most);
    const waits = await identity.acceptInvitation(right, { address });
    if (waits.ok || waits.failure.type !== 'TooManyTries') throw new Error('The right one was let through.');
    expect((await identity.acceptInvitation(opening(await identity.invite('lan')), { address: '203.0.113.61' })).ok).toBe(true);
    clock.advance(waits.failure.waitSeconds * 1000);
    expect((await identity.acceptInvitation(right, { address })).ok).toBe(true);
  });

  test('holds up no hall in which everybody joins, since who gets in is not counted', async () => {
    const { identity } = await open();
    const address = '203.0.113.62';
    for (let person = 0; person < limits.invitation.address[0].most + 5; person += 1) {
      expect((await identity.acceptInvitation(opening(await identity.invite('lan')), { address })).ok).toBe(true);
    }
  });
});

describe('a session', () => {
  test('says nothing about the member but their id', async () => {
    const { identity } = await open();
    const sessionToken = valueOf(await identity.acceptInvitation(opening(await identity.invite('lan')))).tokens.accessToken;
    expect(Object.keys(decodeJwt(sessionToken)).sort()).toEqual(['aud', 'exp', 'iat', 'sid', 'sub']);
  });

  test('is not opened by a token of another kind, nor by a cookie under the other name', async () => {
    const { identity, keys } = await open();
    const sessionToken = valueOf(await identity.acceptInvitation(opening(await identity.invite('lan')))).tokens.accessToken;
    const grant = await identity.signContactGrant(GRANT);
    expect(await identity.principalOf(cookieFor(grant.token))).toEqual(anonymous);
    expect(await identity.principalOf({ cookie: `session=${sessionToken}` })).toEqual(anonymous);
    const { sid } = decodeJwt(sessionToken) as { sid: string };
    const forOther = await new SignJWT({ sid })
      .setProtectedHeader({ alg: 'EdDSA', kid: keys.kid })
      .setSubject('member:somebody-else')
      .setAudience('session')
      .setIssuedAt(new Date(SATURDAY_NIGHT))
      .setExpirationTime(new Date('2026-12-01T00:00:00.000Z'))
      .sign(keys.sign);
    expect(await identity.principalOf(cookieFor(forOther))).toEqual(anonymous);
  });

  test('is in cookies that only HTTPS carries, except on plain loopback; the refresh token goes to one path alone', () => {
    const tokens = { accessToken: 't', refreshToken: 'r', maxAgeSeconds: 60 };
    expect(sessionCookies(tokens, true)).toEqual([
      '__Host-session=t; Path=/; Max-Age=60; HttpOnly; SameSite=Strict; Secure',
      '__Secure-session-refresh=r; Path=/session; Max-Age=60; HttpOnly; SameSite=Strict; Secure',
    ]);
    expect(sessionCookies(tokens, false)).toEqual([
      'session=t; Path=/; Max-Age=60; HttpOnly; SameSite=Strict',
      'session-refresh=r; Path=/session; Max-Age=60; HttpOnly; SameSite=Strict',
    ]);
    expect(sessionTokenIn('a=b; session=t; session=u', false)).toBe('t');
    expect(sessionTokenIn('a=b; session=t', true)).toBeUndefined();
  });
});

describe('a tracking link', () => {
  const secret = 'S'.repeat(43);

  test('wins over a session, and is not judged here', async () => {
    const { identity } = await open();
    const sessionToken = valueOf(await identity.acceptInvitation(opening(await identity.invite('lan')))).tokens.accessToken;
    const credentials = { ...cookieFor(sessionToken), authorization: `Tracking ${REQUEST}.${secret}` };
    expect(await identity.principalOf(credentials)).toEqual({ kind: 'resident', requestId: REQUEST, trackingSecret: secret });
  });

  test.each(['Tracking', 'Tracking x', `Tracking ${REQUEST}`, `Tracking ${REQUEST}.short`, `Tracking ${REQUEST}.${secret} more`, `Bearer ${REQUEST}.${secret}`])(
    '“%s” is none',
    async (authorization) => {
      const { identity } = await open();
      expect(await identity.principalOf({ authorization })).toEqual(anonymous);
    },
  );
});

describe('the right to open a contact', () => {
  test('is checked with the public keys alone, and lasts a minute', async () => {
    const { identity, clock, set } = await open();
    const publicKeys = publicHalf(set);
    expect(JSON.stringify(publicKeys)).not.toContain('"d"');
    const verify = parseVerifyingKeys(publicKeys);
    const { token, expiresAt } = await identity.signContactGrant(GRANT);
    expect(expiresAt).toBe('2026-11-21T12:45:00.000Z');
    expect(await verifyContactGrant(verify, token, clock.now())).toEqual(GRANT);
    clock.advance(minutes(1));
    expect(await verifyContactGrant(verify, token, clock.now())).toBeUndefined();
  });

  test('is not given by a session, nor by anything that we did not sign', async () => {
    const { identity, clock, keys } = await open();
    const sessionToken = valueOf(await identity.acceptInvitation(opening(await identity.invite('lan')))).tokens.accessToken;
    const forged = await (await open()).identity.signContactGrant(GRANT);
    for (const token of [sessionToken, forged.token, '', 'a.b.c']) {
      expect(await verifyContactGrant(keys.verify, token, clock.now())).toBeUndefined();
    }
  });

  test('keys that are none are refused without being quoted', async () => {
    const broken = { keys: [{ kty: 'OKP', crv: 'Ed25519', x: 'secret-looking-text', kid: 'one' }] };
    await expect(parseSigningKeys(broken)).rejects.toThrow(/keys\.0\.(x|d)/);
    await expect(parseSigningKeys(broken)).rejects.not.toThrow(/secret-looking-text/);
    await expect(parseSigningKeys({ keys: [] })).rejects.toThrow();
  });
});
