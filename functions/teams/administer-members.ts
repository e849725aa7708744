import { canBeCode, contentHash, isUuid } from '../core/ids.ts';
import type { Instant } from '../core/clock.ts';
import { fail, succeed } from '../core/result.ts';
import type { Result } from '../core/result.ts';
import { leaveTeamPhones } from '../identity/leave-team-phones.ts';
import type { Principal } from '../identity/principal.ts';
import type { Actor } from '../permission/actor.ts';
import type { Area } from '../permission/area.ts';
import { may, mayOverAny } from '../permission/policy.ts';
import type { Act } from '../permission/policy.ts';
import type { TransactWrite } from '../storage/client.ts';
import { administer, changedFields, knownData, line, QUICKER } from './administer.ts';
import type { OrganisationParts, Try } from './administer.ts';
import { checkMemberContent } from './check-content.ts';
import type { MemberContent } from './check-content.ts';
import { invalid } from './failures.ts';
import type { MemberFailure } from './failures.ts';
import { MOST_TEAMS_OF_MEMBER } from './team-fields.ts';
import { MEMBER_DEFAULTS } from './team.ts';
import type { Kept, Member, MemberRole } from './team.ts';
import { writeMember } from './write-member.ts';

export type AddMember = MemberContent & {
  /** UUID made by the client: sending the same again gives the same member. */
  readonly id: string;
  readonly teamCode: string;
  readonly role: MemberRole;
  /** Their own number, sealed on the device (JWE). */
  readonly phone?: string | undefined;
};

/** Absent fields stay as they are; `null` takes the day away. */
export type ChangeMember = { readonly id: string; readonly revision: number } & {
  readonly [Field in keyof Omit<MemberContent, 'joinedOn'>]?: MemberContent[Field] | undefined;
} & { readonly joinedOn?: string | null | undefined };

export type InTeam = { readonly id: string; readonly revision: number; readonly teamCode: string };
export type MemberResult = Promise<Result<Kept<Member>, MemberFailure>>;
type MemberTry = Try<Kept<Member>, MemberFailure>;

const contentOf = ({ displayName, organisation, joinedOn, languages, trainings }: MemberContent): MemberContent => ({
  displayName,
  organisation,
  joinedOn,
  languages,
  trainings,
});

/** The team that somebody is to be in, and its area; or why not. */
const openTeam = async ({ store, permission }: OrganisationParts, teamCode: string): Promise<Result<Area, MemberFailure>> => {
  const team = canBeCode(teamCode) ? await store.team(teamCode) : undefined;
  if (team === undefined) return fail({ type: 'NotFound', kind: 'TEAM' });
  if (team.mergedInto !== undefined) return fail({ type: 'TeamMerged', mergedInto: team.mergedInto });
  return succeed(await permission.areaOfTeam(team));
};

/** A lead takes neighbours in; who leads is the office's to say. */
export const addMember = (parts: OrganisationParts, principal: Principal, { id: givenId, teamCode, role, phone, ...ask }: AddMember): MemberResult =>
  administer(parts, principal, async (actor, now) => {
    const id = givenId.toLowerCase();
    if (!isUuid(id)) return fail(invalid('NOT_A_UUID', ['id']));
    const team = await openTeam(parts, teamCode);
    if (!team.ok) return team;
    const permitted = may(actor, 'addMember', team.value) && (role === 'MEMBER' || may(actor, 'changeRole', team.value));
    if (!permitted) return fail({ type: 'NotPermitted' });
    const checked = checkMemberContent(ask, knownData(parts, now));
    if (!checked.ok) return checked;
    if (phone !== undefined && !parts.contacts.isSealed(phone)) return fail(invalid('NOT_SEALED', ['phone']));
    const member: Member = { ...MEMBER_DEFAULTS, ...checked.value, id, memberships: [{ teamCode, role }], hasPhone: phone !== undefined };
    const earlier = await parts.store.member(id);
    if (earlier !== undefined && !sameMember(earlier, member)) return fail({ type: 'IdAlreadyUsed' });
    if (earlier === undefined) {
      const alongside = linesOf(parts, actor, now, 'addMember', id, team.value, { role });
      if (!(await writeMember(parts.main, parts.store, { before: undefined, after: member, now, alongside }))) return QUICKER;
    }
    if (phone !== undefined) await parts.contacts.keepMemberPhone(id, phone);
    return succeed(earlier ?? { ...member, revision: 1 });
  });

