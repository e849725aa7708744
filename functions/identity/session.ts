import { days, hours, millisecondsOf, minutes, plusMilliseconds, type Instant } from '../core/clock.ts';
import type { Principal } from './principal.ts';

type Signed = Extract<Principal, { readonly sessionId: string }>;
type WithoutSession<Each> = Each extends Signed ? Omit<Each, 'sessionId' | (Each extends { readonly kind: 'member' } ? 'phoneId' : never)> : never;

/** Whose session it is: any principal that signs in, without the session itself. */
export type SessionHolder = WithoutSession<Signed>;

/** What a session is filed under: `member:<id>`, `teamPhone:<phone id>`, `official:<id>` or `kiosk:<code>`. */
export const holderRef = (holder: SessionHolder): string => {
  switch (holder.kind) {
    case 'member':
      return `member:${holder.memberId}`;
    case 'teamPhone':
      return `teamPhone:${holder.phoneId}`;
    case 'official':
      return `official:${holder.officialId}`;
    case 'kiosk':
      return `kiosk:${holder.kioskCode}`;
  }
};

/** Under whom the session lies with which somebody asks: a member who uses a shared phone has the phone's. */
export const refOfAsking = (principal: Signed): string =>
  principal.kind === 'member' && principal.phoneId !== undefined ? holderRef({ kind: 'teamPhone', phoneId: principal.phoneId, teamCode: '' }) : holderRef(principal);

/** All sessions of one holder lie together, so that all of them can be found, and ended, in one consistent query. */
export const sessionKey = (ref: string, id: string) => ({ pk: `sessions#${ref}`, sk: `session#${id}` });

/** Which session's row lies under this key; undefined for any other row. */
export const sessionOfKey = (pk: string, sk: string): string | undefined =>
  pk.startsWith('sessions#') && sk.startsWith('session#') ? sk.slice('session#'.length) : undefined;

/** How long an access token is taken without asking for a new one. The session's row is read with each call all the same. */
export const ACCESS_LASTS = minutes(10);

/**
 * How long the answer to a used refresh token is given again: a phone whose answer was lost on a bad network asks within
 * seconds, and two tabs ask at the same moment. Whoever comes later with it has copied it.
 */
export const REFRESH_GRACE = minutes(1);

/**
 * How long a device stays signed in. `extends`: counted anew with each refresh (idle time); otherwise from the sign-in.
 * A volunteer who helps now and then stays in for a month, an official for one working day, and a kiosk that is stored
 * between festivals for a year.
 */
const LASTS = {
  member: { milliseconds: days(30), extends: true },
  teamPhone: { milliseconds: days(30), extends: true },
  official: { milliseconds: hours(12), extends: false },
  kiosk: { milliseconds: days(365), extends: true },
} as const satisfies Record<SessionHolder['kind'], { readonly milliseconds: number; readonly extends: boolean }>;

export const endOfNewSession = ({ kind }: SessionHolder, now: Instant): Instant => plusMilliseconds(now, LASTS[kind].milliseconds);

export const endAfterRefresh = ({ holder, endsAt }: Pick<Session, 'holder' | 'endsAt'>, now: Instant): Instant =>
  LASTS[holder.kind].extends ? endOfNewSession(holder, now) : endsAt;

/** One signed-in device: a family of refresh tokens, each the successor of the one before. Secrets are kept as hashes. */
export type Session = {
  /** UUID. */
  readonly id: string;
  readonly holder: SessionHolder;
  readonly startedAt: Instant;
  readonly endsAt: Instant;
  readonly refresh: RefreshState;
  /** Who uses a shared phone, and until when if it lies idle. */
  readonly acting?: Acting | undefined;
};

export type Acting = { readonly memberId: string; readonly until: Instant };

/** A shared phone that lies on a table is anybody's: as long as it takes to talk with somebody and come back to it. */
export const ACTING_IDLE = minutes(10);

/** How much of that may pass before it is counted anew: a write each two minutes at most, and not one with each call. */
const ACTING_NOTED = minutes(2);

/** The member who uses this shared phone now. */
export const actingNow = ({ acting }: Pick<Session, 'acting'>, now: Instant): Acting | undefined =>
  acting !== undefined && now < acting.until ? acting : undefined;

/** Whether the idle time is to be counted anew. */
export const isActingWorn = ({ until }: Acting, now: Instant): boolean =>
  millisecondsOf(until) - millisecondsOf(now) < ACTING_IDLE - ACTING_NOTED;

/** Where the family stands. */
export type RefreshState = {
  /** Hash of the part that all tokens of the family share: whoever shows it had a token of ours once. */
  readonly familyHash: string;
  /** Hash of the token's own secret that counts now, and since when. */
  readonly currentHash: string;
  readonly since: Instant;
  /** The one before, and the salt that made the current secret from it. */
  readonly previous?: { readonly hash: string; readonly salt: string } | undefined;
};

/** What a refresh token that comes in is worth, by the hash of its own secret. */
export const refreshNow = ({ currentHash, since, previous }: RefreshState, hash: string, now: Instant): 'current' | 'repeat' | 'stolen' => {
  if (hash === currentHash) return 'current';
  return hash === previous?.hash && millisecondsOf(now) - millisecondsOf(since) < REFRESH_GRACE ? 'repeat' : 'stolen';
};
