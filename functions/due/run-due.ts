import type { Clock, Instant } from '../core/clock.ts';
import { hours, millisecondsOf, minutes, plusMilliseconds } from '../core/clock.ts';
import type { DueRow, DueStore } from './due-store.dynamo.ts';
import { ASIDE } from './due-store.dynamo.ts';
import { earliestFirst } from './earliest-first.ts';

export type DueRunParts = {
  readonly store: DueStore;
  /** The parts of the due index. */
  readonly parts: readonly string[];
  /** Does what is due for one request now, if anything still is; gives the number of changes. May be called again. */
  readonly followDue: (requestId: string) => Promise<number>;
  /** Goes on with a merge of teams that was interrupted, if it still is; as above. */
  readonly continueMerge: (teamCode: string) => Promise<number>;
  readonly clock: Clock;
  /** Whether there is time for more: what is left is taken by the next run. */
  readonly mayGoOn: () => boolean;
  /** What could not be done, by the keys of its row. */
  readonly report: (error: unknown, row: Pick<DueRow, 'pk' | 'failures'>) => void;
};

export type DueRun = {
  /** Everything that was written; a question to routing that found nobody again counts, and stands in no history. */
  readonly changes: number;
  readonly failed: number;
  /** Set aside now, by this run or an earlier one. */
  readonly aside: number;
  /** How late the earliest was, in milliseconds; 0 when nothing was due. */
  readonly latestBy: number;
  /** Time ran out while more was due. */
  readonly more: boolean;
};

/** So many requests at once: enough that one slow answer holds nobody up, few enough that the earliest still come first. */
const AT_ONCE = 8;

/** What failed so often is no passing trouble: it is set aside, where it is in nobody's way and rings the alarm. */
const FAILURES_BEFORE_ASIDE = 5;

/**
 * One run: takes what is due, the earliest first, and does it. It may be repeated and run twice at once, since each change
 * is conditional; it may die anywhere, since what was not done is still due. A request that fails is put off, and the others
 * go on. Throws only when the index cannot be read at all.
 */
export const runDue = async (run: DueRunParts): Promise<DueRun> => {
  const began = run.clock();
  let changes = 0;
  let failed = 0;
  let latestBy = 0;
  let more = false;

  const follow = async (row: DueRow): Promise<void> => {
    try {
      const made = await (row.pk.startsWith(TEAM) ? run.continueMerge(row.pk.slice(TEAM.length)) : run.followDue(requestIdOf(row)));
      // Added after the wait: others that are under way add theirs meanwhile.
      changes += made;
    } catch (error) {
      failed += 1;
      run.report(error, row);
      await putOff(run, row);
    }
  };

  const rows = earliestFirst([...run.parts, ASIDE].map((part) => run.store.dueIn(part, began)));
  let batch: DueRow[] = [];
  for await (const row of rows) {
    if (row.due !== ASIDE) latestBy = Math.max(latestBy, millisecondsOf(began) - millisecondsOf(instantIn(row)));
    batch.push(row);
    if (batch.length < AT_ONCE) continue;
    await Promise.all(batch.map(follow));
    batch = [];
    if (!run.mayGoOn()) {
      more = true;
      break;
    }
  }
  await Promise.all(batch.map(follow));
  return { changes, failed, aside: await run.store.countAside(), latestBy, more };
};

/** A row that cannot even be put off stays due, and comes again in the next run. */
const putOff = async ({ store, clock, report }: DueRunParts, row: DueRow): Promise<void> => {
  const part = row.failures + 1 >= FAILURES_BEFORE_ASIDE ? ASIDE : row.due;
  try {
    await store.putOff(row, part, plusMilliseconds(clock(), pauseAfter(row.failures + 1)));
  } catch (error) {
    report(error, row);
  }
};

/** 1, 2, 4, 8, 16 minutes and so on, an hour at most. */
const pauseAfter = (failures: number): number => Math.min(hours(1), minutes(2 ** (failures - 1)));

const instantIn = ({ dueSort }: DueRow): Instant => dueSort.slice(0, dueSort.indexOf('#'));

const TEAM = 'team#';

const requestIdOf = ({ pk }: DueRow): string => pk.slice('request#'.length);
