import { createCipheriv, createHash, createPublicKey, diffieHellman, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';
import type { JWK } from 'jose';
import type { Contact } from './contact.ts';
import { SEALING } from './sealing.ts';

/**
 * Seals a contact that did not come from a device: a number in a file that an office imports. Only who has the private key
 * opens it again. `publicKey` is the service's, with its `kid`. Sealing the same contact twice gives two different texts. A
 * file of the whole country has 348,362 numbers, so this is done without `jose`, which takes twice as long; the text is
 * of the very same kind. Each contact has keys of its own. Throws when the key is not what contacts are sealed to.
 */
export const createContactSealer = ({ kid, ...publicKey }: JWK): ((contact: Contact) => string) => {
  if (kid === undefined) throw new Error('The key that contacts are sealed to has no kid.');
  if (publicKey.kty !== 'EC' || publicKey.crv !== CURVE) throw new Error(`Contacts are sealed to a key of the curve ${CURVE}.`);
  const recipient = createPublicKey({ key: publicKey, format: 'jwk' });
  return ({ phone }) => {
    const { epk, secret } = agree(recipient);
    const contentKey = randomBytes(KEY_BYTES);
    const header = base64url(JSON.stringify({ ...SEALING, kid, epk }));
    return [header, base64url(wrap(contentKey, keyFrom(secret))), ...encrypt(JSON.stringify({ phone }), contentKey, header)].join('.');
  };
};

const CURVE = 'P-256';
/** A256KW and A256GCM both have keys of 256 bits. */
const KEY_BYTES = 32;
/** For A256GCM (RFC 7518, 5.3). */
const NONCE_BYTES = 12;

/** A key pair for this contact alone, and what it has in common with the service's key (RFC 7518, 4.6). */
const agree = (recipient: KeyObject) => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: CURVE });
  return { epk: publicKey.export({ format: 'jwk' }), secret: diffieHellman({ privateKey, publicKey: recipient }) };
};

const number = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

const algorithm = Buffer.from(SEALING.alg);
/** AlgorithmID, PartyUInfo and PartyVInfo, both empty, and SuppPubInfo (RFC 7518, 4.6.2). */
const otherInfo = Buffer.concat([number(algorithm.length), algorithm, number(0), number(0), number(8 * KEY_BYTES)]);

/** The Concat KDF (NIST SP 800-56A, 5.8.1): one round of SHA-256 gives all of the key. */
const keyFrom = (secret: Buffer): Buffer => createHash('sha256').update(number(1)).update(secret).update(otherInfo).digest();

/** AES Key Wrap with its usual initial value (RFC 3394, 2.2.3.1). */
const wrap = (key: Buffer, under: Buffer): Buffer => {
  const cipher = createCipheriv('id-aes256-wrap', under, Buffer.alloc(8, 0xa6));
  return Buffer.concat([cipher.update(key), cipher.final()]);
};

/** Nonce, what was encrypted, and its tag; the header is held to it (RFC 7516, 5.1). */
const encrypt = (text: string, key: Buffer, header: string): readonly string[] => {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(header));
  const encrypted = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return [base64url(nonce), base64url(encrypted), base64url(cipher.getAuthTag())];
};

const base64url = (bytes: Buffer | string): string => (typeof bytes === 'string' ? Buffer.from(bytes) : bytes).toString('base64url');
