import { execFileSync } from 'node:child_process';
import { CompactEncrypt, SignJWT, compactDecrypt, createLocalJWKSet, importJWK, jwtVerify, type JWK } from 'jose';
import { describe, expect, it } from 'vitest';
import { emptyKeySet, firstPublicKey, keySetIn, publicHalf } from '../../infra/key-sets.ts';
import { makeKeySet } from '../../infra/make-keys.ts';

const now = new Date('2026-11-23T08:00:00Z');
const asJwk = (key: unknown): JWK => key as JWK;

describe('the keys of the service', () => {
  it('sign with the private half what anybody can check with the public half', async () => {
    const set = await makeKeySet('signing', now);
    const [key] = set.keys;
    const token = await new SignJWT({}).setProtectedHeader({ alg: 'EdDSA', kid: String(key?.kid) }).sign(await importJWK(asJwk(key), 'EdDSA'));
    const others = createLocalJWKSet({ keys: publicHalf(set).keys.map(asJwk) });
    expect((await jwtVerify(token, others)).protectedHeader.kid).toBe(key?.kid);
  });

  it('open with the private half what a device sealed to the public one', async () => {
    const set = await makeKeySet('contact', now);
    const sealed = await new CompactEncrypt(new TextEncoder().encode('một lời nhắn'))
      .setProtectedHeader({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM' })
      .encrypt(await importJWK(asJwk(firstPublicKey(set)), 'ECDH-ES+A256KW'));
    const { plaintext } = await compactDecrypt(sealed, await importJWK(asJwk(set.keys[0]), 'ECDH-ES+A256KW'));
    expect(new TextDecoder().decode(plaintext)).toBe('một lời nhắn');
  });

  it.each(['signing', 'contact'] as const)('of kind %s keep nothing private in their public half', async (kind) => {
    const set = await makeKeySet(kind, now);
    expect(set.keys[0]).toHaveProperty('d');
    expect(publicHalf(set).keys[0]).not.toHaveProperty('d');
    expect(firstPublicKey(set)).toEqual(publicHalf(set).keys[0]);
    expect(publicHalf(set).keys[0]?.kid).toMatch(new RegExp(`^${kind}-2026-11-23-[0-9a-f]{8}$`));
  });

  it('come out of the program that the operator pipes into the secret', () => {
    const printed = execFileSync('node_modules/.bin/node', ['infra/make-keys.ts', 'signing'], { encoding: 'utf8' });
    expect(keySetIn(printed, 'tram-so/trial/signing-keys', 'signing').keys).toHaveLength(1);
  });

  it('are asked for in a sentence while the secret is as first deployed', () => {
    expect(() => keySetIn(JSON.stringify(emptyKeySet), 'tram-so/trial/signing-keys', 'signing')).toThrow(
      /tram-so\/trial\/signing-keys holds no keys yet.*node infra\/make-keys\.ts signing.*deploy again/,
    );
  });

  it.each(['', '{"keys":[{"d":"bi-mat"}]}', '{"d":"bi-mat"}', 'bi-mat'])('are refused when broken (%j), without repeating what is in the secret', (text) => {
    const read = () => keySetIn(text, 'tram-so/trial/signing-keys', 'signing');
    expect(read).toThrow('is not a JSON Web Key Set');
    expect(read).not.toThrow('bi-mat');
  });
});
