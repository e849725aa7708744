import { randomUUID } from 'node:crypto';
import { auditActorOf } from '../audit/audit-actor.ts';
import { auditWrite } from '../audit/audit.ts';
import type { AuditActor } from '../audit/audit.ts';
import { canBeCode } from '../core/ids.ts';
import { fail, succeed } from '../core/result.ts';
import { officeOfArea } from '../identity/ask-permission.ts';
import { moveTeamPhones } from '../identity/move-team-phones.ts';
import type { Principal } from '../identity/principal.ts';
import { moveBooths } from '../kiosks/move-booths.ts';
import { may } from '../permission/policy.ts';
import { changeLiveTeamWrite, changeTeamWrites, readLivePages } from '../routing/team-changes.ts';
import { administer, line, QUICKER } from './administer.ts';
import type { OrganisationParts } from './administer.ts';
import type { TeamResult } from './administer-teams.ts';
import { invalid } from './failures.ts';
import type { TeamFailure } from './failures.ts';
import { beginMerge, endMerge, readMerge } from './merge-store.dynamo.ts';
import type { Kept, Member, Team } from './team.ts';
import { TeamKeepsChanging } from './teams.ts';
import { writeMember } from './write-member.ts';

export type MergeTeams = { readonly code: string; readonly revision: number; readonly into: string };

/**
 * One team goes on in another. First, in one transaction, it is marked, leaves routing and takes nothing more; then its members
 * go along, one transaction each, so that whoever accepted something stays at work with it; then its open requests, each with
 * the places of both teams; at last it leaves its live page, and its shifts at booths and its shared phones go along. Each step
 * passes over what is done: a merge that was interrupted goes on when it is asked for again, or else by itself (continueMerge).
 * The answer is the team that lives on.
 */
export const mergeTeams = (parts: OrganisationParts, principal: Principal, { code, revision, into: intoCode }: MergeTeams): TeamResult =>
  administer<Kept<Team>, TeamFailure>(parts, principal, async (actor, now) => {
    const [from, into] = await Promise.all([code, intoCode].map(async (one) => (canBeCode(one) ? parts.store.team(one) : undefined)));
    if (from === undefined || into === undefined) return fail({ type: 'NotFound', kind: 'TEAM' });
    const [area, intoArea] = await Promise.all([from, into].map(parts.permission.areaOfTeam));
    if (area === undefined || intoArea === undefined || !may(actor, 'mergeTeams', area) || !may(actor, 'mergeTeams', intoArea)) return fail({ type: 'NotPermitted' });
    if (from.code === into.code) return fail(invalid('SAME_TEAM', ['into']));
    const goesOn = from.mergedInto === into.code;
    if (!goesOn) {
      if (from.mergedInto !== undefined) return fail({ type: 'TeamMerged', mergedInto: from.mergedInto });
      if (into.mergedInto !== undefined) return fail({ type: 'TeamMerged', mergedInto: into.mergedInto });
      if (from.revision !== revision) return fail({ type: 'TeamChangedMeanwhile', team: from });
      const lines = [
        line(parts.main, actor, now, 'mergeTeams', { kind: 'TEAM', id: code }, area, { into: into.code }),
        line(parts.main, actor, now, 'mergeTeams', { kind: 'TEAM', id: into.code }, intoArea, { from: code }),
      ];
      const page = (await readLivePages(parts.main, [from.communeCode])).get(from.communeCode);
      const marked = await parts.store.putTeam({ ...from, status: 'MERGED', mergedInto: into.code }, from.revision, [
        parts.store.unchangedTeam(into),
        ...changeTeamWrites(parts.main, { teamCode: code, change: 'REMOVED' }),
        // Whoever has just decided for this team finds no place in it any more.
        ...(page?.teams.has(code) === true ? [changeLiveTeamWrite(parts.main, { teamCode: code, communeCode: from.communeCode }, { capacity: 0 })] : []),
        beginMerge(parts.main, code, into.code, knownActor(auditActorOf(actor)), now),
        ...lines,
      ]);
      if (!marked) return QUICKER;
    }
    return succeed(await finishMerge(parts, knownActor(auditActorOf(actor)), from, into));
  });

const knownActor = (by: AuditActor | undefined): AuditActor => {
  if (by === undefined) throw new Error('Nobody merges teams without being known.');
  return by;
};

/** What finishing a merge needs; it asks for no permission, since the merge was permitted when it was marked. */
export type MergeParts = Pick<OrganisationParts, 'main' | 'store' | 'handOver' | 'clock'> & {
  readonly permission: Pick<OrganisationParts['permission'], 'areaOfTeam'>;
};

