import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAudit } from '../../functions/audit/audit.ts';
import { minutes, systemClock } from '../../functions/core/clock.ts';
import { createIssuer } from '../../functions/identity/issuer.ts';
import { officeOf, officialIdOf } from '../../functions/identity/official.ts';
import { createOfficials } from '../../functions/identity/officials.ts';
import { createSessions } from '../../functions/identity/sessions.ts';
import { newSigningKey, parseSigningKeys } from '../../functions/identity/signing-keys.ts';
import { limits } from '../../functions/rate-limits/limits.ts';
import { createRateLimits } from '../../functions/rate-limits/rate-limits.ts';
import { createUnits } from '../../functions/units/units.ts';
import { ISSUER_CLIENT } from '../../infra/local/issuer-settings.ts';
import { createLocalIssuer } from '../../infra/local/issuer.ts';
import { chooseAccount, createVisitor } from '../support/browserless.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { handClock, valueOf } from '../support/lane.ts';
import { putUnits } from '../support/units.ts';

/** Somebody whose account is changed at the issuer. */
const moved: { id: string; name: string; role: 'COMMUNE' | 'PROVINCE'; unit?: string; place: string } = { id: 'moved', name: 'Cán bộ được điều động', role: 'PROVINCE', unit: '2025-07-01:01', place: 'Hà Nội' };
const accounts = [
  { id: 'commune', name: 'Cán bộ Ba Đình', role: 'COMMUNE', unit: '2025-07-01:00004', place: 'Phường Ba Đình' },
  { id: 'province', name: 'Cán bộ Hà Nội', role: 'PROVINCE', unit: '2025-07-01:01', place: 'Hà Nội' },
  { id: 'nowhere', name: 'Cán bộ nơi khác', role: 'COMMUNE', unit: '2025-07-01:99999', place: 'nowhere' },
  { id: 'no-unit', name: 'Cán bộ chưa giao', role: 'COMMUNE', place: 'nowhere' },
  moved,
] as const;

let engine: TestEngine;
let server: Server;
let origin: string;
let sessions: ReturnType<typeof createSessions>;
const clock = handClock(systemClock());
beforeAll(async () => {
  engine = await startEngine();
  await putUnits(engine.main, [
    { version: '2025-07-01', code: '01', level: 'PROVINCE', name: 'Thành phố Hà Nội' },
    { version: '2025-07-01', code: '00004', level: 'COMMUNE', name: 'Phường Ba Đình', parentCode: '01' },
  ]);
  server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const answer = await createLocalIssuer(origin, accounts);
  server.on('request', (request, response) => void answer(request, response));
  sessions = createSessions(engine.main, await parseSigningKeys({ keys: [await newSigningKey('test')] }), clock.now, { secure: false });
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await engine.stop();
});

const officialsWith = (issuer: string) => {
  return createOfficials(engine.main, {
    issuer: createIssuer({ issuer, clientId: ISSUER_CLIENT, redirectUri: `${origin}/sign-in/callback`, signedOutUri: `${origin}/console/`, roleClaim: 'tram_so_role' }),
    claimNames: { role: 'tram_so_role', unit: 'tram_so_unit' },
    sessions,
    units: createUnits(engine.main),
    rateLimits: createRateLimits(engine.main, new Uint8Array(32), clock.now),
    clock: clock.now,
  });
};

const isBack = (address: string): boolean => new URL(address).pathname === '/sign-in/callback';

/** Begins, chooses an account at the issuer, and stands before the callback with what the issuer appended. */
const atCallback = async (officials: ReturnType<typeof officialsWith>, account: string) => {
  const { location, secret } = valueOf(await officials.begin('/console/', '192.0.2.1'));
  const visitor = createVisitor();
  const { address } = await chooseAccount(visitor, await visitor.follow(location), account, isBack);
  expect(isBack(address)).toBe(true);
  return { query: new URL(address).search.slice(1), secret };
};

