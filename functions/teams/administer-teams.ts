import { vietnamDayOf } from '../core/clock.ts';
import type { Instant } from '../core/clock.ts';
import { canBeCode, contentHash } from '../core/ids.ts';
import { fail, succeed } from '../core/result.ts';
import type { Result } from '../core/result.ts';
import type { Principal } from '../identity/principal.ts';
import type { Area } from '../permission/area.ts';
import { may } from '../permission/policy.ts';
import type { Act } from '../permission/policy.ts';
import { administer, changedFields, knownData, line, QUICKER } from './administer.ts';
import type { OrganisationParts } from './administer.ts';
import { checkTeamContent } from './check-content.ts';
import type { TeamContent } from './check-content.ts';
import { invalid } from './failures.ts';
import type { TeamFailure } from './failures.ts';
import { isTeamCode } from './team-fields.ts';
import { TEAM_DEFAULTS } from './team.ts';
import type { Kept, Team, TeamStatus } from './team.ts';
import { writeTeam } from './write-team.ts';

export type AddTeam = Omit<TeamContent, 'unitVersion'> & {
  /** Chosen by the client, unique in the country: sending the same again gives the same team. */
  readonly code: string;
  /** The list that the commune's code is from; the one in force when absent. */
  readonly unitVersion?: string | undefined;
  /** A team that is still forming is not asked for help. */
  readonly forming: boolean;
};

/** Absent fields stay as they are; `null` takes a decision or a link away. */
export type ChangeTeam = {
  readonly code: string;
  /** The revision that the caller saw. */
  readonly revision: number;
} & { readonly [Field in keyof Omit<TeamContent, 'decision' | 'chatUrl'>]?: TeamContent[Field] | undefined } & {
  readonly decision?: TeamContent['decision'] | null;
  readonly chatUrl?: string | null | undefined;
};

export type TeamResult = Promise<Result<Kept<Team>, TeamFailure>>;

const contentOf = ({ name, kind, unitVersion, communeCode, position, skills, languages, reachKm, capacity, serviceHours, decision, chatUrl }: TeamContent): TeamContent => ({
  name,
  kind,
  unitVersion,
  communeCode,
  position,
  skills,
  languages,
  reachKm,
  capacity,
  serviceHours,
  decision,
  chatUrl,
});

const sameContent = (one: TeamContent, other: TeamContent): boolean => contentHash(contentOf(one)) === contentHash(contentOf(other));

/** Whoever writes a team writes it under the list in force, where that can be told: a screen may have been opened the day before. */
const keptUnder = ({ unitVersion, communeCode }: Area): Partial<Pick<Team, 'unitVersion' | 'communeCode'>> =>
  unitVersion === undefined || communeCode === undefined ? {} : { unitVersion, communeCode };

/** An office sets a team up in its own area. Routing knows it with the next decision. */
export const addTeam = (parts: OrganisationParts, principal: Principal, { code, forming, ...ask }: AddTeam): TeamResult =>
  administer<Kept<Team>, TeamFailure>(parts, principal, async (actor, now) => {
    if (!isTeamCode(code)) return fail(invalid('NOT_A_TEAM_CODE', ['code']));
    const unitVersion = ask.unitVersion ?? (await parts.versionOn(vietnamDayOf(now))) ?? '';
    const checked = checkTeamContent({ ...ask, unitVersion }, knownData(parts, now));
    if (!checked.ok) return checked;
    const place = await parts.permission.placeOf(unitVersion, checked.value.communeCode);
    if (place === undefined) return fail(invalid('UNKNOWN_UNIT', ['communeCode']));
    const area: Area = { ...place, teamCode: code };
    if (!may(actor, 'addTeam', area)) return fail({ type: 'NotPermitted' });
    const earlier = await parts.store.team(code);
    const content = { ...checked.value, ...keptUnder(place) };
    if (earlier !== undefined) return sameContent(earlier, content) ? succeed(earlier) : fail({ type: 'IdAlreadyUsed' });
    const team: Team = {
      ...content,
      code,
      status: forming ? 'FORMING' : 'ACTIVE',
      leaves: TEAM_DEFAULTS.leaves,
      demonstration: TEAM_DEFAULTS.demonstration,
    };
    const alongside = [line(parts.main, actor, now, 'addTeam', { kind: 'TEAM', id: code }, area)];
    return (await writeTeam(parts.main, parts.store, { before: undefined, after: team, alongside })) ? succeed({ ...team, revision: 1 }) : QUICKER;
  });

/**
 * The shape of every change of a team that is there. A change that would change nothing succeeds whatever revision was seen:
 * it is the same change sent again.
 */
export const changeKnownTeam = (
  parts: OrganisationParts,
  principal: Principal,
  act: Act,
  { code, revision }: { readonly code: string; readonly revision: number },
  change: (before: Kept<Team>, now: Instant) => Promise<Result<Team, TeamFailure>> | Result<Team, TeamFailure>,
): TeamResult =>
  administer(parts, principal, async (actor, now) => {
    const before = canBeCode(code) ? await parts.store.team(code) : undefined;
    if (before === undefined) return fail({ type: 'NotFound', kind: 'TEAM' });
    const area = await parts.permission.areaOfTeam(before);
    if (!may(actor, act, area)) return fail({ type: 'NotPermitted' });
    if (before.mergedInto !== undefined) return fail({ type: 'TeamMerged', mergedInto: before.mergedInto });
    const changed = await change(before, now);
    if (!changed.ok) return changed;
    const newArea = await parts.permission.areaOfTeam(changed.value);
    const after: Team = { ...changed.value, ...keptUnder(newArea) };
    if (contentHash({ ...before, ...after }) === contentHash(before)) return succeed(before);
    if (newArea.communeCode === undefined) return fail(invalid('UNKNOWN_UNIT', ['communeCode']));
    if (!may(actor, act, newArea)) return fail({ type: 'NotPermitted' });
    if (before.revision !== revision) return fail({ type: 'TeamChangedMeanwhile', team: before });
    const alongside = [line(parts.main, actor, now, act, { kind: 'TEAM', id: code }, newArea, changedFields<Team>(before, after))];
    return (await writeTeam(parts.main, parts.store, { before, after, alongside })) ? succeed({ ...after, revision: revision + 1 }) : QUICKER;
  });

/** By its lead or its office. Who moves a team to another commune answers for both. */
export const changeTeam = (parts: OrganisationParts, principal: Principal, { code, revision, ...changes }: ChangeTeam): TeamResult =>
  changeKnownTeam(parts, principal, 'changeTeam', { code, revision }, (before, now) => {
    const { decision, chatUrl, ...others } = changes;
    const given = Object.fromEntries(Object.entries(others).filter(([, value]) => value !== undefined));
    const wanted = {
      ...contentOf(before),
      ...given,
      ...(decision === undefined ? {} : { decision: decision ?? undefined }),
      ...(chatUrl === undefined ? {} : { chatUrl: chatUrl ?? undefined }),
    };
    const checked = checkTeamContent(wanted, knownData(parts, now));
    return checked.ok ? succeed({ ...before, ...checked.value }) : checked;
  });

const setStatus =
  (status: TeamStatus) =>
  (parts: OrganisationParts, principal: Principal, ask: { readonly code: string; readonly revision: number }): TeamResult =>
    changeKnownTeam(parts, principal, 'pauseTeam', ask, (before) => succeed({ ...before, status }));

/** It gets no more requests from now on; those that it has, it keeps. */
export const pauseTeam = setStatus('PAUSED');
/** A team that was forming or paused takes requests from now on. */
export const activateTeam = setStatus('ACTIVE');
