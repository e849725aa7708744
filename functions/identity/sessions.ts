import { randomUUID } from 'node:crypto';
import { auditWrite, type AuditSubject } from '../audit/audit.ts';
import { epochSecondsOf, plusMilliseconds, type Clock, type Instant } from '../core/clock.ts';
import { newSecret } from '../core/ids.ts';
import { fail, succeed, type Result } from '../core/result.ts';
import type { MainTable, TransactWrite } from '../storage/client.ts';
import { refreshTokenIn, residentIn, sessionTokenIn, type Credentials } from './credentials.ts';
import { anonymous, type Principal } from './principal.ts';
import { firstTokenOf, hashesOf, newRefreshToken, readRefreshToken, successorOf, writeRefreshToken, type RefreshToken } from './refresh-token.ts';
import { createSessionStore } from './session-store.dynamo.ts';
import { signSession, verifySession } from './session-token.ts';
import { ACTING_IDLE, actingNow, endAfterRefresh, endOfNewSession, holderRef, isActingWorn, refOfAsking, refreshNow, type Session, type SessionHolder } from './session.ts';
import type { SigningKeys } from './signing-keys.ts';

/** What a device that is signed in gets: see `sessionCookies` in credentials.ts. */
export type Tokens = {
  readonly holder: SessionHolder;
  /** UUID. */
  readonly sessionId: string;
  readonly accessToken: string;
  /** Absent where the device keeps the one it has. */
  readonly refreshToken?: string | undefined;
  /** How long both cookies stay in the browser. The access token in it expires sooner, and then says so. */
  readonly maxAgeSeconds: number;
};

/** The session is over, or was never ours: sign in again. */
export type SessionEnded = { readonly type: 'SessionEnded' };

/** Who asks, and whether a refresh would tell more. */
export type WhoAsks = { readonly principal: Principal; readonly expired: boolean };

/** A new session that is not yet written: its row goes into the transaction of whatever lets its holder in. */
export type PreparedSession = { readonly session: Session; readonly write: TransactWrite; readonly tokens: () => Promise<Tokens> };

/** A secret that a device made for itself, and the salt kept beside its hash: see `firstTokenOf`. */
export type DeviceSecret = { readonly deviceSecret: string; readonly salt: string };

/** How often a lost race for one token is looked at again: the next read tells what the winner made of it. */
const MOST_ATTEMPTS = 5;

