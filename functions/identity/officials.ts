import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { auditWrite } from '../audit/audit.ts';
import { minutes, plusMilliseconds, vietnamDayOf, type Clock, type Instant } from '../core/clock.ts';
import { hashSecret, isSecret, newSecret } from '../core/ids.ts';
import { fail, succeed, type Result } from '../core/result.ts';
import type { RateLimits, TooManyTries } from '../rate-limits/rate-limits.ts';
import type { MainTable, TransactWrite } from '../storage/client.ts';
import type { AdminUnit } from '../units/admin-unit.ts';
import type { Issuer, IssuerUnavailable, SignedInAtIssuer, SignInBroken, SignInRefused } from './issuer.ts';
import { holderRef, type Session } from './session.ts';
import { createOfficialStore } from './official-store.dynamo.ts';
import { displayNameOf, officeOf, officialIdOf, type ClaimNames, type Official } from './official.ts';
import type { Sessions, Tokens } from './sessions.ts';

/** No issuer is set up (functions/handlers/settings.ts, `OIDC_ISSUER`). */
export type SignInNotSetUp = { readonly type: 'SignInNotSetUp' };
/** Not begun in this browser, used before, or longer than ten minutes ago. */
export type SignInUnknown = { readonly type: 'SignInUnknown' };
/** The issuer knows who it is; its claims give no role of ours, or no unit of the official list where the role needs one. */
export type NoOffice = { readonly type: 'NoOffice' };

export type BeginFailure = SignInNotSetUp | TooManyTries | IssuerUnavailable;
export type FinishFailure = SignInNotSetUp | SignInUnknown | NoOffice | IssuerUnavailable | SignInRefused | SignInBroken;

export type OfficialParts = {
  /** Undefined: officials cannot sign in here. */
  readonly issuer: Issuer | undefined;
  readonly claimNames: ClaimNames;
  readonly sessions: Pick<Sessions, 'prepare' | 'sessionsOf' | 'ending' | 'write'>;
  readonly units: {
    readonly unit: (version: string, code: string) => Promise<AdminUnit | undefined>;
    readonly versionOn: (day: string) => Promise<string | undefined>;
  };
  readonly rateLimits: RateLimits;
  readonly clock: Clock;
};

/** Long enough to find a second factor, too short to be found later. */
export const SIGN_IN_LASTS = minutes(10);

/** A session lasts a working day: nobody has more of them than this, and what is beyond ends by itself. */
const MOST_AT_ONCE = 40;

/** A name for whoever's issuer gives none: what they are. */
const NAMELESS = 'Cán bộ';

/** Officials sign in at their own issuer. No password of anybody is ever seen here. */
export const createOfficials = (main: MainTable, parts: OfficialParts) => {
  const store = createOfficialStore(main);
  const { issuer, clock } = parts;

  /** `to`: a path of ours to come back to. `secret` goes into a cookie of this browser, to be shown when it comes back. */
  const begin = async (to: string, address: string): Promise<Result<{ location: string; secret: string }, BeginFailure>> => {
    if (issuer === undefined) return fail({ type: 'SignInNotSetUp' });
    const taken = await parts.rateLimits.takeTry('signIn', { address });
    if (!taken.ok) return taken;
    const begun = await issuer.begin();
    if (!begun.ok) return begun;
    const { location, checks } = begun.value;
    const secret = newSecret();
    await store.keepBegun({ hash: hashSecret(secret), checks, to, endsAt: plusMilliseconds(clock(), SIGN_IN_LASTS) });
    return succeed({ location, secret });
  };

  /**
   * Signs in whom the issuer sent back, once. The official's row, the session and its line in the trail are one write. What their
   * issuer says now counts on every screen of theirs: those that are in with another role or for another area are signed out with
   * it, and all of them when it gives no office any more.
   */
  const finish = async (query: string, secret: string | undefined): Promise<Result<{ tokens: Tokens; official: Official; to: string }, FinishFailure>> => {
    if (issuer === undefined) return fail({ type: 'SignInNotSetUp' });
    const begun = secret !== undefined && isSecret(secret) ? await store.takeBegun(hashSecret(secret), clock()) : undefined;
    if (begun === undefined) return fail({ type: 'SignInUnknown' });
    const back = await issuer.finish(query, begun.checks);
    if (!back.ok) return back;
    const now = clock();
    const official = await describe(back.value, now);
    const inAlready = await parts.sessions.sessionsOf(`official:${officialIdOf(back.value.issuer, back.value.subject)}`);
    if (official === undefined) {
      for (const session of inAlready) await parts.sessions.write(leaving(session, now));
      return fail({ type: 'NoOffice' });
    }
    const { id, role, unitVersion, unitCode } = official;
    const office = { kind: 'official', officialId: id, role, unitVersion, unitCode } as const;
    const prepared = parts.sessions.prepare(office, now);
    const outdated = inAlready.filter(({ holder }) => !isDeepStrictEqual({ unitCode: undefined, ...holder }, office));
    const audit = auditWrite(main, {
      id: randomUUID(),
      at: now,
      act: 'signIn',
      by: { kind: 'OFFICIAL', id },
      subject: { kind: 'DEVICE', id: prepared.session.id },
      office: { unitVersion, unitCode: unitCode ?? 'VN' },
      detail: { role },
    });
    await store.signIn(official, [prepared.write, audit, ...outdated.slice(0, MOST_AT_ONCE).flatMap((session) => leaving(session, now))]);
    return succeed({ tokens: await prepared.tokens(), official, to: begun.to });
  };

  /** A session ends since the issuer says something else of its holder now; its line is for the office that they had there. */
  const leaving = ({ id, holder }: Session, now: Instant): TransactWrite[] => [
    parts.sessions.ending(holderRef(holder), id),
    auditWrite(main, {
      id: randomUUID(),
      at: now,
      act: 'revokeDevice',
      by: { kind: 'SYSTEM', id: 'issuer' },
      subject: { kind: 'DEVICE', id },
      ...(holder.kind === 'official' ? { office: { unitVersion: holder.unitVersion, unitCode: holder.unitCode ?? 'VN' } } : {}),
      detail: { why: 'OFFICE_CHANGED' },
    }),
  ];

  /** What the claims make of somebody; undefined when they give no office that the official list knows. */
  const describe = async ({ issuer: by, subject, claims }: SignedInAtIssuer, now: Instant): Promise<Official | undefined> => {
    const office = officeOf(claims, parts.claimNames);
    const unitVersion = office?.unit?.version ?? (await parts.units.versionOn(vietnamDayOf(now)));
    if (office === undefined || unitVersion === undefined) return undefined;
    const who = { id: officialIdOf(by, subject), displayName: displayNameOf(claims) ?? NAMELESS, role: office.role, unitVersion, signedInAt: now };
    if (office.unit === undefined) return who;
    const unit = await parts.units.unit(unitVersion, office.unit.code);
    return unit === undefined ? undefined : { ...who, unitCode: unit.code };
  };

  /** Where an official who signed out here also signs out at their issuer; undefined when there is no such place. */
  const signOutAddress = (): Promise<Result<string | undefined, IssuerUnavailable>> => issuer?.signOutAddress() ?? Promise.resolve(succeed(undefined));

  return { begin, finish, signOutAddress, official: store.official };
};

export type Officials = ReturnType<typeof createOfficials>;
