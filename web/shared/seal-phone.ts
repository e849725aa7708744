import { CompactEncrypt, importJWK, type JWK } from 'jose';

/**
 * Seals a phone number (E.164) on this device, so that only the service's contact keeper can open it: JWE compact,
 * ECDH-ES+A256KW and A256GCM, as the API asks for. `publicKey`: `contactSealing.publicKey` of the API. Throws when it is no key,
 * or the page is no secure context.
 */
export const sealPhone = async (publicKey: string, phone: string): Promise<string> => {
  const key = JSON.parse(publicKey) as JWK;
  const content = new TextEncoder().encode(JSON.stringify({ phone }));
  return new CompactEncrypt(content)
    .setProtectedHeader({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM', ...(key.kid === undefined ? {} : { kid: key.kid }) })
    .encrypt(await importJWK(key, 'ECDH-ES+A256KW'));
};
