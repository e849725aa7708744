import type { Instant } from '../core/clock.ts';
import { joinPageWrite, joinRoutingWrite, knownTeams, MOST_JOINING_AT_ONCE, readLivePages, rebuildSnapshot } from '../routing/team-changes.ts';
import type { LivePage } from '../routing/live-page.ts';
import type { RoutableTeam } from '../routing/routable-team.ts';
import type { MainTable, TransactWrite } from '../storage/client.ts';
import { liveTeamOf, routableTeamOf } from './change-team.ts';
import type { Team } from './team.ts';
import type { TeamStore } from './team-store.dynamo.ts';

/** A transaction holds 100 writes; ten are left for the live page, lines of the trail and the like. */
export const MOST_TEAMS_AT_ONCE = 90;

/**
 * Writes new teams of one commune, their places on its live page and what comes alongside: all or none. False when something
 * else was quicker, or one of them exists: read again, decide again. Routing finds them after `makeRoutable`.
 */
export const addTeams = async (
  main: MainTable,
  store: TeamStore,
  { communeCode, teams, alongside }: { readonly communeCode: string; readonly teams: readonly Team[]; readonly alongside: readonly TransactWrite[] },
): Promise<boolean> => {
  if (teams.length > MOST_TEAMS_AT_ONCE) throw new RangeError(`At most ${MOST_TEAMS_AT_ONCE} teams are added at once.`);
  const page = (await readLivePages(main, [communeCode])).get(communeCode);
  if (page === undefined) throw new Error(`The live page of commune ${communeCode} was not read.`);
  const joining = new Map(teams.map((team) => [team.code, liveTeamOf(team)]));
  return store.putNewTeams(teams, [joinPageWrite(main, page, joining), ...alongside]);
};

/** Live pages of communes that have none, with these new teams on them. */
export const firstPagesOf = (teams: readonly Team[]): readonly LivePage[] =>
  [...Map.groupBy(teams, ({ communeCode }) => communeCode)].map(([communeCode, within]) => ({
    communeCode,
    version: 1,
    teams: new Map(within.map((team) => [team.code, liveTeamOf(team)])),
  }));

/** Those of these communes that never had a live page. */
export const communesWithoutPage = async (main: MainTable, communeCodes: readonly string[]): Promise<ReadonlySet<string>> => {
  const pages = await readLivePages(main, communeCodes);
  return new Set([...pages.values()].filter(({ version }) => version === 0).map(({ communeCode }) => communeCode));
};

/** Communes whose live pages are read at once. */
const PAGES_AT_ONCE = 100;

const TEAMS_AT_ONCE = 1000;

/** Every other writer of snapshots folds what it finds; a few losses in a row are normal, more are not. */
const MOST_ATTEMPTS = 10;

/**
 * Lets routing find the teams of these communes that it does not know yet: a few as changes, more in one new snapshot. It looks at
 * what is there and not at what was meant, so it also finishes what an import that was killed left behind. Returns how many
 * teams came in.
 */
export const makeRoutable = async (main: MainTable, store: TeamStore, communeCodes: readonly string[], at: Instant): Promise<number> => {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    const known = await knownTeams(main);
    if (known === undefined) throw new Error('Routing has no snapshot yet: start the system once before importing.');
    const unknown = await unknownTeams(main, known.ids, communeCodes);
    if (unknown.length === 0) return 0;
    const joining: RoutableTeam[] = [];
    // Of a whole country, no more than what routing keeps of a team is held.
    for (let at = 0; at < unknown.length; at += TEAMS_AT_ONCE) joining.push(...(await store.teams(unknown.slice(at, at + TEAMS_AT_ONCE))).map(routableTeamOf));
    if (joining.length <= MOST_JOINING_AT_ONCE && (await store.write([joinRoutingWrite(main, known.snapshotId, joining)]))) return joining.length;
    // More of them, or too many changes wait already, which the snapshot takes in.
    const { type } = await rebuildSnapshot(main, at, joining);
    if (type !== 'LOST') return joining.length;
  }
  throw new Error(`Routing's snapshot was replaced ${MOST_ATTEMPTS} times while new teams were to come in.`);
};

const unknownTeams = async (main: MainTable, known: ReadonlySet<string>, communeCodes: readonly string[]): Promise<string[]> => {
  const unknown: string[] = [];
  for (let at = 0; at < communeCodes.length; at += PAGES_AT_ONCE) {
    const pages = await readLivePages(main, communeCodes.slice(at, at + PAGES_AT_ONCE));
    for (const { teams } of pages.values()) for (const code of teams.keys()) if (!known.has(code)) unknown.push(code);
  }
  return unknown;
};
