import type { Instant } from '../core/clock.ts';
import { instantOf, millisecondsOf, plusMilliseconds } from '../core/clock.ts';
import { canBeCode, contentHash } from '../core/ids.ts';
import type { Period } from '../core/period.ts';
import { fail, succeed } from '../core/result.ts';
import type { Result } from '../core/result.ts';
import type { Principal } from '../identity/principal.ts';
import { may, mayOverAny } from '../permission/policy.ts';
import { administer, line, QUICKER } from './administer.ts';
import type { OrganisationParts } from './administer.ts';
import { LEAVE_AHEAD, LONGEST_DUTY, onDutyUntil, onLeave, withLeave, withoutLeave } from './duty.ts';
import { invalid } from './failures.ts';
import type { DutyFailure, InvalidInput, TeamMerged } from './failures.ts';
import { MOST_LEAVES } from './team-fields.ts';
import type { Kept, Member, Team } from './team.ts';
import { writeMember } from './write-member.ts';
import { writeTeamLeave } from './write-team.ts';

/**
 * What people say of their duty. It names how things are to be and not a step from what was seen, so it needs no revision:
 * said twice it is as said once, and of two who speak at once both are heard.
 */
export type MemberDutyResult = Promise<Result<Kept<Member>, DutyFailure>>;
export type TeamDutyResult = Promise<Result<Kept<Team>, DutyFailure | TeamMerged>>;

/** Instants as they are kept: UTC with milliseconds, so that they sort as text. */
const asKept = (instant: Instant): Instant => instantOf(millisecondsOf(instant));

const checkLeave = (from: Instant, until: Instant, now: Instant): Result<Period, InvalidInput> => {
  const period = { from: asKept(from), until: asKept(until) };
  const ahead = period.from < period.until && period.until > now && period.until <= plusMilliseconds(now, LEAVE_AHEAD);
  return ahead ? succeed(period) : fail(invalid('LEAVE_NOT_AHEAD', ['until']));
};

const changeOwn = (
  parts: OrganisationParts,
  principal: Principal,
  change: (member: Kept<Member>, now: Instant) => Result<Member, InvalidInput>,
): MemberDutyResult =>
  administer<Kept<Member>, DutyFailure>(parts, principal, async (actor, now) => {
    if (actor.kind !== 'member') return fail({ type: 'NotPermitted' });
    const before = await parts.store.member(actor.memberId);
    if (before === undefined) return fail({ type: 'NotFound', kind: 'MEMBER' });
    const areas = await parts.permission.areasOfMember(before);
    if (!mayOverAny(actor, 'changeOwnDuty', areas)) return fail({ type: 'NotPermitted' });
    const changed = change(before, now);
    if (!changed.ok) return changed;
    const after = changed.value;
    if (contentHash({ ...before, ...after }) === contentHash(before)) return succeed(before);
    if (after.leaves.length > MOST_LEAVES) return fail(invalid('TOO_MANY', ['from'], MOST_LEAVES));
    const alongside = [line(parts.main, actor, now, 'changeOwnDuty', { kind: 'MEMBER', id: before.id }, areas[0] ?? {})];
    return (await writeMember(parts.main, parts.store, { before, after, now, alongside })) ? succeed({ ...after, revision: before.revision + 1 }) : QUICKER;
  });

/** "I am on duty until …", for all of the member's teams, at most a day; `null` takes the word back. */
export const setDutyUntil = (parts: OrganisationParts, principal: Principal, { until }: { readonly until: Instant | null }): MemberDutyResult =>
  changeOwn(parts, principal, (member, now) => {
    if (until === null) return succeed(onDutyUntil(member, undefined, now));
    const kept = asKept(until);
    return kept > now && kept <= plusMilliseconds(now, LONGEST_DUTY)
      ? succeed(onDutyUntil(member, kept, now))
      : fail(invalid('DUTY_NOT_AHEAD', ['until']));
  });

/** A member can't come from then until then. While no member of a team can, the team is not asked. */
export const takeLeave = (parts: OrganisationParts, principal: Principal, { from, until }: Period): MemberDutyResult =>
  changeOwn(parts, principal, (member, now) => {
    const leave = checkLeave(from, until, now);
    return leave.ok ? succeed(onLeave(member, leave.value, now)) : leave;
  });

/** Back earlier, or never gone. */
export const endLeave = (parts: OrganisationParts, principal: Principal, { from, until }: Period): MemberDutyResult =>
  changeOwn(parts, principal, (member, now) => {
    const leave = checkLeave(from, until, now);
    return leave.ok ? succeed({ ...member, leaves: withoutLeave(member.leaves, leave.value, now) }) : leave;
  });

const changeTeamLeaves = (
  parts: OrganisationParts,
  principal: Principal,
  { code, from, until }: Period & { readonly code: string },
  change: (leaves: readonly Period[], leave: Period, now: Instant) => readonly Period[],
): TeamDutyResult =>
  administer<Kept<Team>, DutyFailure | TeamMerged>(parts, principal, async (actor, now) => {
    const before = canBeCode(code) ? await parts.store.team(code) : undefined;
    if (before === undefined) return fail({ type: 'NotFound', kind: 'TEAM' });
    const area = await parts.permission.areaOfTeam(before);
    if (!may(actor, 'changeTeamDuty', area)) return fail({ type: 'NotPermitted' });
    if (before.mergedInto !== undefined) return fail({ type: 'TeamMerged', mergedInto: before.mergedInto });
    const leave = checkLeave(from, until, now);
    if (!leave.ok) return leave;
    const after: Team = { ...before, leaves: change(before.leaves, leave.value, now) };
    if (contentHash(after.leaves) === contentHash(before.leaves)) return succeed(before);
    if (after.leaves.length > MOST_LEAVES) return fail(invalid('TOO_MANY', ['from'], MOST_LEAVES));
    const alongside = [line(parts.main, actor, now, 'changeTeamDuty', { kind: 'TEAM', id: code }, area)];
    return (await writeTeamLeave(parts.main, parts.store, { before, after, now, alongside })) ? succeed({ ...after, revision: before.revision + 1 }) : QUICKER;
  });

/** The whole team is off duty from then until then, although its hours say open. */
export const takeTeamLeave = (parts: OrganisationParts, principal: Principal, ask: Period & { readonly code: string }): TeamDutyResult =>
  changeTeamLeaves(parts, principal, ask, withLeave);

export const endTeamLeave = (parts: OrganisationParts, principal: Principal, ask: Period & { readonly code: string }): TeamDutyResult =>
  changeTeamLeaves(parts, principal, ask, withoutLeave);
