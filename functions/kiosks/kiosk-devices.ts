import { minutes, plusMilliseconds, type Clock, type Instant } from '../core/clock.ts';
import { hashSecret, newSecret } from '../core/ids.ts';
import { fail, succeed, type Result } from '../core/result.ts';
import type { Principal } from '../identity/principal.ts';
import { holderRef } from '../identity/session.ts';
import type { Sessions, Tokens } from '../identity/sessions.ts';
import type { RateLimits } from '../rate-limits/rate-limits.ts';
import type { TransactWrite } from '../storage/client.ts';
import { isKeyId, keyIdOf, proofText, provesKey, readPublicKey } from './device-key.ts';
import { invalid, type ChallengeFailure, type SignInKioskFailure, type StartPairingFailure } from './failures.ts';
import type { KioskStore } from './kiosk-store.dynamo.ts';
import type { Kiosk } from './kiosk.ts';
import { newPairingCode } from './pairing-code.ts';
import type { PairingStore } from './pairing-store.dynamo.ts';

/** Long enough to call the office and read the code out, too short to be found on a photograph later. */
export const PAIRING_CODE_LASTS = minutes(10);

/** A code that runs out while somebody is typing it is of no use: the device is given a new one before. */
const CODE_GOOD_FOR_AT_LEAST = minutes(2);

/** One round trip on a bad network, and a clock that is read twice. */
const CHALLENGE_LASTS = minutes(2);

/** Codes that somebody has already, one after another: never seen twice in practice. */
const MOST_CODES_TRIED = 5;

export type DeviceParts = {
  readonly kiosks: Pick<KioskStore, 'get' | 'stillHas' | 'write' | 'writeIfStillSo'>;
  readonly pairings: Pick<PairingStore, 'device' | 'begin' | 'keepChallenge' | 'takeChallenge'>;
  readonly sessions: Pick<Sessions, 'prepare' | 'ending'>;
  readonly rateLimits: RateLimits;
  /** Public origin of the station, which is part of what a kiosk signs. */
  readonly origin: string;
  readonly clock: Clock;
};

/** Where a device stands: it shows a code, it is paired with a kiosk, or nothing is known of its key. */
export type DeviceState = { readonly state: 'WAITING' | 'UNKNOWN' } | { readonly state: 'PAIRED'; readonly kiosk: Kiosk };

/** What a kiosk's own device does: ask for a code, see whether it was typed, and prove its key. */
export const createKioskDevices = ({ kiosks, pairings, sessions, rateLimits, origin, clock }: DeviceParts) => {
  /** A code for this key, the same one again while it is good for two minutes more. */
  const startPairing = async (publicKeyText: string, address: string): Promise<Result<{ code: string; endsAt: Instant }, StartPairingFailure>> => {
    const publicKey = await readPublicKey(publicKeyText);
    if (publicKey === undefined) return fail(invalid('NOT_A_KEY', 'publicKey'));
    const keyId = keyIdOf(publicKey);
    for (let attempt = 0; attempt < MOST_CODES_TRIED; attempt += 1) {
      const now = clock();
      const device = await pairings.device(keyId);
      if (device?.kioskCode !== undefined) return fail({ type: 'KioskAlreadyPaired' });
      const { code, codeEndsAt = now } = device ?? {};
      if (code !== undefined && codeEndsAt > plusMilliseconds(now, CODE_GOOD_FOR_AT_LEAST)) {
        return succeed({ code, endsAt: codeEndsAt });
      }
      // Only a new code counts: a device asks for the one that it has every few seconds.
      const taken = await rateLimits.takeTry('newPairingCode', { address });
      if (!taken.ok) return taken;
      const pairing = { code: newPairingCode(), keyId, publicKey, endsAt: plusMilliseconds(now, PAIRING_CODE_LASTS) };
      if (await kiosks.write(pairings.begin(pairing, now))) return succeed({ code: pairing.code, endsAt: pairing.endsAt });
    }
    throw new Error('No free pairing code was found.');
  };

  /** Two gets at most. A kiosk asks every few seconds while it shows a code, and each half minute later on. */
  const deviceState = async (keyId: string): Promise<DeviceState> => {
    const device = isKeyId(keyId) ? await pairings.device(keyId) : undefined;
    if (device === undefined) return { state: 'UNKNOWN' };
    const kiosk = await kioskOf(keyId, device.kioskCode);
    if (kiosk !== undefined) return { state: 'PAIRED', kiosk };
    return { state: device.kioskCode === undefined && (device.codeEndsAt ?? '') > clock() ? 'WAITING' : 'UNKNOWN' };
  };

  /** The kiosk whose device this key still is. */
  const kioskOf = async (keyId: string, kioskCode: string | undefined): Promise<Kiosk | undefined> => {
    const kiosk = kioskCode === undefined ? undefined : await kiosks.get(kioskCode, true);
    return kiosk?.device?.keyId === keyId ? kiosk : undefined;
  };

  /** A nonce to be signed, good once and for two minutes. */
  const challenge = async (keyId: string, address: string): Promise<Result<{ nonce: string; text: string; endsAt: Instant }, ChallengeFailure>> => {
    const taken = await rateLimits.takeTry('kioskSignIn', { subject: isKeyId(keyId) ? keyId : undefined, address });
    if (!taken.ok) return taken;
    if ((await deviceState(keyId)).state !== 'PAIRED') return fail({ type: 'KioskNotPaired' });
    const nonce = newSecret();
    const endsAt = plusMilliseconds(clock(), CHALLENGE_LASTS);
    await pairings.keepChallenge(hashSecret(nonce), keyId, endsAt);
    return succeed({ nonce, text: proofText(origin, nonce), endsAt });
  };

  /**
   * Signs the kiosk in whose key signed the nonce. The session opens only while the key is still the kiosk's, in one write, and
   * takes the place of the one that this device had.
   */
  const signInKiosk = async (
    { keyId, nonce, signature }: { readonly keyId: string; readonly nonce: string; readonly signature: string },
    principal: Principal,
  ): Promise<Result<{ kiosk: Kiosk; tokens: Tokens }, SignInKioskFailure>> => {
    const now = clock();
    const device = isKeyId(keyId) ? await pairings.device(keyId) : undefined;
    const kiosk = await kioskOf(keyId, device?.kioskCode);
    if (device === undefined || kiosk === undefined) return fail({ type: 'KioskNotPaired' });
    if (!(await pairings.takeChallenge(hashSecret(nonce), keyId, now))) return fail({ type: 'ProofInvalid' });
    if (!(await provesKey(device.publicKey, proofText(origin, nonce), signature))) return fail({ type: 'ProofInvalid' });
    const holder = { kind: 'kiosk', kioskCode: kiosk.code } as const;
    const prepared = sessions.prepare(holder, now);
    const own: readonly TransactWrite[] =
      principal.kind === 'kiosk' && principal.kioskCode === kiosk.code ? [sessions.ending(holderRef(holder), principal.sessionId)] : [];
    const opened = await kiosks.writeIfStillSo([kiosks.stillHas(kiosk.code, keyId), prepared.write, ...own]);
    return opened ? succeed({ kiosk, tokens: await prepared.tokens() }) : fail({ type: 'KioskNotPaired' });
  };

  return { startPairing, deviceState, challenge, signInKiosk };
};

export type KioskDevices = ReturnType<typeof createKioskDevices>;
