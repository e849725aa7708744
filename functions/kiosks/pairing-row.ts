import * as v from 'valibot';
import { epochSecondsOf, type Instant } from '../core/clock.ts';
import { devicePublicKey, type DevicePublicKey } from './device-key.ts';

/** A code on the screen of a device, which an official types. Once used it tells for which kiosk. */
export type Pairing = {
  readonly code: string;
  readonly keyId: string;
  readonly publicKey: DevicePublicKey;
  readonly endsAt: Instant;
  readonly used?: { readonly id: string; readonly kioskCode: string; readonly officialId: string } | undefined;
};

/** A device by its key: with a code while it waits, and for a kiosk once it is paired. */
export type Device = {
  readonly keyId: string;
  readonly publicKey: DevicePublicKey;
  readonly code?: string | undefined;
  readonly codeEndsAt?: Instant | undefined;
  readonly kioskCode?: string | undefined;
};

const text = v.pipe(v.string(), v.nonEmpty());

const pairingSchema = v.object({
  v: v.literal(1),
  code: text,
  keyId: text,
  publicKey: devicePublicKey,
  endsAt: text,
  used: v.optional(v.object({ id: text, kioskCode: text, officialId: text })),
});

const deviceSchema = v.object({
  v: v.literal(1),
  keyId: text,
  publicKey: devicePublicKey,
  code: v.optional(text),
  codeEndsAt: v.optional(text),
  kioskCode: v.optional(text),
});

export const pairingKey = (code: string) => ({ pk: `pairing#${code}`, sk: 'pairing' });
export const deviceKey = (keyId: string) => ({ pk: `device#${keyId}`, sk: 'device' });
export const challengeKey = (hash: string) => ({ pk: `challenge#${hash}`, sk: 'challenge' });

export const rowOfPairing = (pairing: Pairing) => ({ ...pairingKey(pairing.code), v: 1, ...pairing, expiresAt: epochSecondsOf(pairing.endsAt) });

/** A device that was never paired is forgotten with its code. */
export const rowOfDevice = (device: Device) => ({
  ...deviceKey(device.keyId),
  v: 1,
  ...device,
  ...(device.kioskCode === undefined && device.codeEndsAt !== undefined ? { expiresAt: epochSecondsOf(device.codeEndsAt) } : {}),
});

export const readPairing = (row: unknown): Pairing => {
  const { v: _shape, ...pairing } = v.parse(pairingSchema, row);
  return pairing;
};

export const readDevice = (row: unknown): Device => {
  const { v: _shape, ...device } = v.parse(deviceSchema, row);
  return device;
};
