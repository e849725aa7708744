import { createLocalJWKSet, exportJWK, generateKeyPair, importJWK, type CryptoKey, type JSONWebKeySet, type JWK } from 'jose';
import * as v from 'valibot';

/** Ed25519 (RFC 8037): small tokens, and the same content always gives the same token. */
export const SIGNATURE = 'EdDSA';

const publicKey = v.object({
  kty: v.literal('OKP'),
  crv: v.literal('Ed25519'),
  x: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/)),
  kid: v.pipe(v.string(), v.minLength(1)),
});

const privateKey = v.object({ ...publicKey.entries, d: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/)) });

const privateKeySet = v.object({ keys: v.pipe(v.array(privateKey), v.minLength(1)) });
const publicKeySet = v.object({ keys: v.pipe(v.array(publicKey), v.minLength(1)) });

/** Keys that tell whether a token is ours. */
export type VerifyingKeys = ReturnType<typeof createLocalJWKSet>;

/** The first key signs; all verify, so that a key can be replaced while its tokens still live. */
export type SigningKeys = { readonly kid: string; readonly sign: CryptoKey; readonly verify: VerifyingKeys };

/** Parses a JWK Set with private Ed25519 keys. Throws with the path of what is wrong, never with the key. */
export const parseSigningKeys = async (set: unknown): Promise<SigningKeys> => {
  const { keys } = parseKeySet(privateKeySet, set);
  const first = keys[0];
  if (first === undefined) throw new Error('The set of signing keys is empty.');
  const sign = await importJWK(first, SIGNATURE);
  if (sign instanceof Uint8Array) throw new Error('The signing key is no key pair.');
  return { kid: first.kid, sign, verify: parseVerifyingKeys({ keys }) };
};

/** Parses a JWK Set with public Ed25519 keys: all that a handler needs that only verifies. */
export const parseVerifyingKeys = (set: unknown): VerifyingKeys => {
  const { keys } = parseKeySet(publicKeySet, set);
  return createLocalJWKSet({ keys: keys.map(({ kty, crv, x, kid }) => ({ kty, crv, x, kid, alg: SIGNATURE })) });
};

/** The public half of a set, for those who only verify. */
export const publicHalf = (set: unknown): JSONWebKeySet => ({ keys: [...parseKeySet(publicKeySet, set).keys] });

/** A new private key as a JWK, for a first start, for a rotation, and for tests. */
export const newSigningKey = async (kid: string): Promise<JWK> => {
  const { privateKey: key } = await generateKeyPair(SIGNATURE, { crv: 'Ed25519', extractable: true });
  return { ...(await exportJWK(key)), kid };
};

const parseKeySet = <Schema extends v.GenericSchema>(schema: Schema, set: unknown): v.InferOutput<Schema> => {
  const parsed = v.safeParse(schema, set);
  if (parsed.success) return parsed.output;
  const paths = parsed.issues.map((issue) => v.getDotPath(issue) ?? 'the set itself');
  throw new Error(`Not a set of Ed25519 keys: look at ${paths.join(', ')}.`);
};
