import type { Page, PageQuestion } from '../core/pages.ts';
import type { MainTable } from '../storage/client.ts';
import { createAuditStore } from './audit-store.dynamo.ts';
import type { AuditEntry, AuditSubject } from './audit-entry.ts';

export { COUNTRY } from './audit-row.ts';
export { auditWrite, keepLine } from './audit-store.dynamo.ts';
export type { AuditActor, AuditEntry, AuditSubject } from './audit-entry.ts';

/** Reading the trail. Whoever calls this has decided that the caller may (`readAuditTrail` in permission/policy.ts). */
export type Audit = {
  /** What was done to one team, member, kiosk or request, newest first. `first`: 1 to 100, else RangeError. */
  readonly ofSubject: (subject: AuditSubject, page: PageQuestion) => Promise<Page<AuditEntry>>;
  /** What was done within one commune or province, newest first. */
  readonly ofOffice: (unitVersion: string, unitCode: string, page: PageQuestion) => Promise<Page<AuditEntry>>;
  /** What was done at the level of the country while these lists of units were in force, newest first. */
  readonly ofCountry: (versions: readonly string[], page: PageQuestion) => Promise<Page<AuditEntry>>;
};

export const createAudit = (main: MainTable): Audit => createAuditStore(main);
