import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair } from 'jose';
import type { KeySet } from './key-sets.ts';

/**
 * `node infra/make-keys.ts signing|contact` prints a new key set, private members included, to be piped straight into
 * Secrets Manager (infra/README.md, "Keys"). It writes no file.
 */
export type KeyKind = 'signing' | 'contact';

const kinds = {
  signing: { alg: 'EdDSA', use: 'sig', kty: 'OKP', crv: 'Ed25519' },
  contact: { alg: 'ECDH-ES+A256KW', use: 'enc', kty: 'EC', crv: 'P-256' },
} as const;

/** One key of the kind that the handlers expect, named after the day it was made (UTC), so that a rotation is readable. */
export const makeKeySet = async (kind: KeyKind, now: Date): Promise<KeySet> => {
  const { alg, use, kty, crv } = kinds[kind];
  const { privateKey } = await generateKeyPair(alg, { crv, extractable: true });
  // The random tail keeps two keys of one day apart.
  const kid = `${kind}-${now.toISOString().slice(0, 10)}-${randomUUID().slice(0, 8)}`;
  return { keys: [{ ...(await exportJWK(privateKey)), kty, kid, alg, use }] };
};

if (import.meta.main) {
  const kind = process.argv[2];
  if (kind !== 'signing' && kind !== 'contact') {
    process.stderr.write('Say which keys to make: node infra/make-keys.ts signing|contact\n');
    process.exitCode = 1;
  } else {
    process.stdout.write(JSON.stringify(await makeKeySet(kind, new Date())));
  }
}
