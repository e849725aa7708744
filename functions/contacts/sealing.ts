import { decodeProtectedHeader } from 'jose';

/** How a contact is sealed on the device: JWE compact, ECDH-ES+A256KW with P-256, A256GCM (RFC 7516, RFC 7518). */
export const SEALING = { alg: 'ECDH-ES+A256KW', enc: 'A256GCM' } as const;

const LONGEST_JWE = 4096;
const COMPACT_JWE = /^[\w-]+\.[\w-]+\.[\w-]+\.[\w-]+\.[\w-]+$/;

/**
 * Whether something has the form of a sealed contact under a key of ours. What is inside can't be seen here, and is
 * checked when it is opened.
 */
export const isSealedFor = (jwe: string, keyIds: readonly string[]): boolean => {
  if (jwe.length > LONGEST_JWE || !COMPACT_JWE.test(jwe)) return false;
  const header = headerOf(jwe);
  return (
    header !== undefined &&
    header.alg === SEALING.alg &&
    header.enc === SEALING.enc &&
    header.kid !== undefined &&
    keyIds.includes(header.kid)
  );
};

const headerOf = (jwe: string): { alg?: string; enc?: string; kid?: string } | undefined => {
  try {
    return decodeProtectedHeader(jwe);
  } catch {
    // Not a header: the caller's value, not our fault.
    return undefined;
  }
};