/** One session mechanism for members, shared phones, officials and kiosks. */
export const createSessions = (main: MainTable, keys: SigningKeys, clock: Clock, { secure }: { readonly secure: boolean }) => {
  const store = createSessionStore(main);

  const tokensOf = async (session: Session, refresh: RefreshToken | undefined, now: Instant): Promise<Tokens> => ({
    holder: session.holder,
    sessionId: session.id,
    accessToken: await signSession(keys, session, now),
    refreshToken: refresh === undefined ? undefined : writeRefreshToken(refresh),
    maxAgeSeconds: Math.max(0, epochSecondsOf(session.endsAt) - epochSecondsOf(now)),
  });

  const prepare = (holder: SessionHolder, now: Instant, by?: DeviceSecret): PreparedSession => {
    const id = randomUUID();
    const ref = holderRef(holder);
    const token = by === undefined ? newRefreshToken(ref, id) : firstTokenOf(ref, id, by.deviceSecret, by.salt);
    const { familyHash, ownHash } = hashesOf(token);
    const session: Session = {
      id,
      holder,
      startedAt: now,
      endsAt: endOfNewSession(holder, now),
      refresh: { familyHash, currentHash: ownHash, since: now },
    };
    return { session, write: store.opening(session), tokens: () => tokensOf(session, token, now) };
  };

  /** Signs a device in. Whoever calls this has made sure who it is. */
  const open = async (holder: SessionHolder): Promise<Tokens> => {
    const { write, tokens } = prepare(holder, clock());
    await store.write([write]);
    return tokens();
  };

  /** The next tokens of the session that this one belongs to, or undefined when another device was quicker. */
  const rotated = async (session: Session, token: RefreshToken, now: Instant): Promise<Tokens | undefined> => {
    const salt = newSecret();
    const next = successorOf(token, salt);
    const { familyHash, ownHash } = hashesOf(next);
    const previous = { hash: session.refresh.currentHash, salt };
    const endsAt = endAfterRefresh(session, now);
    const done = await store.rotate(session, { familyHash, currentHash: ownHash, since: now, previous }, endsAt);
    return done ? tokensOf({ ...session, endsAt }, next, now) : undefined;
  };

  /** A token that was used up long ago: somebody has a copy, and nobody can tell who. All tokens of the family end. */
  const endStolen = async ({ id, holder }: Session, now: Instant): Promise<void> => {
    await store.write([
      store.ending(holderRef(holder), id),
      auditWrite(main, {
        id: randomUUID(),
        at: now,
        act: 'revokeDevice',
        by: { kind: 'SYSTEM', id: 'sessions' },
        subject: subjectOf(holder, id),
        detail: { why: 'OLD_TOKEN_CAME_BACK', session: id },
      }),
    ]);
  };

  /**
   * New tokens for an old refresh token. Each token works once; the answer is given again for a minute (see
   * `REFRESH_GRACE`). One that comes back later ends the session, for whoever copied it and for its owner.
   */
  const refresh = async (cookie: string | undefined): Promise<Result<Tokens, SessionEnded>> => {
    const shown = refreshTokenIn(cookie, secure);
    const token = shown === undefined ? undefined : readRefreshToken(shown);
    if (token === undefined) return fail({ type: 'SessionEnded' });
    const { familyHash, ownHash } = hashesOf(token);
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
      const now = clock();
      const session = await store.session(token.holderRef, token.sessionId, now);
      if (session === undefined || session.refresh.familyHash !== familyHash) return fail({ type: 'SessionEnded' });
      const worth = refreshNow(session.refresh, ownHash, now);
      if (worth === 'stolen') {
        await endStolen(session, now);
        return fail({ type: 'SessionEnded' });
      }
      if (worth === 'repeat') return succeed(await tokensOf(session, successorOf(token, session.refresh.previous?.salt ?? ''), now));
      const tokens = await rotated(session, token, now);
      if (tokens !== undefined) return succeed(tokens);
    }
    throw new Error('A session was contended for too long.');
  };

  /**
   * Who asks. A tracking link that is shown wins over a session, so that a volunteer who tries a ticket sees what a
   * resident sees. What does not stand counts as nothing: anonymous. Costs one read when there is a session; because of
   * it, a session that was ended counts nowhere from that moment on.
   */
  const whoAsks = async ({ authorization, cookie }: Credentials): Promise<WhoAsks> => {
    const resident = residentIn(authorization);
    if (resident !== undefined) return { principal: resident, expired: false };
    const token = sessionTokenIn(cookie, secure);
    if (token === undefined) return { principal: anonymous, expired: false };
    const now = clock();
    const named = await verifySession(keys.verify, token, now);
    if (named === undefined || named === 'EXPIRED') return { principal: anonymous, expired: named === 'EXPIRED' };
    const session = await store.session(named.holderRef, named.sessionId, now);
    return { principal: session === undefined ? anonymous : await principalOf(session, now), expired: false };
  };

  /** A shared phone is whoever said who they are on it, until it lies idle. */
  const principalOf = async (session: Session, now: Instant): Promise<Principal> => {
    const { holder, id: sessionId } = session;
    const acting = actingNow(session, now);
    if (holder.kind !== 'teamPhone' || acting === undefined) return { ...holder, sessionId };
    if (isActingWorn(acting, now)) await store.goOnActing(holderRef(holder), sessionId, acting, plusMilliseconds(now, ACTING_IDLE));
    return { kind: 'member', memberId: acting.memberId, sessionId, phoneId: holder.phoneId };
  };

  return {
    open,
    prepare,
    refresh,
    whoAsks,
    /** The access token anew for a device that has its refresh token already; undefined when its session is over. */
    accessAgain: async (holder: SessionHolder, sessionId: string): Promise<Tokens | undefined> => {
      const now = clock();
      const session = await store.session(holderRef(holder), sessionId, now);
      return session === undefined ? undefined : tokensOf(session, undefined, now);
    },
    /**
     * The first tokens of a session again, for a device that never got them. Undefined once they were used, since then
     * they did arrive, and when the session is over.
     */
    firstAgain: async (holder: SessionHolder, sessionId: string, { deviceSecret, salt }: DeviceSecret): Promise<Tokens | undefined> => {
      const now = clock();
      const session = await store.session(holderRef(holder), sessionId, now);
      const token = firstTokenOf(holderRef(holder), sessionId, deviceSecret, salt);
      return session?.refresh.currentHash === hashesOf(token).ownHash ? tokensOf(session, token, now) : undefined;
    },
    /** Every device of this holder that is signed in now, in no order. */
    sessionsOf: (ref: string): Promise<Session[]> => store.sessionsOf(ref, clock()),
    end: store.end,
    write: store.write,
    /** For the transaction in which a member takes a shared phone. */
    acting: (phone: Extract<Principal, { kind: 'teamPhone' }>, memberId: string, now: Instant): TransactWrite =>
      store.acting(holderRef(phone), phone.sessionId, { memberId, until: plusMilliseconds(now, ACTING_IDLE) }),
    notActing: (phone: SessionHolder, sessionId: string): TransactWrite => store.notActing(holderRef(phone), sessionId),
    /** Lost when the device that asks was signed out meanwhile: whoever has it is to leave no other way in behind. */
    standing: (principal: Parameters<typeof refOfAsking>[0]): TransactWrite => store.standing(refOfAsking(principal), principal.sessionId),
    /** For the transaction of the act that ends it. */
    ending: store.ending,
  };
};

export type Sessions = ReturnType<typeof createSessions>;

/** In whose trail it stands: a person's own, or that of whoever answers for the device. */
const subjectOf = (holder: SessionHolder, sessionId: string): AuditSubject => {
  switch (holder.kind) {
    case 'member':
      return { kind: 'MEMBER', id: holder.memberId };
    case 'teamPhone':
      return { kind: 'TEAM', id: holder.teamCode };
    case 'kiosk':
      return { kind: 'KIOSK', id: holder.kioskCode };
    case 'official':
      return { kind: 'DEVICE', id: sessionId };
  }
};
