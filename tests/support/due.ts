import { millisecondsOf } from '../../functions/core/clock.ts';
import { publicHolidays } from '../../functions/core/public-holidays.ts';
import { createDueStore } from '../../functions/due/due-store.dynamo.ts';
import { runDue, type DueRun } from '../../functions/due/run-due.ts';
import { dueShards } from '../../functions/help-requests/due.ts';
import { createFollowDue } from '../../functions/help-requests/follow-due.ts';
import { createHandOver } from '../../functions/help-requests/hand-over.ts';
import { createPermission } from '../../functions/permission/permission.ts';
import { MERGES_DUE } from '../../functions/teams/merge-store.dynamo.ts';
import { createContinueMerge } from '../../functions/teams/organisation.ts';
import { createKiosks } from '../../functions/kiosks/kiosks.ts';
import { placeMoveWrites } from '../../functions/routing/live-page-store.dynamo.ts';
import { createRouter } from '../../functions/routing/route.ts';
import type { MainTable } from '../../functions/storage/client.ts';
import { createTeams } from '../../functions/teams/teams.ts';
import { catalogue, topicByCode } from '../../functions/topics/catalogue.ts';
import { createUnits } from '../../functions/units/units.ts';
import type { Lane } from './lane.ts';

export type DueOptions = {
  /** The lane's own table by another client, such as one that fails. */
  readonly main?: MainTable;
  readonly mayGoOn?: () => boolean;
  readonly onFollow?: (requestId: string) => void;
  /** By default a failure fails the test. */
  readonly report?: (error: unknown) => void;
};

/** One run of what is due, as the handler does it, by the lane's clock. */
export const runDueIn = (lane: Lane, options: DueOptions = {}): Promise<DueRun> => {
  const main = options.main ?? lane.main;
  const units = createUnits(main, () => millisecondsOf(lane.clock.now()));
  const permission = createPermission({ teams: createTeams(main), kiosks: createKiosks(main), units });
  const followDue = createFollowDue(main, {
    router: createRouter(main, publicHolidays),
    placeWrites: (move) => placeMoveWrites(main, move),
    kiosks: createKiosks(main),
    teams: createTeams(main),
    catalogue,
    topicByCode,
    placeOf: permission.placeOf,
    holidays: publicHolidays,
    clock: lane.clock.now,
  });
  return runDue({
    store: createDueStore(main),
    parts: [...dueShards, MERGES_DUE],
    continueMerge: createContinueMerge({
      main,
      permission,
      handOver: createHandOver(main, { placeWrites: (move) => placeMoveWrites(main, move), clock: lane.clock.now }),
      clock: lane.clock.now,
    }),
    followDue: (requestId) => {
      options.onFollow?.(requestId);
      return followDue(requestId);
    },
    clock: lane.clock.now,
    mayGoOn: options.mayGoOn ?? (() => true),
    report:
      options.report ??
      ((error) => {
        throw error;
      }),
  });
};
