/** The key of this very browser. Its private half cannot be read by anybody, this page included: it only signs. */
export type DeviceKey = {
  /** Thumbprint of the public half (RFC 7638) in base64url. */
  readonly keyId: string;
  /** The public half as a JSON Web Key, JSON. */
  readonly publicKey: string;
  /** ECDSA with SHA-256 over the text in UTF-8, in base64url. */
  readonly sign: (text: string) => Promise<string>;
};

const DATABASE = 'tram-so-kiosk';
const STORE = 'keys';
const KEY = 'device';
const CURVE = { name: 'ECDSA', namedCurve: 'P-256' } as const;

/** The key that this browser made at its first start. Rejects where pages may keep nothing, as in a private window. */
export const deviceKey = async (): Promise<DeviceKey> => {
  const database = await open();
  try {
    return await describe((await read(database)) ?? (await make(database)));
  } finally {
    database.close();
  }
};

const open = (): Promise<IDBDatabase> => {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  return done(request);
};

const read = (database: IDBDatabase): Promise<CryptoKeyPair | undefined> => done(database.transaction(STORE).objectStore(STORE).get(KEY) as IDBRequest<CryptoKeyPair | undefined>);

/** Two tabs that start at once agree on the key that was written first. */
const make = async (database: IDBDatabase): Promise<CryptoKeyPair> => {
  const pair = await crypto.subtle.generateKey(CURVE, false, ['sign', 'verify']);
  try {
    await done(database.transaction(STORE, 'readwrite').objectStore(STORE).add(pair, KEY));
    return pair;
  } catch (error) {
    const first = await read(database);
    if (first === undefined) throw error;
    return first;
  }
};

const describe = async ({ publicKey, privateKey }: CryptoKeyPair): Promise<DeviceKey> => {
  const { crv, kty, x, y } = await crypto.subtle.exportKey('jwk', publicKey);
  // In this order: it is what the thumbprint is made of.
  const text = JSON.stringify({ crv, kty, x, y });
  return {
    keyId: base64url(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))),
    publicKey: text,
    sign: async (words) => base64url(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, new TextEncoder().encode(words))),
  };
};

const done = <Value>(request: IDBRequest<Value>): Promise<Value> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('The browser kept nothing.'));
  });

const base64url = (bytes: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
