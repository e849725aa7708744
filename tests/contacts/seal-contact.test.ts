import { CompactEncrypt, compactDecrypt, decodeProtectedHeader, exportJWK, generateKeyPair, importJWK } from 'jose';
import { describe, expect, test } from 'vitest';
import { createContactSealer } from '../../functions/contacts/seal-contact.ts';
import { isSealedFor, SEALING } from '../../functions/contacts/sealing.ts';

const PHONE = '+84912345678';
const pair = await generateKeyPair(SEALING.alg, { crv: 'P-256', extractable: true });
const publicKey = { ...(await exportJWK(pair.publicKey)), kid: 'test' };
const seal = createContactSealer(publicKey);
const devices = async (): Promise<string> =>
  new CompactEncrypt(new TextEncoder().encode(JSON.stringify({ phone: PHONE }))).setProtectedHeader({ ...SEALING, kid: 'test' }).encrypt(await importJWK(publicKey, SEALING.alg));

describe('a number from a file', () => {
  test('is sealed as a device seals one: the same parts, of the same sizes, opened by whoever opens those', async () => {
    const sizes = (jwe: string) => jwe.split('.').slice(1).map((part) => Buffer.from(part, 'base64url').length);
    const device = await devices();
    // Often enough that a coordinate or a key begins with a zero.
    for (let count = 0; count < 600; count += 1) {
      const jwe = seal({ phone: PHONE });
      expect(isSealedFor(jwe, ['test'])).toBe(true);
      expect(sizes(jwe)).toEqual(sizes(device));
      const { alg, enc, kid, epk } = decodeProtectedHeader(jwe);
      expect({ alg, enc, kid, epk: Object.keys(epk ?? {}).toSorted() }).toEqual({ ...SEALING, kid: 'test', epk: ['crv', 'kty', 'x', 'y'] });
      const { plaintext } = await compactDecrypt(jwe, pair.privateKey, { keyManagementAlgorithms: [SEALING.alg], contentEncryptionAlgorithms: [SEALING.enc] });
      expect(JSON.parse(new TextDecoder().decode(plaintext))).toEqual({ phone: PHONE });
    }
  });

  test('never has a key, a nonce or a text in common with another', () => {
    const sealed = Array.from({ length: 200 }, () => seal({ phone: PHONE }));
    for (const part of [0, 1, 2, 3, 4]) expect(new Set(sealed.map((jwe) => jwe.split('.')[part])).size).toBe(sealed.length);
  });

  test('does not open when a letter of it is changed, or with another key', async () => {
    const jwe = seal({ phone: PHONE });
    const [header = '', ...rest] = jwe.split('.');
    const forged = Buffer.from(JSON.stringify({ ...decodeProtectedHeader(jwe), kid: 'other' })).toString('base64url');
    const other = await generateKeyPair(SEALING.alg, { crv: 'P-256' });
    await expect(compactDecrypt([forged, ...rest].join('.'), pair.privateKey)).rejects.toThrow();
    await expect(compactDecrypt([header, ...rest].join('.'), other.privateKey)).rejects.toThrow();
  });

  test('is not sealed to a key without a name, or of another kind', async () => {
    const { kid: _kid, ...unnamed } = publicKey;
    expect(() => createContactSealer(unnamed)).toThrow('no kid');
    const { publicKey: longer } = await generateKeyPair(SEALING.alg, { crv: 'P-384', extractable: true });
    const longerKey = await exportJWK(longer);
    expect(() => createContactSealer({ ...longerKey, kid: 'test' })).toThrow('curve P-256');
  });
});
