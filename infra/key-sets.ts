/** A JSON Web Key as it is stored: which members it has depends on its kind (RFC 7517, RFC 8037). */
export type StoredKey = { readonly kid: string; readonly kty: string; readonly [member: string]: unknown };
export type KeySet = { readonly keys: readonly StoredKey[] };

export const emptyKeySet: KeySet = { keys: [] };

/** The secret of a public client at the issuer of officials: none. */
export const emptyOidcClient = { clientSecret: '' } as const;

/** The service's secret at the issuer of officials. Throws a sentence for the operator that names the stored secret, never what is in it. */
export const clientSecretIn = (secretText: string, secretName: string): string => {
  const held = parsed(secretText);
  if (!isRecord(held) || typeof held['clientSecret'] !== 'string') {
    throw new Error(`The secret ${secretName} is not of the form {"clientSecret":"…"}: see infra/README.md, "Officials".`);
  }
  return held['clientSecret'];
};

/**
 * The key set held by a secret. Throws a sentence for the operator when it is still as first deployed (empty) or is not
 * a key set; the sentence names the secret, never what is in it.
 */
export const keySetIn = (secretText: string, secretName: string, kind: 'signing' | 'contact'): KeySet => {
  const set = parsed(secretText);
  if (!isKeySet(set)) {
    throw new Error(`The secret ${secretName} is not a JSON Web Key Set. Make it anew: see infra/README.md, "Keys".`);
  }
  if (set.keys.length === 0) {
    throw new Error(
      `The secret ${secretName} holds no keys yet, so nothing that uses it is deployed. ` +
        `Run "node infra/make-keys.ts ${kind}" as infra/README.md says under "Keys", then deploy again.`,
    );
  }
  return set;
};

/** The members that only the owner of a key may know, of elliptic-curve and octet keys (RFC 7518 6.2.2, RFC 8037 2). */
const privateMembers: ReadonlySet<string> = new Set(['d', 'k', 'p', 'q', 'dp', 'dq', 'qi', 'oth']);

const publicKey = (key: StoredKey): StoredKey => ({
  kid: key.kid,
  kty: key.kty,
  ...Object.fromEntries(Object.entries(key).filter(([member]) => !privateMembers.has(member) && member !== 'key_ops')),
});

/** What may be shown to anyone: the same keys without their private members. */
export const publicHalf = (set: KeySet): KeySet => ({ keys: set.keys.map(publicKey) });

/** The one public key that devices seal contacts to: the first, as with signing. Throws when there is none. */
export const firstPublicKey = (set: KeySet): StoredKey => {
  const [first] = set.keys;
  if (first === undefined) throw new Error('A key set without keys has no first key.');
  return publicKey(first);
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON is one more way of not being a key set; the parser's own message would quote the secret.
    return undefined;
  }
};

const isKeySet = (value: unknown): value is KeySet =>
  isRecord(value) &&
  Array.isArray(value['keys']) &&
  value['keys'].every((key: unknown) => isRecord(key) && typeof key['kid'] === 'string' && typeof key['kty'] === 'string');

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