const finishMerge = async (parts: MergeParts, by: AuditActor, from: Team, into: Kept<Team>): Promise<Kept<Team>> => {
  const living = await livingTeam(parts, into);
  await moveMembers(parts, by, from, living);
  await moveRequests(parts, from, living);
  await moveBooths(parts.main, from.code, living.code, parts.clock);
  const office = officeOfArea(await parts.permission.areaOfTeam(living));
  await moveTeamPhones(parts.main, { from: from.code, into: living.code, by, office, clock: parts.clock });
  // Merged itself meanwhile: what came here after its own merge had looked goes along too.
  const last = await livingTeam(parts, (await parts.store.team(living.code)) ?? living);
  const goesOn = last.code === living.code ? last : await finishMerge(parts, by, living, last);
  await endMerge(parts.main, from.code);
  return goesOn;
};

/** Finishes a merge that was interrupted, in the name of whoever asked for it. Gives the number of merges finished: 1, or 0. */
export const continueMerge = async (parts: MergeParts, code: string): Promise<number> => {
  const merge = await readMerge(parts.main, code);
  if (merge === undefined) return 0;
  const [from, into] = await Promise.all([parts.store.team(code), parts.store.team(merge.into)]);
  if (from === undefined || into === undefined) throw new Error(`Team ${code} is being merged, and one of the two is not there.`);
  await finishMerge(parts, merge.by, from, into);
  return 1;
};

/** The team that lives on, also when the one that took over was merged itself meanwhile. */
const livingTeam = async ({ store }: MergeParts, team: Kept<Team>): Promise<Kept<Team>> => {
  let living = team;
  for (let next = living.mergedInto; next !== undefined; next = living.mergedInto) {
    const found = await store.team(next);
    if (found === undefined) throw new Error(`Team ${living.code} was merged into one that is not there.`);
    living = found;
  }
  return living;
};

const MOST_ATTEMPTS = 20;

const moveMembers = async (parts: MergeParts, by: AuditActor, from: Team, into: Team): Promise<void> => {
  const office = officeOfArea(await parts.permission.areaOfTeam(into));
  for (const { id } of await parts.store.membersOf(from.code)) {
    for (let attempt = 0; ; attempt += 1) {
      const before = await parts.store.member(id);
      if (before?.memberships.some(({ teamCode }) => teamCode === from.code) !== true) break;
      const led = (await parts.store.membersOf(into.code)).some(({ memberships }) => memberships.some(({ teamCode, role }) => teamCode === into.code && role === 'LEAD'));
      const now = parts.clock();
      const alongside = [auditWrite(parts.main, { id: randomUUID(), at: now, act: 'mergeTeams', by, subject: { kind: 'MEMBER', id }, office, detail: { from: from.code, into: into.code } })];
      if (await writeMember(parts.main, parts.store, { before, after: movedAlong(before, from.code, into.code, led), now, alongside })) break;
      if (attempt >= MOST_ATTEMPTS) throw new TeamKeepsChanging(`Member ${id} was not moved: something else was quicker ${MOST_ATTEMPTS} times.`);
    }
  }
};

/** Who was in both stays once, in the role that they had; a lead leads on where nobody else does. */
export const movedAlong = (member: Member, from: string, into: string, led: boolean): Member => {
  const moving = member.memberships.find(({ teamCode }) => teamCode === from);
  const others = member.memberships.filter(({ teamCode }) => teamCode !== from);
  if (moving === undefined || others.some(({ teamCode }) => teamCode === into)) return { ...member, memberships: others };
  return { ...member, memberships: [...others, { teamCode: into, role: led ? 'MEMBER' : moving.role }] };
};

/** The index of open requests may be a moment behind; the live page counts them exactly, and says when all are given. */
const moveRequests = async (parts: MergeParts, from: Team, into: Team): Promise<void> => {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    const given = await parts.handOver(from, into);
    const page = (await readLivePages(parts.main, [from.communeCode])).get(from.communeCode);
    const live = page?.teams.get(from.code);
    if (page === undefined || live === undefined) return;
    if (live.open > 0) {
      if (given === 0) await new Promise((resolve) => setTimeout(resolve, 50 * (attempt + 1)));
      continue;
    }
    const leaves = { communeCode: from.communeCode, open: 0, version: page.version };
    if (await parts.store.write(changeTeamWrites(parts.main, { teamCode: from.code, change: 'REMOVED', leaves }))) return;
  }
  throw new TeamKeepsChanging(`Team ${from.code} still holds requests. Asked for again, the merge goes on.`);
};