const sameMember = (one: Member, other: Member): boolean =>
  contentHash([contentOf(one), one.memberships, one.hasPhone]) === contentHash([contentOf(other), other.memberships, other.hasPhone]);

/** What is done in a team is a line of the member's trail and one of the team's; the office sees it once. */
const linesOf = ({ main }: OrganisationParts, actor: Actor, now: Instant, act: Act, id: string, area: Area, detail: Readonly<Record<string, string>> = {}): readonly TransactWrite[] => [
  line(main, actor, now, act, { kind: 'MEMBER', id }, area, { ...detail, ...(area.teamCode === undefined ? {} : { team: area.teamCode }) }),
  ...(area.teamCode === undefined ? [] : [line(main, actor, now, act, { kind: 'TEAM', id: area.teamCode }, {}, { ...detail, member: id })]),
];

type Decided = { readonly after: Member; readonly lines: readonly TransactWrite[] };

/** The shape of every change of a member that is there. The same change sent again gives the same answer. */
const changeKnownMember = (
  parts: OrganisationParts,
  principal: Principal,
  { id, revision }: { readonly id: string; readonly revision: number },
  decide: (asked: { readonly before: Kept<Member>; readonly actor: Actor; readonly areas: readonly Area[]; readonly now: Instant }) => Promise<Result<Decided, MemberFailure>>,
): MemberResult =>
  administer(parts, principal, async (actor, now): Promise<MemberTry> => {
    const before = canBeCode(id) ? await parts.store.member(id) : undefined;
    if (before === undefined) return fail({ type: 'NotFound', kind: 'MEMBER' });
    const areas = await parts.permission.areasOfMember(before);
    const decided = await decide({ before, actor, areas, now });
    if (!decided.ok) return decided;
    const { after, lines } = decided.value;
    if (contentHash({ ...before, ...after }) === contentHash(before)) return succeed(before);
    if (before.revision !== revision) return fail({ type: 'MemberChangedMeanwhile', member: before });
    return (await writeMember(parts.main, parts.store, { before, after, now, alongside: lines })) ? succeed({ ...after, revision: revision + 1 }) : QUICKER;
  });

export const changeMember = (parts: OrganisationParts, principal: Principal, { id, revision, joinedOn, ...changes }: ChangeMember): MemberResult =>
  changeKnownMember(parts, principal, { id, revision }, async ({ before, actor, areas, now }) => {
    if (!mayOverAny(actor, 'changeMember', areas)) return fail({ type: 'NotPermitted' });
    const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
    const wanted = { ...contentOf(before), ...given, ...(joinedOn === undefined ? {} : { joinedOn: joinedOn ?? undefined }) };
    const checked = checkMemberContent(wanted, knownData(parts, now));
    if (!checked.ok) return checked;
    const after = { ...before, ...checked.value };
    const area = areas.find((one) => may(actor, 'changeMember', one)) ?? {};
    return succeed({ after, lines: [line(parts.main, actor, now, 'changeMember', { kind: 'MEMBER', id }, area, changedFields<Member>(before, after))] });
  });

/** Somebody helps in one more team. Nobody takes in a person whom they may not even see. */
export const addToTeam = (parts: OrganisationParts, principal: Principal, { teamCode, ...ask }: InTeam): MemberResult =>
  changeKnownMember(parts, principal, ask, async ({ before, actor, areas, now }) => {
    const team = await openTeam(parts, teamCode);
    if (!team.ok) return team;
    if (!may(actor, 'addMember', team.value) || !mayOverAny(actor, 'readRoster', areas)) return fail({ type: 'NotPermitted' });
    if (before.memberships.some((membership) => membership.teamCode === teamCode)) return succeed({ after: before, lines: [] });
    if (before.memberships.length >= MOST_TEAMS_OF_MEMBER) return fail(invalid('TOO_MANY', ['teamCode'], MOST_TEAMS_OF_MEMBER));
    const after = { ...before, memberships: [...before.memberships, { teamCode, role: 'MEMBER' as const }] };
    return succeed({ after, lines: linesOf(parts, actor, now, 'addMember', ask.id, team.value) });
  });

