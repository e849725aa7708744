import type { Holidays } from '../core/public-holidays.ts';
import { fail, succeed } from '../core/result.ts';
import type { Result } from '../core/result.ts';
import { decide } from './decide.ts';
import type { Question } from './eligibility.ts';
import { emptyLivePage } from './live-page.ts';
import type { LivePage } from './live-page.ts';
import type { Candidate } from './nearest.ts';
import { atHand, PagesAtHand } from './page-at-hand.ts';
import { viewOf } from './routing-view.ts';
import type { RoutingState } from './routing-view.ts';
import type { Snapshot } from './snapshot.ts';

/** What decided, so that a decision can be looked into later. Keep it with the request. */
export type DecisionRecord = {
  readonly snapshotId: string;
  readonly stateVersion: number;
  /** Version of each live page that was read, by commune. */
  readonly pages: Readonly<Record<string, number>>;
  readonly asked: Question;
  readonly candidates: readonly Candidate[];
};

/** What is at hand is not what decided then. `part` says which part. */
export type NotWhatDecided = {
  readonly type: 'NotWhatDecided';
  readonly part: 'SNAPSHOT' | 'STATE' | 'PAGE';
  readonly communeCode?: string;
};

/** What the recorded question gets from the recorded snapshot, state and pages; the same candidates as then. */
export const replayDecision = (
  snapshot: Snapshot,
  state: Pick<RoutingState, 'version' | 'changes'>,
  pages: ReadonlyMap<string, LivePage>,
  record: DecisionRecord,
  holidays: Holidays,
): Result<readonly Candidate[], NotWhatDecided> => {
  if (snapshot.id !== record.snapshotId) return fail({ type: 'NotWhatDecided', part: 'SNAPSHOT' });
  if (state.version !== record.stateVersion) return fail({ type: 'NotWhatDecided', part: 'STATE' });
  const read = new PagesAtHand(snapshot.teams);
  for (const [communeCode, version] of Object.entries(record.pages)) {
    const page = pages.get(communeCode) ?? emptyLivePage(communeCode);
    if (page.version !== version) return fail({ type: 'NotWhatDecided', part: 'PAGE', communeCode });
    read.add(atHand(page, snapshot.teams));
  }
  const outcome = decide(viewOf(snapshot, state.changes), record.asked, read, holidays, { teams: 1, pages: 1 });
  if (outcome.type === 'DECIDED') return succeed(outcome.candidates);
  return fail({ type: 'NotWhatDecided', part: 'PAGE', communeCode: outcome.communeCodes[0] ?? '' });
};
