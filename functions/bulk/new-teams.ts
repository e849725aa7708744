import type { AuditEntry } from '../audit/audit.ts';
import type { Team } from '../teams/team.ts';

/** Teams of communes that have none, with what the trail says of it. */
export type NewTeams = { readonly teams: readonly Team[]; readonly trail: readonly AuditEntry[] };

/** What a database may have besides writing teams through its API. */
export type QuickWayOfTeams = {
  /** Writes all of it with the communes' live pages, or nothing: false when one of the teams, or of the pages, is there by now. */
  readonly bringIn: (lot: NewTeams) => Promise<boolean>;
  /** Rows that are taken together: bringing in has a price of its own. */
  readonly rowsAtOnce: number;
};
