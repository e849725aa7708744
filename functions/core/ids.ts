import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Ids that a client makes: UUIDs of any version, lower case. */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export const isUuid = (text: string): boolean => UUID.test(text);

/** Codes of kiosks, teams, units and members' ids are a few dozen characters long. */
const LONGEST_CODE = 200;

/**
 * Whether a text from outside could be the code or id of anything: what is longer, or is no well-formed Unicode, names
 * nothing, and no key of a table (2,048 bytes at most) can hold it.
 */
export const canBeCode = (text: string): boolean => text.length <= LONGEST_CODE && text.isWellFormed();

/** A secret that nobody can guess: 32 random bytes as base64url, 43 characters. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** Secrets that clients make: at least 128 bits as base64url or hex. */
const SECRET = /^[A-Za-z0-9_-]{22,128}$/;

export const isSecret = (text: string): boolean => SECRET.test(text);

/** What is kept of a secret: its SHA-256 as base64url. */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

export const secretMatches = (secret: string, hash: string): boolean => {
  const given = Buffer.from(hashSecret(secret));
  const kept = Buffer.from(hash);
  return given.length === kept.length && timingSafeEqual(given, kept);
};

/** The same content gives the same hash whatever the order of its keys: how a repeated write is told from another one. */
export const contentHash = (content: unknown): string =>
  createHash('sha256').update(JSON.stringify(sortKeys(content))).digest('base64url');

const sortKeys = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (value === null || typeof value !== 'object') return value;
  const own = value as Readonly<Record<string, unknown>>;
  const sorted: [string, unknown][] = [];
  for (const key of Object.keys(own).sort()) if (own[key] !== undefined) sorted.push([key, sortKeys(own[key])]);
  return Object.fromEntries(sorted);
};
