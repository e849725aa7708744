import { contentHash } from '../core/ids.ts';
import { changeDutiesWrite, changeLiveTeamWrite, changeTeamWrites, readLivePages } from '../routing/team-changes.ts';
import type { Instant } from '../core/clock.ts';
import type { MainTable, TransactWrite } from '../storage/client.ts';
import { livePageChange, routableTeamOf } from './change-team.ts';
import { dutyOf } from './duty.ts';
import type { TeamStore } from './team-store.dynamo.ts';
import type { Kept, Team } from './team.ts';

type TeamWriting = {
  /** As it was read; undefined for a new team. */
  readonly before: Kept<Team> | undefined;
  readonly after: Team;
  /** What others write at the same moment, such as the line of the trail. */
  readonly alongside?: readonly TransactWrite[];
};

/**
 * Writes the team and tells routing in the same transaction. False when something else was quicker: read again, decide again.
 * What routing knows already it is not told again, so that a new name does not make it rebuild its snapshot.
 */
export const writeTeam = async (main: MainTable, store: TeamStore, { before, after, alongside = [] }: TeamWriting): Promise<boolean> => {
  const pages = await readLivePages(main, [after.communeCode, ...(before === undefined ? [] : [before.communeCode])]);
  const { stays, ...pageChange } = livePageChange(before, after, pages);
  const place = { teamCode: after.code, communeCode: after.communeCode };
  const known = before !== undefined && pageChange.joins === undefined && sameForRouting(before, after);
  return store.putTeam(after, before?.revision, [
    ...(known ? [] : changeTeamWrites(main, { teamCode: after.code, change: routableTeamOf(after), ...pageChange })),
    ...(stays === undefined ? [] : [changeLiveTeamWrite(main, place, stays)]),
    ...alongside,
  ]);
};

const sameForRouting = (one: Team, other: Team): boolean => contentHash(routableTeamOf(one)) === contentHash(routableTeamOf(other));

/** Writes a team whose leave alone changed, and its duty in the same transaction. False as above. */
export const writeTeamLeave = async (
  main: MainTable,
  store: TeamStore,
  { before, after, now, alongside }: { readonly before: Kept<Team>; readonly after: Team; readonly now: Instant; readonly alongside: readonly TransactWrite[] },
): Promise<boolean> => {
  const page = (await readLivePages(main, [after.communeCode])).get(after.communeCode);
  // After the page: whoever speaks later changes the page, and this is not written.
  const members = await store.membersOf(after.code);
  const onPage = page?.teams.has(after.code) === true;
  return store.putTeam(after, before.revision, [
    ...(page !== undefined && onPage ? [changeDutiesWrite(main, page, new Map([[after.code, dutyOf(after, members, now)]]))] : []),
    ...alongside,
  ]);
};
