import { publicHolidays } from '../core/public-holidays.ts';
import type { Holidays } from '../core/public-holidays.ts';
import type { MainTable } from '../storage/client.ts';
import { decide } from './decide.ts';
import type { LookAhead, Outcome } from './decide.ts';
import type { DecisionRecord } from './decision-record.ts';
import type { Question } from './eligibility.ts';
import { emptyLivePage } from './live-page.ts';
import { MOST_PAGES, readLive } from './live-read.dynamo.ts';
import type { Candidate } from './nearest.ts';
import { atHand, PagesAtHand } from './page-at-hand.ts';
import { teamSetFrom } from './team-set.ts';
import { viewOf } from './routing-view.ts';
import type { RoutingState, RoutingView } from './routing-view.ts';
import { loadSnapshot } from './snapshot-store.dynamo.ts';
import type { Snapshot } from './snapshot.ts';
import { spreadOf } from './spread.ts';
import type { CommuneSpread } from './spread.ts';
import { whyNobody } from './why-nobody.ts';
import type { NobodyCould } from './why-nobody.ts';

export type { Candidate, CommuneSpread, DecisionRecord, NobodyCould, Question };

export type Routed = {
  /** At most `first`, nearest first; empty when no team can take the request now. */
  readonly candidates: readonly Candidate[];
  readonly decision: DecisionRecord;
  /** Why there are no candidates; undefined when there are. */
  readonly nobodyCould?: NobodyCould | undefined;
  /** How many requests to DynamoDB it took. */
  readonly requests: number;
};

export type Router = {
  /**
   * The nearest teams that can take a request now, in exactly the order of a brute-force search. Throws
   * SnapshotUnreadable when the snapshot is missing or damaged.
   */
  readonly nearestTeams: (question: Question) => Promise<Routed>;
  /** How many teams each commune has now, and where: see spread.ts. Counted once per change of a team. Throws as `nearestTeams` does. */
  readonly spread: () => Promise<readonly CommuneSpread[]>;
};

/**
 * One request reads the state and the pages of the next 16 teams that fit, and of four more for each further candidate
 * wanted. Teams of a commune share a page, so that is 3 to 5 pages of about 2.5 KB. Measured over the whole country with two
 * in five communes on duty, fewer teams would send more than one question in five to a second request (tests/bench/routing.ts).
 */
const firstLook = (first: number, lastSeen: PagesAtHand): LookAhead => ({ teams: Math.min(60, 12 + 4 * first), pages: MOST_PAGES, lastSeen });

/** When too few of them can take the request, the country sleeps around here: look as far as one request can. */
const furtherLook = (lastSeen: PagesAtHand): LookAhead => ({ teams: Infinity, pages: MOST_PAGES, lastSeen });

/** What a process keeps between decisions: the snapshot, and the teams as they were at the last state it saw. */
type Known = { readonly snapshot: Snapshot; readonly state: RoutingState; readonly view: RoutingView };

const NO_TEAMS: Known = (() => {
  const snapshot: Snapshot = { id: 'none', at: '1970-01-01T00:00:00.000Z', teams: teamSetFrom([]) };
  const state: RoutingState = { snapshotId: snapshot.id, chunks: 0, version: 0, changes: {} };
  return { snapshot, state, view: viewOf(snapshot, {}) };
})();

export const createRouter = (table: MainTable, holidays: Holidays = publicHolidays): Router => {
  let known = NO_TEAMS;

  /**
   * Pages as this process read them last. They decide nothing; they only say which pages are likely to be needed, so that
   * where part of the country sleeps one request still reads enough. At most one per commune: some 20 MB for all of them.
   */
  let lastSeen = new PagesAtHand(known.snapshot.teams);

  /** What is known, brought to this state. A snapshot is loaded once, also when several decisions wait for it. */
  const loading = new Map<string, Promise<{ readonly snapshot: Snapshot; readonly requests: number }>>();
  const bringTo = async (state: RoutingState): Promise<{ readonly now: Known; readonly requests: number }> => {
    const { snapshot, requests } =
      known.snapshot.id === state.snapshotId ? { snapshot: known.snapshot, requests: 0 } : await loadOnce(state);
    const now = { snapshot, state, view: viewOf(snapshot, state.changes) };
    // Versions grow from snapshot to snapshot too: an answer that was overtaken must not bring an old one back.
    if (known.state.version < state.version) {
      if (known.snapshot !== snapshot) lastSeen = new PagesAtHand(snapshot.teams, lastSeen.all());
      known = now;
    }
    return { now, requests };
  };
  const loadOnce = async (state: RoutingState): Promise<{ readonly snapshot: Snapshot; readonly requests: number }> => {
    const under = loading.get(state.snapshotId);
    if (under !== undefined) return { snapshot: (await under).snapshot, requests: 0 };
    const started = loadSnapshot(table, state);
    loading.set(state.snapshotId, started);
    try {
      return await started;
    } finally {
      loading.delete(state.snapshotId);
    }
  };

  const nearestTeams = async (question: Question): Promise<Routed> => {
    let requests = 0;
    let now = known;
    let current = false;
    let pages = new PagesAtHand(now.snapshot.teams);
    let look = firstLook(question.first, lastSeen);
    for (;;) {
      const outcome = decide(now.view, question, pages, holidays, look);
      if (current && outcome.type === 'DECIDED') {
        const { candidates } = outcome;
        const nobodyCould = candidates.length === 0 ? whyNobody(now.view, question, pages, holidays) : undefined;
        return { candidates, nobodyCould, decision: recordOf(now.state, question, pages, candidates), requests };
      }
      const wanted = communesOf(outcome).slice(0, MOST_PAGES);
      const read = await readLive(table, { state: current ? undefined : now.state, communeCodes: wanted });
      requests += read.requests;
      if (!current && read.state !== undefined && !isSame(read.state, now.state)) {
        const brought = await bringTo(read.state);
        now = brought.now;
        requests += brought.requests;
      }
      if (!current && read.state === undefined) now = NO_TEAMS;
      if (!current) pages = new PagesAtHand(now.snapshot.teams);
      for (const code of wanted) {
        const page = atHand(read.pages.get(code) ?? emptyLivePage(code), now.snapshot.teams);
        pages.add(page);
        lastSeen.add(page);
      }
      // Without teams to start from, the first request could not know which pages to read: the next is a first look.
      if (wanted.length > 0) look = furtherLook(lastSeen);
      current = true;
    }
  };
  let counted: { readonly view: RoutingView; readonly spread: readonly CommuneSpread[] } | undefined;
  const spread = async (): Promise<readonly CommuneSpread[]> => {
    const { state } = await readLive(table, { state: known.state, communeCodes: [] });
    const { view } = state === undefined ? NO_TEAMS : isSame(state, known.state) ? known : (await bringTo(state)).now;
    if (counted?.view !== view) counted = { view, spread: spreadOf(view) };
    return counted.spread;
  };
  return { nearestTeams, spread };
};

const communesOf = (outcome: Outcome): readonly string[] => (outcome.type === 'PAGES_NEEDED' ? outcome.communeCodes : []);

const isSame = (one: RoutingState, other: RoutingState): boolean =>
  one.snapshotId === other.snapshotId && one.version === other.version;

const recordOf = (
  state: RoutingState,
  asked: Question,
  pages: PagesAtHand,
  candidates: readonly Candidate[],
): DecisionRecord => ({
  snapshotId: state.snapshotId,
  stateVersion: state.version,
  pages: Object.fromEntries([...pages.all()].map(({ page }) => [page.communeCode, page.version])),
  asked,
  candidates,
});
