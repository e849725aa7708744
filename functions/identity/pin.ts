import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { minutes, plusMilliseconds, type Instant } from '../core/clock.ts';

/** What is kept of a member's PIN: enough to tell whether it is right, and how often it was tried in vain. */
export type Pin = {
  readonly memberId: string;
  /** Base64url, 16 random bytes. */
  readonly salt: string;
  /** Base64url, scrypt of the digits. */
  readonly hash: string;
  /** In vain since it was last right. */
  readonly wrongTries: number;
  readonly lockedUntil?: Instant | undefined;
  readonly setAt: Instant;
};

const SIX_DIGITS = /^\d{6}$/;

/** Six digits, and none of those that everybody tries first: all the same, or one after the other. */
export const canBePin = (text: string): boolean => {
  if (!SIX_DIGITS.test(text)) return false;
  const steps = new Set([...text].slice(1).map((digit, at) => Number(digit) - Number(text[at])));
  return !(steps.size === 1 && [0, 1, -1].some((step) => steps.has(step)));
};

/**
 * 32 MB and about a tenth of a second a guess. Six digits can be tried through by whoever steals the table, whatever a guess
 * costs; it is the count of wrong tries in the table that keeps people out, and a PIN works on a team's own phone alone.
 */
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 2 ** 20 };
const LENGTH = 32;

const derive = (digits: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(digits, salt, LENGTH, COST, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });

export const hashPin = async (digits: string): Promise<Pick<Pin, 'salt' | 'hash'>> => {
  const salt = randomBytes(16);
  return { salt: salt.toString('base64url'), hash: (await derive(digits, salt)).toString('base64url') };
};

export const pinMatches = async ({ salt, hash }: Pick<Pin, 'salt' | 'hash'>, digits: string): Promise<boolean> =>
  timingSafeEqual(await derive(digits, Buffer.from(salt, 'base64url')), Buffer.from(hash, 'base64url'));

/** A slip or two is nobody's attack; from the fifth wrong try on each costs twice the wait, up to a day. */
const FREE_TRIES = 4;
const FIRST_WAIT = minutes(5);
const LONGEST_WAIT = minutes(24 * 60);

/** Until when a PIN is locked after this many wrong tries in a row; undefined while it is not. */
export const lockAfter = (wrongTries: number, now: Instant): Instant | undefined =>
  wrongTries <= FREE_TRIES ? undefined : plusMilliseconds(now, Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (wrongTries - FREE_TRIES - 1)));
