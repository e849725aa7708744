import { randomUUID } from 'node:crypto';
import { auditActorOf } from '../audit/audit-actor.ts';
import type { AuditEntry, AuditSubject } from '../audit/audit.ts';
import type { Instant } from '../core/clock.ts';
import type { Actor } from '../permission/actor.ts';
import type { CellProblem } from './sheet.ts';
import type { NumberedRow } from './table-file.ts';

/** A row that was not taken, with all that is wrong with it. */
export type RefusedRow = NumberedRow & { readonly problems: readonly CellProblem[] };

export type ImportCounts = { readonly added: number; readonly changed: number; readonly unchanged: number; readonly refused: number };

export type ImportAsked = {
  readonly actor: Actor;
  /** Names the import in the trail. */
  readonly importId: string;
  /** Nothing is written; all the same is told. */
  readonly dryRun: boolean;
  readonly onRefused: (row: RefusedRow) => Promise<void>;
  /** Hears how many rows were dealt with since it was last called. */
  readonly onProgress?: (count: number) => void;
};

/** With its province, whose office may read the trail of the commune too. */
type Unit = { readonly unitVersion: string; readonly communeCode: string; readonly provinceCode?: string | undefined };

export const unitOfImport = ({ unitVersion, communeCode }: Unit): AuditSubject => ({ kind: 'UNIT', id: `${unitVersion}#${communeCode}` });

/** What an import did within one commune, or to one team or member, for the trail. */
export const lineOfImport = (
  act: 'importTeams' | 'importMembers',
  { unitVersion, communeCode, provinceCode }: Unit,
  subject: AuditSubject,
  detail: Readonly<Record<string, string>>,
  at: Instant,
  { actor, importId }: ImportAsked,
): AuditEntry => {
  const by = auditActorOf(actor);
  if (by === undefined) throw new Error('only somebody who may import comes this far');
  return { id: randomUUID(), at, act, by, subject, office: { unitVersion, unitCode: communeCode, provinceCode }, detail: { import: importId, ...detail } };
};
