import { systemClock } from '../../functions/core/clock.ts';
import { catchUp } from '../../functions/due/catch-up.dynamo.ts';
import { dueTimeOfOld, REQUEST_ROWS } from '../../functions/help-requests/old-requests.ts';
import type { MainTable } from '../../functions/storage/client.ts';
import { resumeOldMerge } from '../../functions/teams/merge-store.dynamo.ts';
import { readTeam, TEAM_ROWS } from '../../functions/teams/team-rows.ts';

export type CatchingUp = { readonly stop: () => Promise<void> };

/**
 * Gives rows of an older version of this system their due times, beside the requests that come in: once in the life of a table.
 * Stopped early it goes on at the next start.
 */
export const startCatchUp = (main: MainTable, report: (error: unknown) => void): CatchingUp => {
  const stopping = new AbortController();
  const oldRows = [
    { sk: REQUEST_ROWS, write: (row: Readonly<Record<string, unknown>>) => dueTimeOfOld(main, row) },
    { sk: TEAM_ROWS, write: (row: Readonly<Record<string, unknown>>) => resumeOldMerge(main, readTeam(row), systemClock()) },
  ];
  const running = catchUp({ main, oldRows, report, signal: stopping.signal }).catch(report);
  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
};
