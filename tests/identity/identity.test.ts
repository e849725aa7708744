import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeJwt, SignJWT } from 'jose';
import { hours, minutes } from '../../functions/core/clock.ts';
import type { ContactGrant } from '../../functions/identity/contact-grant.ts';
import { verifyContactGrant } from '../../functions/identity/contact-grant.ts';
import { sessionCookies, sessionTokenIn } from '../../functions/identity/credentials.ts';
import { createIdentity } from '../../functions/identity/identity.ts';
import { anonymous } from '../../functions/identity/principal.ts';
import { newSigningKey, parseSigningKeys, parseVerifyingKeys, publicHalf } from '../../functions/identity/signing-keys.ts';
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
  const identity = createIdentity(engine.main, keys, clock.now, { secure: more.secure ?? true });
  return { clock, set, keys, identity };
};

const cookieFor = (token: string) => ({ cookie: `theme=night; __Host-session=${token}` });

describe('an invitation', () => {
  test('signs in the member it was made for', async () => {
    const { identity } = await open();
    const { tokens, holder } = valueOf(await identity.acceptInvitation(await identity.invite('lan')));
    expect(holder).toEqual({ kind: 'member', memberId: 'lan' });
    expect(await identity.principalOf(cookieFor(tokens.accessToken))).toMatchObject({ kind: 'member', memberId: 'lan' });
  });

  test('still opens after 71 hours, and no more after 72', async () => {
    const { identity, clock } = await open();
    const [early, late] = [await identity.invite('lan'), await identity.invite('lan')];
    clock.advance(hours(71));
    expect((await identity.acceptInvitation(early)).ok).toBe(true);
    clock.advance(hours(1));
    expect(await identity.acceptInvitation(late)).toEqual({ ok: false, failure: { type: 'InvitationUnknown' } });
  });

  test('is used once: of nine devices at once one gets in, and nothing is half done', async () => {
    const { identity } = await open();
    const secret = await identity.invite('lan');
    const results = await Promise.all(Array.from({ length: 9 }, () => identity.acceptInvitation(secret)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    for (const result of results) if (!result.ok) expect(result.failure).toEqual({ type: 'InvitationUsed' });
  });

  test('gives its own device the same session again, until that device signs out', async () => {
    const { identity, clock } = await open();
    const secret = await identity.invite('lan');
    const { tokens } = valueOf(await identity.acceptInvitation(secret));
    clock.advance(minutes(5));
    const principal = await identity.principalOf(cookieFor(tokens.accessToken));
    const again = valueOf(await identity.acceptInvitation(secret, principal)).tokens;
    expect(again).toMatchObject({ sessionId: tokens.sessionId, refreshToken: undefined });
    expect(await identity.principalOf(cookieFor(again.accessToken))).toEqual(principal);
    await identity.endSession(principal);
    expect(await identity.acceptInvitation(secret, principal)).toEqual({ ok: false, failure: { type: 'InvitationUsed' } });
  });
});

describe('a session', () => {
  test('says nothing about the member but their id', async () => {
    const { identity } = await open();
    const sessionToken = valueOf(await identity.acceptInvitation(await identity.invite('lan'))).tokens.accessToken;
    expect(Object.keys(decodeJwt(sessionToken)).sort()).toEqual(['aud', 'exp', 'iat', 'sid', 'sub']);
  });

  test('is not opened by a token of another kind, nor by a cookie under the other name', async () => {
    const { identity, keys } = await open();
    const sessionToken = valueOf(await identity.acceptInvitation(await identity.invite('lan'))).tokens.accessToken;
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
    const sessionToken = valueOf(await identity.acceptInvitation(await identity.invite('lan'))).tokens.accessToken;
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
    const sessionToken = valueOf(await identity.acceptInvitation(await identity.invite('lan'))).tokens.accessToken;
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
