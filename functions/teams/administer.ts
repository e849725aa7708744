import { randomUUID } from 'node:crypto';
import { auditActorOf } from '../audit/audit-actor.ts';
import { auditWrite } from '../audit/audit.ts';
import type { AuditSubject } from '../audit/audit.ts';
import type { Clock, Instant } from '../core/clock.ts';
import { vietnamDayOf } from '../core/clock.ts';
import { fail } from '../core/result.ts';
import type { Result } from '../core/result.ts';
import type { Principal } from '../identity/principal.ts';
import type { Actor } from '../permission/actor.ts';
import type { Area } from '../permission/area.ts';
import type { Permission } from '../permission/permission.ts';
import type { Act } from '../permission/policy.ts';
import type { MainTable, TransactWrite } from '../storage/client.ts';
import type { KnownData } from './check-content.ts';
import type { NotSignedIn } from './failures.ts';
import type { TeamStore } from './team-store.dynamo.ts';
import type { Team } from './team.ts';
import { TeamKeepsChanging } from './teams.ts';

/** What the administrative acts on teams and members are made of. */
export type OrganisationParts = {
  readonly main: MainTable;
  readonly store: TeamStore;
  readonly permission: Permission;
  /** The version of the official list that is in force on a day. */
  readonly versionOn: (day: string) => Promise<string | undefined>;
  readonly contacts: {
    readonly isSealed: (jwe: string) => boolean;
    readonly keepMemberPhone: (memberId: string, jwe: string) => Promise<void>;
    readonly eraseMemberPhone: (memberId: string) => Promise<void>;
  };
  /** Gives what the first team holds to the second, whose place is there. Can be repeated. Returns how many it gave. */
  readonly handOver: (from: Team, into: Team) => Promise<number>;
  readonly skills: ReadonlySet<string>;
  readonly knowsLanguage: (tag: string) => boolean;
  readonly clock: Clock;
};

/** One try of an act: what came of it, or that something else was quicker and all is to be read again. */
export const QUICKER = 'QUICKER';
export type Try<Value, Failure extends { readonly type: string }> = Result<Value, Failure> | typeof QUICKER;

const MOST_ATTEMPTS = 20;

/**
 * The shape of every administrative act: who asks, then read, decide, save, from the start again when something else was
 * quicker. Throws `TeamKeepsChanging` when that never ends.
 */
export const administer = async <Value, Failure extends { readonly type: string }>(
  { permission, clock }: Pick<OrganisationParts, 'permission' | 'clock'>,
  principal: Principal,
  attempt: (actor: Actor, now: Instant) => Promise<Try<Value, Failure>>,
): Promise<Result<Value, Failure | NotSignedIn>> => {
  for (let count = 0; count < MOST_ATTEMPTS; count += 1) {
    // Read anew each time: whoever lost the right meanwhile is refused.
    const actor = await permission.actorOf(principal);
    if (actor.kind === 'anonymous') return fail({ type: 'NotSignedIn' });
    const outcome = await attempt(actor, clock());
    if (outcome !== QUICKER) return outcome;
  }
  throw new TeamKeepsChanging(`An act on a team or member lost ${MOST_ATTEMPTS} races.`);
};

export const knownData = ({ skills, knowsLanguage }: OrganisationParts, now: Instant): KnownData => ({ skills, knowsLanguage, today: vietnamDayOf(now) });

/** The line of the trail, for the transaction of the act. The office of the area reads it, and so does the person concerned. */
export const line = (
  main: MainTable,
  actor: Actor,
  now: Instant,
  act: Act,
  subject: AuditSubject,
  { unitVersion, communeCode, provinceCode }: Area,
  detail?: Readonly<Record<string, string>>,
): TransactWrite => {
  const by = auditActorOf(actor);
  if (by === undefined) throw new Error(`Nobody may ${act} without being known.`);
  const office = unitVersion === undefined || communeCode === undefined ? undefined : { unitVersion, unitCode: communeCode, provinceCode };
  return auditWrite(main, { id: randomUUID(), at: now, act, by, subject, office, detail });
};

/** Which of these fields differ, for the trail: names of fields, never what is in them. */
export const changedFields = <Thing extends object>(before: Thing, after: Thing): Readonly<Record<string, string>> => {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])] as (keyof Thing & string)[];
  return { fields: keys.filter((key) => key !== 'revision' && JSON.stringify(before[key]) !== JSON.stringify(after[key])).join(' ') };
};
