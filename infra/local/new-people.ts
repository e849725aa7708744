import type { JWK } from 'jose';
import type { NewPeople, QuickWay } from '../../functions/bulk/newcomers.ts';
import { rowOfAudit } from '../../functions/audit/audit-row.ts';
import type { Row } from '../../functions/storage/batch.ts';
import type { RealNames } from '../../functions/storage/create-tables.dynamo.ts';
import { MEMBERSHIPS, rowsOfMember } from '../../functions/teams/team-rows.ts';
import type { Rows } from './engine-import.ts';
import { putNewRows } from './new-rows.ts';
import { createSealer, type Sealer } from './sealer.ts';

export type QuickParts = {
  /** The engine's file. */
  readonly database: string;
  readonly names: RealNames;
  readonly teamsWithPeople: QuickWay['teamsWithPeople'];
  /** The key that numbers are sealed to; asked for when there is a number. */
  readonly contactKey: () => Promise<JWK>;
  readonly signal: AbortSignal;
};

/** Half a minute of work at most: so much is begun anew after a kill, and an engine that serves people waits a second for it. */
const ROWS_AT_ONCE = 10_000;

/** People who come into teams that have nobody, straight into the embedded engine's file. */
export const quickWayInto = ({ database, names, teamsWithPeople, contactKey, signal }: QuickParts): QuickWay => {
  let sealer: Sealer | undefined;
  return {
    rowsAtOnce: ROWS_AT_ONCE,
    teamsWithPeople,
    bringIn: async ({ members, phones, trail }: NewPeople) => {
      const rows: Record<keyof RealNames, Rows> = { main: rowsOf(members, trail), contacts: [] };
      if (phones.size > 0) {
        sealer ??= createSealer(await contactKey());
        rows.contacts = sealer(phones);
      }
      return putNewRows({ database, names, rows, noneYet: MEMBERSHIPS, signal });
    },
  };
};

function* rowsOf(members: NewPeople['members'], trail: NewPeople['trail']): Generator<Row> {
  for (const member of members) yield* rowsOfMember(member);
  for (const entry of trail) yield rowOfAudit(entry);
}
