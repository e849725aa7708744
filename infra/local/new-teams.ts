import type { NewTeams, QuickWayOfTeams } from '../../functions/bulk/new-teams.ts';
import { rowOfAudit } from '../../functions/audit/audit-row.ts';
import { livePageRow } from '../../functions/routing/live-page-rows.ts';
import type { Row } from '../../functions/storage/batch.ts';
import { firstPagesOf } from '../../functions/teams/add-teams.ts';
import { rowOfTeam } from '../../functions/teams/team-rows.ts';
import { putNewRows, type PutNewRows } from './new-rows.ts';

/** A few seconds of work: so much is begun anew after a kill, and an engine that serves people waits a second for it. */
const ROWS_AT_ONCE = 5_000;

/** Teams of communes that have none, straight into the embedded engine's file. */
export const quickWayOfTeamsInto = (into: Pick<PutNewRows, 'database' | 'names' | 'signal'>): QuickWayOfTeams => ({
  rowsAtOnce: ROWS_AT_ONCE,
  bringIn: (lot) => putNewRows({ ...into, rows: { main: rowsOf(lot), contacts: [] } }),
});

function* rowsOf({ teams, trail }: NewTeams): Generator<Row> {
  for (const team of teams) yield rowOfTeam(team);
  for (const page of firstPagesOf(teams)) yield livePageRow(page);
  for (const entry of trail) yield rowOfAudit(entry);
}
