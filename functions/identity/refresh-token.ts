import { createHmac } from 'node:crypto';
import { hashSecret, isSecret, isUuid, newSecret } from '../core/ids.ts';

/**
 * What a device shows to get new tokens: `<holder>.<session id>.<family>.<own secret>`. It names its session, so that one
 * read finds it; the family part stays the same, the own secret changes with each use.
 */
export type RefreshToken = {
  readonly holderRef: string;
  readonly sessionId: string;
  readonly family: string;
  readonly own: string;
};

export const newRefreshToken = (holderRef: string, sessionId: string): RefreshToken => ({
  holderRef,
  sessionId,
  family: newSecret(),
  own: newSecret(),
});

/**
 * The first token of a device that made a secret for itself, from that secret and a salt that only the invitation's row has:
 * it can be given again without being kept. The secret alone makes none, and whoever chose it cannot know the token.
 */
export const firstTokenOf = (holderRef: string, sessionId: string, deviceSecret: string, salt: string): RefreshToken => {
  const part = (name: string): string => createHmac('sha256', salt).update(`${name}#${sessionId}#${deviceSecret}`).digest('base64url');
  return { holderRef, sessionId, family: part('family'), own: part('own') };
};

/**
 * The next token, made from the one that was shown and a salt that only the row has. So the same successor can be given
 * again without keeping it anywhere, and neither a copied row nor an old token alone is enough to make it.
 */
export const successorOf = (token: RefreshToken, salt: string): RefreshToken => ({
  ...token,
  own: createHmac('sha256', salt).update(token.own).digest('base64url'),
});

export const hashesOf = ({ family, own }: RefreshToken): { readonly familyHash: string; readonly ownHash: string } => ({
  familyHash: hashSecret(family),
  ownHash: hashSecret(own),
});

export const writeRefreshToken = ({ holderRef, sessionId, family, own }: RefreshToken): string =>
  [Buffer.from(holderRef).toString('base64url'), sessionId, family, own].join('.');

/** The longest that a holder's reference becomes: ids are at most 200 characters, each at most four bytes. */
const LONGEST_REF = 1200;

/** Undefined: it does not have the form of one. */
export const readRefreshToken = (text: string): RefreshToken | undefined => {
  const [ref = '', sessionId = '', family = '', own = '', ...rest] = text.split('.');
  if (rest.length > 0 || ref === '' || ref.length > LONGEST_REF || !isUuid(sessionId) || !isSecret(family) || !isSecret(own)) return undefined;
  return { holderRef: Buffer.from(ref, 'base64url').toString('utf8'), sessionId, family, own };
};
