import { contentHash } from '../core/ids.ts';
import type { Instant } from '../core/clock.ts';
import type { Duty, LivePage } from '../routing/live-page.ts';
import { changeDutiesWrite, readLivePages } from '../routing/team-changes.ts';
import type { MainTable, TransactWrite } from '../storage/client.ts';
import { dutyOf, sameDuty } from './duty.ts';
import type { TeamStore } from './team-store.dynamo.ts';
import type { Kept, Member, Team } from './team.ts';

type MemberWriting = {
  /** As it was read; undefined for a new member. */
  readonly before: Kept<Member> | undefined;
  readonly after: Member;
  readonly now: Instant;
  readonly alongside: readonly TransactWrite[];
};

/**
 * Writes the member under each of their teams, and what follows for the duty of those teams, in one transaction: routing
 * knows with the next decision. False when something else was quicker: read again, decide again.
 */
export const writeMember = async (main: MainTable, store: TeamStore, { before, after, now, alongside }: MemberWriting): Promise<boolean> => {
  const dutyWrites = sameForDuty(before, after) ? [] : await writesOfDuty(main, store, teamsOf(before, after), after, now);
  return store.putMember(after, before, [...dutyWrites, ...alongside]);
};

const teamsOf = (before: Member | undefined, after: Member): readonly string[] => [
  ...new Set([...(before?.memberships ?? []), ...after.memberships].map(({ teamCode }) => teamCode)),
];

/** Names and trainings concern no duty; teams, leave and a word given do. */
const sameForDuty = (before: Member | undefined, after: Member): boolean =>
  before !== undefined && contentHash(forDuty(before)) === contentHash(forDuty(after));
const forDuty = ({ memberships, leaves, dutyUntil }: Member) => ({ teams: memberships.map(({ teamCode }) => teamCode), leaves, dutyUntil });

const writesOfDuty = async (main: MainTable, store: TeamStore, codes: readonly string[], after: Member, now: Instant): Promise<readonly TransactWrite[]> => {
  const teams = await store.teams(codes);
  const pages = await readLivePages(main, teams.map(({ communeCode }) => communeCode));
  // After the pages: who comes, goes or speaks later changes a page, and then nothing of this is written.
  const duties = new Map(await Promise.all(teams.map(async (team) => [team.code, await dutyWith(store, team, after, now)] as const)));
  const onPages = Map.groupBy(teams, ({ communeCode }) => communeCode);
  return [
    ...teams.map((team) => store.unchangedTeam(team)),
    ...[...onPages].flatMap(([communeCode, ofPage]) => {
      const page = pages.get(communeCode);
      return page === undefined || page.version === 0 ? [] : [changeDutiesWrite(main, page, changed(page, ofPage, duties))];
    }),
  ];
};

/** The duty of a team once this member is as they are to be. */
const dutyWith = async (store: TeamStore, team: Team, after: Member, now: Instant): Promise<Duty> => {
  const others = (await store.membersOf(team.code)).filter(({ id }) => id !== after.id);
  const stays = after.memberships.some(({ teamCode }) => teamCode === team.code);
  return dutyOf(team, stays ? [...others, after] : others, now);
};

const changed = (page: LivePage, teams: readonly Team[], duties: ReadonlyMap<string, Duty>): ReadonlyMap<string, Duty> =>
  new Map(
    teams.flatMap(({ code }) => {
      const live = page.teams.get(code);
      const duty = duties.get(code);
      return live === undefined || duty === undefined || sameDuty(live.duty, duty) ? [] : [[code, duty] as const];
    }),
  );
