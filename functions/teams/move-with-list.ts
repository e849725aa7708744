import type { Instant } from '../core/clock.ts';
import { moveTeamsWrites, readLivePages, rebuildSnapshot } from '../routing/team-changes.ts';
import type { MainTable, TransactWrite } from '../storage/client.ts';
import { refusedWrites } from '../storage/transact.ts';
import { routableTeamOf } from './change-team.ts';
import { rowOfTeam } from './team-rows.ts';
import { createTeamStore, type TeamStore } from './team-store.dynamo.ts';
import type { Kept, Team } from './team.ts';
import { TeamKeepsChanging } from './teams.ts';

/** A commune of a list. */
export type ListedCommune = { readonly version: string; readonly code: string };

/** A commune, and what all of it became in a later list. */
export type ListedMove = { readonly from: ListedCommune; readonly to: ListedCommune };

export type MoveWithList<Move extends ListedMove = ListedMove> = {
  /** Some dozens of communes, whose teams share transactions where only the list is another. */
  readonly moves: readonly Move[];
  readonly at: Instant;
  /** The line of the trail for a team whose commune is another one now; none is written where only the list is. */
  readonly lineOf: (move: Move, teamCode: string) => TransactWrite;
};

/** What a transaction holds (Amazon DynamoDB, "Quotas"): so many rows of teams. */
const MOST_WRITES = 100;
/** Two writes each, its row and its line, beside both pages and what routing knows. */
const MOST_WITH_PAGES = 48;
const MOST_ATTEMPTS = 20;
/**
 * After so many teams routing's changes are folded into its snapshot. Each transaction writes all that are not, and the embedded
 * engine takes a quarter of a millisecond for each of them; a snapshot of the country takes a second (tests/bench/newer-list.ts).
 */
const FOLDED_EVERY = 400;
/** Communes that are read at once. */
const READ_AT_ONCE = 8;

/**
 * Moves the teams of communes with them. Where only the list is another, a hundred go in a transaction, whichever communes they
 * are in, since neither pages nor routing know of lists; else those of one commune with their places on the live pages and what
 * routing knows of them. Can be repeated and may die anywhere. Gives how many it moved; a team that is being merged into another
 * is counted and left where it is until that is done.
 */
export const moveTeamsWithList = async <Move extends ListedMove>(main: MainTable, { moves, at, lineOf }: MoveWithList<Move>): Promise<number> => {
  const store = createTeamStore(main);
  const [relisted, recoded] = [moves.filter(({ from, to }) => from.code === to.code), moves.filter(({ from, to }) => from.code !== to.code)];
  let moved = await relistAll(main, store, relisted);
  let unfolded = 0;
  // One after the other: each writes what routing knows, and only one can at a time.
  for (const move of recoded) {
    for await (const teams of teamsWithin(store, move.from, MOST_WITH_PAGES)) {
      const count = await recode(main, store, { move, at, lineOf: (code) => lineOf(move, code) }, teams);
      moved += count;
      unfolded += count;
      if (unfolded < FOLDED_EVERY) continue;
      await rebuildSnapshot(main, at);
      unfolded = 0;
    }
  }
  return moved;
};

async function* teamsWithin(store: TeamStore, { version, code }: ListedCommune, first: number): AsyncGenerator<readonly Kept<Team>[]> {
  for (let after: string | undefined, more = true; more; ) {
    const page = await store.teamsWithin(version, code, { first, after });
    yield page.items.map(({ item }) => item);
    more = page.hasNextPage;
    after = page.items.at(-1)?.cursor;
  }
}

type Relisting = { readonly team: Kept<Team>; readonly move: ListedMove };

const relistAll = async (main: MainTable, store: TeamStore, moves: readonly ListedMove[]): Promise<number> => {
  let ready: Relisting[] = [];
  let moved = 0;
  const write = async (least: number): Promise<void> => {
    while (ready.length >= least && ready.length > 0) {
      const some = ready.slice(0, MOST_WRITES);
      ready = ready.slice(MOST_WRITES);
      const count = await relist(main, store, some);
      // Added after the wait: others that are under way add theirs meanwhile.
      moved += count;
    }
  };
  const left = moves.values();
  const work = async (): Promise<void> => {
    // All share one iterator: each takes the next commune when it is free.
    for (const move of left) {
      for await (const teams of teamsWithin(store, move.from, MOST_WRITES)) {
        ready.push(...teams.map((team) => ({ team, move })));
        await write(MOST_WRITES);
      }
    }
  };
  await Promise.all(Array.from({ length: READ_AT_ONCE }, work));
  await write(1);
  return moved;
};

const relist = async (main: MainTable, store: TeamStore, some: readonly Relisting[]): Promise<number> => {
  // From the index, which may be a moment behind: then the revision is another, and nothing is written.
  let now = some;
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    if (now.length === 0) return 0;
    const writes = now.map(({ team, move: { to } }) => overWhatWasRead(main, { ...team, unitVersion: to.version }));
    if ((await refusedWrites(main, writes)) === undefined) return now.length;
    const kept = new Map((await store.teams(now.map(({ team }) => team.code))).map((team) => [team.code, team]));
    now = now.flatMap(({ team: { code }, move }) => {
      const team = kept.get(code);
      return team !== undefined && liesIn(team, move.from) ? [{ team, move }] : [];
    });
  }
  throw new TeamKeepsChanging(`Teams were not moved to another list: something else was quicker ${MOST_ATTEMPTS} times.`);
};

type Recoding = { readonly move: ListedMove; readonly at: Instant; readonly lineOf: (teamCode: string) => TransactWrite };

const recode = async (main: MainTable, store: TeamStore, { move: { from, to }, at, lineOf }: Recoding, found: readonly Kept<Team>[]): Promise<number> => {
  let teams = found;
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    if (teams.length === 0) return 0;
    const pages = await readLivePages(main, [from.code, to.code]);
    const [leaves, joins] = [pages.get(from.code), pages.get(to.code)];
    if (leaves === undefined || joins === undefined) throw new Error('The live pages of both communes were not read.');
    const ready = teams.filter(({ code, status }) => status !== 'MERGED' || !leaves.teams.has(code));
    const after = ready.map((team): Kept<Team> => ({ ...team, unitVersion: to.version, communeCode: to.code }));
    const along = after.filter(({ code }) => leaves.teams.has(code));
    const routing = along.length === 0 ? [] : moveTeamsWrites(main, { teams: along.map(routableTeamOf), leaves, joins });
    const writes = [...routing, ...after.map((team) => overWhatWasRead(main, team)), ...after.map(({ code }) => lineOf(code))];
    const refused = writes.length === 0 ? undefined : await refusedWrites(main, writes);
    if (refused === undefined) return teams.length;
    // The first is what routing knows, which takes so many changes until they are folded into its snapshot.
    if (along.length > 0 && refused.includes(0)) await rebuildSnapshot(main, at);
    else teams = (await store.teams(teams.map(({ code }) => code))).filter((team) => liesIn(team, from));
  }
  throw new TeamKeepsChanging(`Teams of commune ${from.code} were not moved: something else was quicker ${MOST_ATTEMPTS} times.`);
};

const liesIn = ({ unitVersion, communeCode }: Team, { version, code }: ListedCommune): boolean => unitVersion === version && communeCode === code;

const overWhatWasRead = (main: MainTable, { revision, ...team }: Kept<Team>): TransactWrite => ({
  Put: {
    TableName: main.name,
    Item: rowOfTeam(team, revision + 1),
    ConditionExpression: 'revision = :before',
    ExpressionAttributeValues: { ':before': revision },
  },
});