describe('an official who signs in at their issuer', () => {
  test('is known by role and area, under an id that does not tell who they are there', async () => {
    const officials = officialsWith(`${origin}/issuer`);
    const { query, secret } = await atCallback(officials, 'commune');
    const { official, tokens, to } = valueOf(await officials.finish(query, secret));
    expect(official).toMatchObject({ role: 'COMMUNE', unitVersion: '2025-07-01', unitCode: '00004', displayName: 'Cán bộ Ba Đình' });
    expect(official.id).toBe(officialIdOf(`${origin}/issuer`, 'commune'));
    expect(to).toBe('/console/');
    const { principal } = await sessions.whoAsks({ cookie: `session=${tokens.accessToken}` });
    expect(principal).toEqual({ kind: 'official', officialId: official.id, role: 'COMMUNE', unitVersion: '2025-07-01', unitCode: '00004', sessionId: tokens.sessionId });
    expect(await officials.official(official.id)).toEqual(official);
  });

  test('leaves a line in the trail that their office can read', async () => {
    const officials = officialsWith(`${origin}/issuer`);
    const { query, secret } = await atCallback(officials, 'province');
    const { official, tokens } = valueOf(await officials.finish(query, secret));
    const { items } = await createAudit(engine.main).ofOffice('2025-07-01', '01', { first: 1 });
    expect(items[0]?.item).toMatchObject({ act: 'signIn', by: { kind: 'OFFICIAL', id: official.id }, subject: { kind: 'DEVICE', id: tokens.sessionId } });
  });

  test.each(['nowhere', 'no-unit'])('is refused when the claims give no area that the official list knows: %s', async (account) => {
    const officials = officialsWith(`${origin}/issuer`);
    const { query, secret } = await atCallback(officials, account);
    expect(await officials.finish(query, secret)).toMatchObject({ ok: false, failure: { type: 'NoOffice' } });
  });
});

describe('an official whose account was changed at the issuer', () => {
  const officials = () => officialsWith(`${origin}/issuer`);
  const signIn = async () => {
    const { query, secret } = await atCallback(officials(), 'moved');
    return officials().finish(query, secret);
  };
  const whoIs = async (accessToken: string) => (await sessions.whoAsks({ cookie: `session=${accessToken}` })).principal;

  test('answers for the new office alone from their next sign-in on, on every screen that is still open, and for none once they have none', async () => {
    const [first, second] = [valueOf(await signIn()), valueOf(await signIn())];
    expect(await whoIs(first.tokens.accessToken)).toMatchObject({ role: 'PROVINCE', unitCode: '01' });

    Object.assign(moved, { role: 'COMMUNE', unit: '2025-07-01:00004' });
    const third = valueOf(await signIn());
    expect(await whoIs(third.tokens.accessToken)).toMatchObject({ role: 'COMMUNE', unitCode: '00004' });
    for (const { tokens } of [first, second]) expect(await whoIs(tokens.accessToken)).toEqual({ kind: 'anonymous' });
    const { items } = await createAudit(engine.main).ofOffice('2025-07-01', '01', { first: 10 });
    const ended = items.flatMap(({ item }) => (item.act === 'revokeDevice' ? [item] : []));
    expect(ended.map(({ by, detail }) => [by.id, detail?.['why']])).toEqual(Array(2).fill(['issuer', 'OFFICE_CHANGED']));

    delete moved.unit;
    expect(await signIn()).toMatchObject({ failure: { type: 'NoOffice' } });
    expect(await whoIs(third.tokens.accessToken)).toEqual({ kind: 'anonymous' });
  });
});

describe('an official who signs out', () => {
  /** What the issuer's browser shows and where it ends, after the official chose whether to leave. */
  const leave = async (choice: 'logout' | 'stay' | undefined) => {
    const officials = officialsWith(`${origin}/issuer`);
    const visitor = createVisitor();
    if (choice !== undefined) {
      const { location } = valueOf(await officials.begin('/console/', '192.0.2.1'));
      await chooseAccount(visitor, await visitor.follow(location), 'commune', isBack);
    }
    const asked = await visitor.follow(valueOf(await officials.signOutAddress()) ?? '');
    const page = await asked.response.text();
    const xsrf = /name="xsrf" value="([^"]+)"/u.exec(page)?.[1] ?? '';
    const action = new URL(/action="([^"]+)"/u.exec(page)?.[1] ?? '', asked.address).href;
    const body = new URLSearchParams({ xsrf, [choice ?? 'logout']: 'yes' });
    const { address } = await visitor.follow(action, (next) => new URL(next).pathname === '/console/', { method: 'POST', body });
    return { page, address, cookies: visitor.cookieFor('/issuer/session/end') };
  };

  test('may sign out at the issuer as well, whose address names nobody and leads back to the console', async () => {
    const there = valueOf(await officialsWith(`${origin}/issuer`).signOutAddress()) ?? '';
    expect(Object.fromEntries(new URL(there).searchParams)).toEqual({ client_id: ISSUER_CLIENT, post_logout_redirect_uri: `${origin}/console/` });
    const { page, address, cookies } = await leave('logout');
    expect(page).toContain('Thoát luôn khỏi nơi cấp tài khoản?');
    expect(address).toBe(`${origin}/console/`);
    expect(cookies).not.toContain('_session=');
  });

  test('may stay there, and comes back to the console all the same', async () => {
    const { address, cookies } = await leave('stay');
    expect(address).toBe(`${origin}/console/`);
    expect(cookies).toContain('_session=');
  });

  test('is asked nothing when the issuer knows nothing of them any more', async () => {
    const { page, address } = await leave(undefined);
    expect(page).not.toContain('Thoát luôn');
    expect(address).toBe(`${origin}/console/`);
  });

  test('is not held up by an issuer that does not answer', async () => {
    expect(await officialsWith('http://127.0.0.1:9/issuer').signOutAddress()).toMatchObject({ failure: { type: 'IssuerUnavailable' } });
  });
});

