import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../functions/core/clock.ts';
import { createIssuer } from '../../functions/identity/issuer.ts';
import { createOfficials } from '../../functions/identity/officials.ts';
import { createSessions } from '../../functions/identity/sessions.ts';
import { newSigningKey, parseSigningKeys } from '../../functions/identity/signing-keys.ts';
import { createRateLimits } from '../../functions/rate-limits/rate-limits.ts';
import { createUnits } from '../../functions/units/units.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { valueOf } from '../support/lane.ts';
import { putUnits } from '../support/units.ts';

const CLIENT = 'tram-so';
const SECONDS = 60;
const { privateKey, publicKey } = await generateKeyPair('ES256');
const stranger = await generateKeyPair('ES256');

let engine: TestEngine;
let server: Server;
let address: string;
/** What the issuer answers when it is asked for tokens: whoever runs it, or sits between, can answer anything. */
let idToken: () => Promise<string>;
beforeAll(async () => {
  engine = await startEngine();
  await putUnits(engine.main, [{ version: '2025-07-01', code: '01', level: 'PROVINCE', name: 'Thành phố Hà Nội' }]);
  const jwk = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'ES256', use: 'sig' };
  server = createServer((request, response) => {
    const answer = async (): Promise<object> => {
      if (request.url === '/keys') return { keys: [jwk] };
      if (request.url === '/token') return { access_token: 'a', token_type: 'Bearer', id_token: await idToken() };
      return {
        issuer: address,
        authorization_endpoint: `${address}/authorize`,
        token_endpoint: `${address}/token`,
        jwks_uri: `${address}/keys`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['ES256'],
        authorization_response_iss_parameter_supported: true,
      };
    };
    void answer().then((body) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await engine.stop();
});

const officialsHere = async () =>
  createOfficials(engine.main, {
    issuer: createIssuer({ issuer: address, clientId: CLIENT, redirectUri: `${address}/back`, signedOutUri: `${address}/out`, roleClaim: 'role' }),
    claimNames: { role: 'role', unit: 'unit' },
    sessions: createSessions(engine.main, await parseSigningKeys({ keys: [await newSigningKey('test')] }), systemClock, { secure: false }),
    units: createUnits(engine.main),
    rateLimits: createRateLimits(engine.main, new Uint8Array(32), systemClock),
    clock: systemClock,
  });

type Token = { readonly iss: string; readonly aud: string; readonly sub: string; readonly role: string; readonly nonce: string; readonly iat: number; readonly exp: number };
type Back = { readonly code: string; readonly state: string; readonly iss: string };
type Forged = { readonly token?: Partial<Token>; readonly back?: Partial<Back>; readonly by?: 'STRANGER' | 'NOBODY' };

/** A whole sign-in, all of it as it should be but for what is forged. */
const signIn = async ({ token, back, by }: Forged) => {
  const officials = await officialsHere();
  const { location, secret } = valueOf(await officials.begin('/console/', '192.0.2.1'));
  const { state = '', nonce = '' } = Object.fromEntries(new URL(location).searchParams);
  const now = Math.floor(Date.now() / 1000);
  const claims: Token = { iss: address, aud: CLIENT, sub: 'somebody', role: 'NATIONAL', nonce, iat: now, exp: now + SECONDS, ...token };
  idToken = async () => {
    if (by === 'NOBODY') return new UnsecuredJWT({ ...claims }).encode();
    return new SignJWT({ ...claims }).setProtectedHeader({ alg: 'ES256', kid: 'one' }).sign(by === 'STRANGER' ? stranger.privateKey : privateKey);
  };
  return officials.finish(new URLSearchParams({ code: 'c', state, iss: address, ...back }).toString(), secret);
};

describe('a sign-in at an issuer', () => {
  test('of which everything is as it should be lets an official in', async () => {
    expect(await signIn({})).toMatchObject({ ok: true, value: { official: { role: 'NATIONAL' } } });
  });

  test.each<[string, Forged]>([
    ['that was begun by somebody else, by its state', { back: { state: 'of-somebody-else' } }],
    ['whose token was made for another beginning, by its nonce', { token: { nonce: 'of-another' } }],
    ['that comes back from another issuer', { back: { iss: 'https://issuer.example' } }],
    ['whose token names another issuer', { token: { iss: 'https://issuer.example' } }],
    ['whose token was made for another service', { token: { aud: 'another' } }],
    ['whose token ran out', { token: { iat: 1_700_000_000, exp: 1_700_000_060 } }],
    ['whose token was signed by a stranger', { by: 'STRANGER' }],
    ['whose token nobody signed', { by: 'NOBODY' }],
  ])('%s lets nobody in', async (_what, forged) => {
    expect(await signIn(forged)).toMatchObject({ ok: false, failure: { type: 'SignInBroken' } });
  });
});
