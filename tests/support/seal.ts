import { CompactEncrypt, importJWK, type JWK } from 'jose';

/** Seals a text as a device does. */
export const sealWith = async (publicKey: JWK, text: string): Promise<string> =>
  new CompactEncrypt(new TextEncoder().encode(text))
    .setProtectedHeader({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM', kid: publicKey.kid ?? '' })
    .encrypt(await importJWK(publicKey, 'ECDH-ES+A256KW'));
