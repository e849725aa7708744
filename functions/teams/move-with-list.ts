import type { Instant } from '../core/clock.ts';
import { moveTeamsWrites, readLivePages, rebuildSnapshot } from '../routing/team-changes.ts';
import type { MainTable, TransactWrite } from '../storage/client.ts';
import { routableTeamOf } from './change-team.ts';
import { rowOfTeam } from './team-rows.ts';
import { createTeamStore, type TeamStore } from './team-store.dynamo.ts';
import type { Kept, Team } from './team.ts';
import { TeamKeepsChanging } from './teams.ts';

/** A commune of a list. */
export type ListedCommune = { readonly version: string; readonly code: string };

export type MoveWithList = {
  readonly from: ListedCommune;
  /** What all of `from` became in a later list. */
  readonly to: ListedCommune;
  readonly at: Instant;
  /** The line of the trail for a team whose commune is another one now; none is written where only the list is. */
  readonly lineOf: (teamCode: string) => TransactWrite;
};

/** Each may be three writes of a transaction of 100: its row, its line, its change for routing. */
const AT_ONCE = 25;
const MOST_ATTEMPTS = 20;

/**
 * Moves the teams of a commune with it, a few dozen in each transaction together with their places on the live pages and what
 * routing knows of them. Can be repeated and may die anywhere. Gives how many it moved; a team that is being merged into another
 * is counted and left where it is until that is done.
 */
export const moveTeamsWithList = async (main: MainTable, moving: MoveWithList): Promise<number> => {
  const store = createTeamStore(main);
  let moved = 0;
  for (let after: string | undefined, more = true; more; ) {
    const page = await store.teamsWithin(moving.from.version, moving.from.code, { first: AT_ONCE, after });
    moved += await moveSome(main, store, moving, page.items.map(({ item }) => item.code));
    more = page.hasNextPage;
    after = page.items.at(-1)?.cursor;
  }
  return moved;
};

const moveSome = async (main: MainTable, store: TeamStore, moving: MoveWithList, codes: readonly string[]): Promise<number> => {
  const { from, to, at } = moving;
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    // As they are now: the index is a moment behind.
    const teams = (await store.teams(codes)).filter(({ unitVersion, communeCode }) => unitVersion === from.version && communeCode === from.code);
    if (teams.length === 0) return 0;
    const pages = await readLivePages(main, [from.code, to.code]);
    const [leaves, joins] = [pages.get(from.code), pages.get(to.code)];
    if (leaves === undefined || joins === undefined) throw new Error('The live pages of both communes were not read.');
    const ready = teams.filter(({ code, status }) => status !== 'MERGED' || !leaves.teams.has(code));
    const after = ready.map((team): Kept<Team> => ({ ...team, unitVersion: to.version, communeCode: to.code }));
    const along = after.filter(({ code }) => leaves.teams.has(code));
    const writes = [
      ...after.map((team): TransactWrite => overWhatWasRead(main, team)),
      ...(from.code === to.code ? [] : after.map(({ code }) => moving.lineOf(code))),
      ...(from.code === to.code || along.length === 0 ? [] : moveTeamsWrites(main, { teams: along.map(routableTeamOf), leaves, joins })),
    ];
    if (writes.length === 0 || (await store.write(writes))) return teams.length;
    // It may be that routing takes no more changes: then they are folded, and else that does no harm.
    if (attempt % 5 === 4) await rebuildSnapshot(main, at);
  }
  throw new TeamKeepsChanging(`Teams of commune ${from.code} were not moved: something else was quicker ${MOST_ATTEMPTS} times.`);
};

const overWhatWasRead = (main: MainTable, { revision, ...team }: Kept<Team>): TransactWrite => ({
  Put: {
    TableName: main.name,
    Item: rowOfTeam(team, revision + 1),
    ConditionExpression: 'revision = :before',
    ExpressionAttributeValues: { ':before': revision },
  },
});
