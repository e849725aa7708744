import { CompactEncrypt, importJWK, type JWK } from 'jose';
import type { Station } from './station.ts';

/**
 * Seals a phone number (E.164) on this device, so that only the service's contact keeper can open it: JWE compact,
 * ECDH-ES+A256KW and A256GCM, as the API asks for. Throws when the key is none, or the page is no secure context.
 */
export const sealContact = async (sealing: Station['contactSealing'], phone: string): Promise<string> => {
  const key = JSON.parse(sealing.publicKey) as JWK;
  const content = new TextEncoder().encode(JSON.stringify({ phone }));
  return new CompactEncrypt(content)
    .setProtectedHeader({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM', ...(key.kid === undefined ? {} : { kid: key.kid }) })
    .encrypt(await importJWK(key, 'ECDH-ES+A256KW'));
};