describe('somebody who has got hold of an address to come back to', () => {
  test('gets in with it once at most, however many try at once', async () => {
    const officials = officialsWith(`${origin}/issuer`);
    const { query, secret } = await atCallback(officials, 'commune');
    const tries = await Promise.all(Array.from({ length: 8 }, () => officials.finish(query, secret)));
    expect(tries.filter(({ ok }) => ok)).toHaveLength(1);
    expect(tries.filter((each) => !each.ok && each.failure.type === 'SignInUnknown')).toHaveLength(7);
  });

  test('does not get in from another browser, or with the secret of another beginning', async () => {
    const officials = officialsWith(`${origin}/issuer`);
    const { query } = await atCallback(officials, 'commune');
    const other = valueOf(await officials.begin('/console/', '192.0.2.1'));
    expect(await officials.finish(query, undefined)).toMatchObject({ failure: { type: 'SignInUnknown' } });
    expect(await officials.finish(query, 'a'.repeat(43))).toMatchObject({ failure: { type: 'SignInUnknown' } });
    expect(await officials.finish(query, other.secret)).toMatchObject({ ok: false, failure: { type: 'SignInBroken' } });
  });

  test('comes too late after ten minutes', async () => {
    const officials = officialsWith(`${origin}/issuer`);
    const { query, secret } = await atCallback(officials, 'commune');
    clock.advance(minutes(10));
    expect(await officials.finish(query, secret)).toMatchObject({ failure: { type: 'SignInUnknown' } });
  });
});

describe('an issuer', () => {
  test('that says no is believed', async () => {
    const officials = officialsWith(`${origin}/issuer`);
    const { secret, location } = valueOf(await officials.begin('/console/', '192.0.2.1'));
    const state = new URL(location).searchParams.get('state') ?? '';
    const query = new URLSearchParams({ error: 'access_denied', state, iss: `${origin}/issuer` }).toString();
    expect(await officials.finish(query, secret)).toMatchObject({ failure: { type: 'SignInRefused' } });
  });

  test('that does not answer is said not to', async () => {
    expect(await officialsWith('http://127.0.0.1:9/issuer').begin('/console/', '192.0.2.1')).toMatchObject({ failure: { type: 'IssuerUnavailable' } });
  });

  test('is not asked any more by a machine that begins again and again', async () => {
    const officials = officialsWith(`${origin}/issuer`);
    const begun = await Promise.all(Array.from({ length: limits.signIn.address[0].most + 5 }, () => officials.begin('/console/', '192.0.2.77')));
    expect(begun.filter(({ ok }) => !ok)).toHaveLength(5);
  });
});

describe('what claims say', () => {
  const names = { role: 'role', unit: 'unit' };
  test.each([
    [{ role: 'commune', unit: '00004' }, { role: 'COMMUNE', unit: { code: '00004' } }],
    [{ role: ['staff', 'PROVINCE'], unit: '2025-07-01:01' }, { role: 'PROVINCE', unit: { version: '2025-07-01', code: '01' } }],
    [{ role: 'NATIONAL', unit: '01' }, { role: 'NATIONAL' }],
    [{ role: 'OPERATOR' }, { role: 'OPERATOR' }],
    [{ role: ['COMMUNE', 'PROVINCE'], unit: '00004' }, undefined],
    [{ role: 'COMMUNE', unit: '01' }, undefined],
    [{ role: 'PROVINCE', unit: ['01', '15'] }, undefined],
    [{ role: 'PROVINCE' }, undefined],
    [{ role: 7, unit: '00004' }, undefined],
    [{}, undefined],
  ])('%o is the office %o', (claims, office) => {
    expect(officeOf(claims, names)).toEqual(office);
  });
});
