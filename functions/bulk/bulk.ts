import { randomUUID } from 'node:crypto';
import type { AuditEntry } from '../audit/audit.ts';
import type { Contacts } from '../contacts/contacts.ts';
import type { Clock } from '../core/clock.ts';
import { vietnamDayOf } from '../core/clock.ts';
import { isUuid } from '../core/ids.ts';
import { fail, succeed, type Result } from '../core/result.ts';
import type { Principal } from '../identity/principal.ts';
import type { Permission } from '../permission/permission.ts';
import { may } from '../permission/policy.ts';
import type { TransactWrite } from '../storage/client.ts';
import type { Teams } from '../teams/teams.ts';
import type { Units } from '../units/units.ts';
import { exportColumns, exportRows, type ExportWhat } from './export.ts';
import { lineOfExport } from './export-line.ts';
import type { ImportCounts, RefusedRow } from './import.ts';
import { importMembers } from './import-members.ts';
import { importTeams } from './import-teams.ts';
import { sealedMemberSheet } from './member-sheet.ts';
import type { SheetRow } from './sheet.ts';
import type { NumberedRow } from './table-file.ts';

export type BulkParts = {
  readonly teams: Teams;
  readonly units: Units;
  readonly permission: Permission;
  readonly contacts: Pick<Contacts, 'isSealed' | 'keepMemberPhone'>;
  /** Codes of the skills that there are. */
  readonly skills: readonly string[];
  readonly auditWrite: (entry: AuditEntry) => TransactWrite;
  readonly keepLine: (entry: AuditEntry) => Promise<void>;
  readonly clock: Clock;
};

/** A device sends a file in parts of so many rows: with sealed numbers they fill most of the 100 KB that a request may have. */
export const MOST_ROWS_AT_ONCE = 100;

export type ImportPart = {
  readonly what: ExportWhat;
  /** Names the import in the trail: the same for all parts of a file. */
  readonly importId: string;
  /** By column; `phone` as the device sealed it. */
  readonly rows: readonly NumberedRow[];
  readonly dryRun: boolean;
};
export type ImportedPart = { readonly counts: ImportCounts; readonly refused: readonly RefusedRow[] };
export type InvalidReason = 'NOT_A_UUID' | 'NO_ROWS' | 'TOO_MANY_ROWS';
export type ImportFailure =
  | { readonly type: 'NotSignedIn' | 'NotPermitted' }
  | { readonly type: 'InvalidInput'; readonly field: readonly string[]; readonly reason: InvalidReason; readonly limit?: number };

export type ExportFailure = { readonly type: 'NotSignedIn' | 'NotPermitted' | 'NotFound' };
export type Exported = { readonly columns: readonly string[]; readonly rows: AsyncIterable<SheetRow> };

/** Files of teams and members for whoever may: the same rows and rules as at the command line. */
export type Bulk = {
  /** Takes some rows; whether they may is decided for each of them. The same part again changes nothing. */
  readonly importRows: (principal: Principal, part: ImportPart) => Promise<Result<ImportedPart, ImportFailure>>;
  /** All of one province or commune of the list in force, or of the country. It is kept in the trail of the unit. */
  readonly exportRows: (principal: Principal, what: ExportWhat, unitCode?: string) => Promise<Result<Exported, ExportFailure>>;
};

export const createBulk = (parts: BulkParts): Bulk => {
  const { teams, units, permission, contacts, clock } = parts;
  const versionToday = () => units.versionOn(vietnamDayOf(clock()));
  const sheet = sealedMemberSheet(contacts.isSealed);
  const keepPhones = async (phones: ReadonlyMap<string, string>): Promise<void> => {
    await Promise.all([...phones].map(([memberId, jwe]) => contacts.keepMemberPhone(memberId, jwe)));
  };
  return {
    importRows: async (principal, { what, importId, rows, dryRun }) => {
      const actor = await permission.actorOf(principal);
      if (actor.kind === 'anonymous') return fail({ type: 'NotSignedIn' });
      if (!isUuid(importId)) return fail({ type: 'InvalidInput', field: ['importId'], reason: 'NOT_A_UUID' });
      if (rows.length === 0) return fail({ type: 'InvalidInput', field: ['rows'], reason: 'NO_ROWS' });
      if (rows.length > MOST_ROWS_AT_ONCE) return fail({ type: 'InvalidInput', field: ['rows'], reason: 'TOO_MANY_ROWS', limit: MOST_ROWS_AT_ONCE });
      const unitVersion = await versionToday();
      if (unitVersion === undefined) throw new Error('There is no list of units in force: a start of the system loads one.');
      const refused: RefusedRow[] = [];
      const onRefused = (row: RefusedRow): Promise<void> => {
        refused.push(row);
        return Promise.resolve();
      };
      const asked = { actor, importId, dryRun, onRefused };
      const counts =
        what === 'teams'
          ? await importTeams({ ...parts, unitVersion }, eachOf(rows), asked)
          : await importMembers({ ...parts, sheet, keepPhones }, eachOf(rows), asked);
      if (refused.length === rows.length && refused.every(isOthers)) return fail({ type: 'NotPermitted' });
      return succeed({ counts, refused: refused.toSorted((one, other) => one.line - other.line) });
    },

    exportRows: async (principal, what, unitCode) => {
      const actor = await permission.actorOf(principal);
      if (actor.kind === 'anonymous') return fail({ type: 'NotSignedIn' });
      const unitVersion = await versionToday();
      if (unitVersion === undefined) return fail({ type: 'NotFound' });
      const area = unitCode === undefined ? {} : await permission.areaOfUnit(unitVersion, unitCode);
      if (area === undefined) return fail({ type: 'NotFound' });
      if (!may(actor, what === 'teams' ? 'exportTeams' : 'exportMembers', area)) return fail({ type: 'NotPermitted' });
      await parts.keepLine(lineOfExport(what, { unitVersion, unitCode }, actor, clock(), randomUUID()));
      return succeed({ columns: exportColumns[what], rows: exportRows({ units, teams }, what, { unitVersion, unitCode }) });
    },
  };
};

const isOthers = ({ problems }: RefusedRow): boolean => problems.every(({ reason }) => reason === 'NOT_PERMITTED');

async function* eachOf<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  yield* items;
}
