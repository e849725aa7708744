import { CompactEncrypt, importJWK, type JWK } from 'jose';
import type { Contact } from './contact.ts';
import { SEALING } from './sealing.ts';

/**
 * Seals a contact that did not come from a device: a number in a file that an office imports. Only who has the private key
 * opens it again. `publicKey` is the service's, with its `kid`. Sealing the same contact twice gives two different texts.
 */
export const createContactSealer = async (publicKey: JWK): Promise<(contact: Contact) => Promise<string>> => {
  const { kid } = publicKey;
  if (kid === undefined) throw new Error('The key that contacts are sealed to has no kid.');
  const key = await importJWK(publicKey, SEALING.alg);
  return ({ phone }) =>
    new CompactEncrypt(new TextEncoder().encode(JSON.stringify({ phone })))
      .setProtectedHeader({ ...SEALING, kid })
      .encrypt(key);
};