/** Who is in no team any more has no number here either. */
export const removeFromTeam = async (parts: OrganisationParts, principal: Principal, { teamCode, ...ask }: InTeam): MemberResult => {
  const removed = await changeKnownMember(parts, principal, ask, async ({ before, actor, areas, now }) => {
    const own = areas.find((one) => one.teamCode === teamCode);
    // Whoever could have removed them may hear that they are gone already.
    const area = own ?? { ...(await areaOfTeamCode(parts, teamCode)), memberId: ask.id };
    if (!may(actor, 'removeMember', area)) return fail({ type: 'NotPermitted' });
    const memberships = before.memberships.filter((membership) => membership.teamCode !== teamCode);
    const after = { ...before, memberships, hasPhone: before.hasPhone && memberships.length > 0 };
    return succeed({ after, lines: linesOf(parts, actor, now, 'removeMember', ask.id, area) });
  });
  if (!removed.ok) return removed;
  await leaveTeamPhones(parts.main, { memberId: removed.value.id, teamCode, clock: parts.clock });
  if (removed.value.memberships.length === 0) await parts.contacts.eraseMemberPhone(removed.value.id);
  return removed;
};

const areaOfTeamCode = async ({ store, permission }: OrganisationParts, teamCode: string): Promise<Area> => {
  const team = canBeCode(teamCode) ? await store.team(teamCode) : undefined;
  return team === undefined ? {} : permission.areaOfTeam(team);
};

export const setRole = (parts: OrganisationParts, principal: Principal, { teamCode, role, ...ask }: InTeam & { readonly role: MemberRole }): MemberResult =>
  changeKnownMember(parts, principal, ask, async ({ before, actor, areas, now }) => {
    const area = areas.find((one) => one.teamCode === teamCode);
    if (area === undefined) return fail({ type: 'NotFound', kind: 'TEAM' });
    if (!may(actor, 'changeRole', area)) return fail({ type: 'NotPermitted' });
    const after = { ...before, memberships: before.memberships.map((membership) => (membership.teamCode === teamCode ? { teamCode, role } : membership)) };
    return succeed({ after, lines: linesOf(parts, actor, now, 'changeRole', ask.id, area, { role }) });
  });

/** Keeps or, with `null`, erases a member's own number. The newest counts: it has no revision to see. */
export const setMemberPhone = async (parts: OrganisationParts, principal: Principal, { id, phone }: { readonly id: string; readonly phone: string | null }): MemberResult => {
  if (phone !== null && !parts.contacts.isSealed(phone)) return fail(invalid('NOT_SEALED', ['phone']));
  const written = await administer<Kept<Member>, MemberFailure>(parts, principal, async (actor, now) => {
    const before = canBeCode(id) ? await parts.store.member(id) : undefined;
    if (before === undefined) return fail({ type: 'NotFound', kind: 'MEMBER' });
    const areas = await parts.permission.areasOfMember(before);
    const area = areas.find((one) => may(actor, 'changeMember', one));
    if (area === undefined) return fail({ type: 'NotPermitted' });
    const after: Member = { ...before, hasPhone: phone !== null };
    const alongside = [line(parts.main, actor, now, 'changeMember', { kind: 'MEMBER', id }, area, { fields: 'phone' })];
    return (await writeMember(parts.main, parts.store, { before, after, now, alongside })) ? succeed({ ...after, revision: before.revision + 1 }) : QUICKER;
  });
  if (written.ok) await (phone === null ? parts.contacts.eraseMemberPhone(id) : parts.contacts.keepMemberPhone(id, phone));
  return written;
};
