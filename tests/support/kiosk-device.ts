import { webcrypto } from 'node:crypto';

/** A kiosk's browser as the service sees it: a key that cannot be taken out, and what it signs. */
export const aDevice = async () => {
  const { publicKey, privateKey } = await webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);
  const jwk = await webcrypto.subtle.exportKey('jwk', publicKey);
  const { crv, kty, x, y } = jwk;
  const keyId = Buffer.from(await webcrypto.subtle.digest('SHA-256', Buffer.from(JSON.stringify({ crv, kty, x, y })))).toString('base64url');
  const sign = async (text: string): Promise<string> =>
    Buffer.from(await webcrypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, Buffer.from(text))).toString('base64url');
  return { publicKey: JSON.stringify(jwk), keyId, sign };
};

export type Device = Awaited<ReturnType<typeof aDevice>>;
