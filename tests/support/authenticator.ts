import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

type Cbor = number | string | Buffer | Map<number | string, Cbor>;

/** As much of CBOR (RFC 8949) as an authenticator's answer holds. */
const cbor = (value: Cbor): Buffer => {
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  return Buffer.concat([head(5, value.size), ...[...value].flatMap(([key, each]) => [cbor(key), cbor(each)])]);
};
const head = (major: number, size: number): Buffer => {
  if (size < 24) return Buffer.from([(major << 5) | size]);
  return size < 256 ? Buffer.from([(major << 5) | 24, size]) : Buffer.from([(major << 5) | 25, size >> 8, size & 255]);
};

const sha256 = (content: string | Buffer): Buffer => createHash('sha256').update(content).digest();
const coordinate = (text: string | undefined): Buffer => Buffer.from(text ?? '', 'base64url');

const PRESENT_AND_VERIFIED = 0x05;
const WITH_CREDENTIAL = 0x40;

/**
 * A phone's authenticator (WebAuthn level 2) for one station, which counts its signatures: it makes one passkey, and signs
 * in with it. `counter` can be set back, as a copied key would have it.
 */
export const anAuthenticator = (origin: string) => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x, y } = publicKey.export({ format: 'jwk' });
  const id = randomBytes(32);
  const rpHash = sha256(new URL(origin).hostname);
  let userHandle = '';
  const phone = { counter: 0, origin };
  const data = (flags: number): Buffer => {
    phone.counter += 1;
    const counted = Buffer.alloc(4);
    counted.writeUInt32BE(phone.counter);
    return Buffer.concat([rpHash, Buffer.from([flags]), counted]);
  };
  const clientData = (type: string, challenge: string): Buffer => Buffer.from(JSON.stringify({ type, challenge, origin: phone.origin, crossOrigin: false }));
  const answer = (client: Buffer, response: Record<string, string>): string =>
    JSON.stringify({
      id: id.toString('base64url'),
      rawId: id.toString('base64url'),
      type: 'public-key',
      clientExtensionResults: {},
      response: { clientDataJSON: client.toString('base64url'), ...response },
    });

  return Object.assign(phone, {
    /** Answers `beginPasskey`. */
    make: (options: string): string => {
      const asked = JSON.parse(options) as { challenge: string; user: { id: string } };
      userHandle = asked.user.id;
      const key = cbor(new Map<number, Cbor>([[1, 2], [3, -7], [-1, 1], [-2, coordinate(x)], [-3, coordinate(y)]]));
      const authData = Buffer.concat([data(PRESENT_AND_VERIFIED | WITH_CREDENTIAL), Buffer.alloc(16), Buffer.from([0, id.length]), id, key]);
      const attestation = cbor(new Map<string, Cbor>([['fmt', 'none'], ['attStmt', new Map()], ['authData', authData]]));
      return answer(clientData('webauthn.create', asked.challenge), { attestationObject: attestation.toString('base64url') });
    },
    /** Answers `beginPasskeySignIn`. */
    signIn: (options: string): string => {
      const { challenge } = JSON.parse(options) as { challenge: string };
      const client = clientData('webauthn.get', challenge);
      const authData = data(PRESENT_AND_VERIFIED);
      const signature = sign('sha256', Buffer.concat([authData, sha256(client)]), privateKey);
      return answer(client, { authenticatorData: authData.toString('base64url'), signature: signature.toString('base64url'), userHandle });
    },
  });
};
