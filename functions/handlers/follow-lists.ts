import type { Clock } from '../core/clock.ts';
import { moveRequestsWithList } from '../help-requests/move-with-list.ts';
import { moveKiosksWithList } from '../kiosks/move-with-list.ts';
import { rebuildSnapshot } from '../routing/team-changes.ts';
import type { MainTable } from '../storage/client.ts';
import { moveTeamsWithList } from '../teams/move-with-list.ts';
import { followLists, type Followed } from '../units/follow-list.ts';

/** Lets teams, kiosks and requests follow the lists of units in force, as far as `mayGoOn` lets it. One query when none is due. */
export const followListsInForce = async (main: MainTable, clock: Clock, mayGoOn: () => boolean): Promise<Followed> => {
  const followed = await followLists({
    main,
    clock,
    mayGoOn,
    moveTeams: (moves, at, lineOf) => moveTeamsWithList(main, { moves, at, lineOf }),
    moveKiosks: ({ from, to }, _at, lineOf) => moveKiosksWithList(main, { from, to, lineOf }),
    moveRequests: ({ from, to }) => moveRequestsWithList(main, from, to),
  });
  // Few changes are left to whoever hears of them; where nobody does, as beside a lone command, they end here.
  if (followed.teams > 0) await rebuildSnapshot(main, clock());
  return followed;
};
