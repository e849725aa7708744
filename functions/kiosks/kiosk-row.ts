import * as v from 'valibot';
import { isInVietnam } from '../core/position.ts';
import { parseServiceHours } from '../core/service-hours.ts';
import type { Kiosk } from './kiosk.ts';

const kioskEntries = {
  code: v.pipe(v.string(), v.regex(/^[a-z0-9-]{3,40}$/)),
  name: v.pipe(v.string(), v.nonEmpty(), v.maxLength(120)),
  unitVersion: v.pipe(v.string(), v.isoDate()),
  communeCode: v.pipe(v.string(), v.regex(/^\d{5}$/)),
  position: v.pipe(v.object({ lat: v.number(), lon: v.number() }), v.check(isInVietnam, 'a place in Vietnam')),
  letter: v.pipe(v.string(), v.regex(/^[A-Z]$/)),
  openingHours: v.pipe(
    v.string(),
    v.check((text) => parseServiceHours(text).ok, 'opening hours that can be read'),
  ),
  contactPoint: v.object({
    name: v.pipe(v.string(), v.nonEmpty()),
    // E.164: + and at most 15 digits.
    phone: v.pipe(v.string(), v.regex(/^\+[1-9]\d{6,14}$/)),
  }),
  shifts: v.array(
    v.pipe(
      v.object({ teamCode: v.string(), from: v.pipe(v.string(), v.isoTimestamp()), until: v.pipe(v.string(), v.isoTimestamp()) }),
      v.check(({ from, until }) => from < until, 'a shift ends after it begins'),
    ),
  ),
  demonstration: v.boolean(),
  revision: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  device: v.optional(v.object({ keyId: v.pipe(v.string(), v.nonEmpty()), pairedAt: v.pipe(v.string(), v.isoTimestamp()) })),
};

const kioskSchema = v.object(kioskEntries);
const kioskRowSchema = v.object({ v: v.literal(1), ...kioskEntries });

export const kioskKey = (code: string) => ({ pk: `kiosk#${code}`, sk: 'kiosk' });

export const BOOTHS = 'booth#';
/** Beside the team, since from there one looks for it. */
export const boothKey = (teamCode: string, kioskCode: string) => ({ pk: `team#${teamCode}`, sk: `${BOOTHS}${kioskCode}` });
const boothRowSchema = v.object({ v: v.literal(1), kioskCode: v.pipe(v.string(), v.nonEmpty()) });
export const boothRow = (teamCode: string, kioskCode: string) => ({ ...boothKey(teamCode, kioskCode), v: 1, kioskCode });
export const readBooth = (row: unknown): string => v.parse(boothRowSchema, row).kioskCode;

/** Under what a commune's kiosks lie together, by code. */
export const kiosksWithin = (unitVersion: string, communeCode: string): string => `kiosks#${unitVersion}#${communeCode}`;

/** Throws with the path of what is wrong. */
export const rowOfKiosk = (kiosk: Kiosk) => ({
  ...kioskKey(kiosk.code),
  v: 1,
  ...v.parse(kioskSchema, kiosk),
  parent: kiosksWithin(kiosk.unitVersion, kiosk.communeCode),
  parentSort: kiosk.code,
});

export const readKiosk = (row: unknown): Kiosk => {
  const { v: _shape, ...kiosk } = v.parse(kioskRowSchema, row);
  return kiosk;
};
