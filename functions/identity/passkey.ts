import { createHash } from 'node:crypto';
import type { Instant } from '../core/clock.ts';

/** A key pair that lives in a member's phone (or where their phone keeps its passwords); we have its public half. */
export type Passkey = {
  /** As the authenticator made it, base64url. */
  readonly credentialId: string;
  readonly memberId: string;
  /** COSE, base64url. */
  readonly publicKey: string;
  /** Signatures counted by the authenticator; 0 for ever where it does not count, as synced passkeys. */
  readonly counter: number;
  readonly transports: readonly string[];
  /** Whether it is kept beyond the one phone, by the maker of its system. */
  readonly backedUp: boolean;
  readonly addedAt: Instant;
  readonly lastUsedAt?: Instant | undefined;
};

/** A question that an authenticator is to sign, once. */
export type Challenge = {
  readonly challenge: string;
  readonly purpose: 'ADD' | 'SIGN_IN';
  /** Who asked for it; absent for signing in. */
  readonly memberId?: string | undefined;
  readonly endsAt: Instant;
};

/**
 * What an authenticator knows the member by: 32 bytes that say nothing, as WebAuthn asks. The passkeys of a member lie under
 * it, so that an answer to a challenge leads to its passkey in one read.
 */
export const userHandleOf = (memberId: string): string => createHash('sha256').update(`member:${memberId}`).digest('base64url');
