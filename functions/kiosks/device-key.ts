import { createHash, webcrypto } from 'node:crypto';
import * as v from 'valibot';

/** The public half of the key that a kiosk's browser made and never lets go: ECDSA on P-256, as a JSON Web Key. */
export type DevicePublicKey = { readonly kty: 'EC'; readonly crv: 'P-256'; readonly x: string; readonly y: string };

const coordinate = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/u));
export const devicePublicKey = v.object({ kty: v.literal('EC'), crv: v.literal('P-256'), x: coordinate, y: coordinate });

const LONGEST_KEY = 1000;

/** A JWK as JSON; members beyond the four are dropped. Undefined when it is no point of the curve. */
export const readPublicKey = async (text: string): Promise<DevicePublicKey | undefined> => {
  if (text.length > LONGEST_KEY) return undefined;
  const parsed = v.safeParse(devicePublicKey, parsedJson(text));
  return parsed.success && (await imported(parsed.output)) !== undefined ? parsed.output : undefined;
};

const parsedJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

/** The name of a key: its thumbprint (RFC 7638) in base64url, 43 characters. */
export const keyIdOf = ({ crv, kty, x, y }: DevicePublicKey): string => createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url');

export const isKeyId = (text: string): boolean => /^[A-Za-z0-9_-]{43}$/u.test(text);

/** What a kiosk signs: for what, for whom, and once. `origin` keeps a signature from being of use at another station. */
export const proofText = (origin: string, nonce: string): string => `tram-so kiosk\n${origin}\n${nonce}`;

/** ECDSA with SHA-256; the signature as WebCrypto makes it (64 bytes, r and s) in base64url. */
export const provesKey = async (key: DevicePublicKey, text: string, signature: string): Promise<boolean> => {
  const imports = await imported(key);
  const bytes = Buffer.from(signature.slice(0, 200), 'base64url');
  return imports !== undefined && webcrypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, imports, bytes, Buffer.from(text));
};

const imported = async (key: DevicePublicKey): Promise<webcrypto.CryptoKey | undefined> => {
  try {
    return await webcrypto.subtle.importKey('jwk', key, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify']);
  } catch (error) {
    // Not on the curve.
    if (error instanceof DOMException) return undefined;
    throw error;
  }
};
