import { compactDecrypt, decodeProtectedHeader, exportJWK, generateKeyPair } from 'jose';
import { describe, expect, it } from 'vitest';
import { grouped, mobileOf, officeNumber, phoneTrouble, withDigit, withoutLast } from '../../web/kiosk/phone-number.ts';
import { sealPhone } from '../../web/shared/seal-phone.ts';

const typed = (keys: string): string => [...keys].reduce(withDigit, '');

describe('Somebody who types a phone number', () => {
  it('reads it in groups, as it is said', () => {
    expect(['', '0', '0900', '09000', '0900000427', '84900000427'].map(grouped)).toEqual(['', '0', '0900', '0900 0', '0900 000 427', '84 900 000 427']);
  });

  it('cannot type more than a whole number, nor anything but digits', () => {
    expect(typed('09000004271')).toBe('0900000427');
    expect(typed('849000004271')).toBe('84900000427');
    expect(typed('09a0 -')).toBe('090');
    expect(withoutLast('090')).toBe('09');
    expect(withoutLast('')).toBe('');
  });

  it.each(['0312345678', '0512345678', '0712345678', '0812345678', '0912345678', '84912345678'])('may go on with the mobile %s', (digits) => {
    expect(mobileOf(digits)).toBe(`+84${digits.slice(-9)}`);
    expect(phoneTrouble(digits)).toBeUndefined();
  });

  it.each([
    ['', 'EMPTY'],
    ['0', 'SHORT'],
    ['09123', 'SHORT'],
    ['02412345678'.slice(0, 10), 'NOT_MOBILE'],
    ['0612345678', 'NOT_MOBILE'],
    ['01', 'NOT_MOBILE'],
    ['8491234', 'SHORT'],
  ])('is told what is the matter with "%s": %s', (digits, trouble) => {
    expect(phoneTrouble(digits)).toBe(trouble);
    expect(mobileOf(digits)).toBeUndefined();
  });

  it('reads an office number as it is written in Vietnam', () => {
    expect(officeNumber('+842438254316')).toBe('024 3825 4316');
  });
});

describe('A number that leaves the kiosk', () => {
  it('can be opened with the private key only, and says which key that is', async () => {
    const { publicKey, privateKey } = await generateKeyPair('ECDH-ES+A256KW', { crv: 'P-256', extractable: true });
    const sealing = { publicKey: JSON.stringify({ ...(await exportJWK(publicKey)), kid: 'contact-1' }), consent: { version: '1', vi: '', en: '' } };
    const jwe = await sealPhone(sealing.publicKey, '+84900000427');

    expect(jwe).not.toContain('900000427');
    expect(decodeProtectedHeader(jwe)).toMatchObject({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM', kid: 'contact-1' });
    const { plaintext } = await compactDecrypt(jwe, privateKey);
    expect(JSON.parse(new TextDecoder().decode(plaintext))).toEqual({ phone: '+84900000427' });
  });
});
