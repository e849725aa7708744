import type { Page, PageQuestion } from '../core/pages.ts';
import type { MainTable, TransactWrite } from '../storage/client.ts';
import { pageOf, pageWithin } from '../storage/query.ts';
import type { AuditEntry, AuditSubject } from './audit-entry.ts';
import { readAudit, rowOfAudit, trailOfOffice, trailOfSubject } from './audit-row.ts';

/** The line of an act, to be put into the act's own transaction. A line that is there is never overwritten. */
export const auditWrite = ({ name }: MainTable, entry: AuditEntry): TransactWrite => ({
  Put: { TableName: name, Item: rowOfAudit(entry), ConditionExpression: 'attribute_not_exists(pk)' },
});

export const createAuditStore = (main: MainTable) => ({
  /** Newest first. */
  ofSubject: (subject: AuditSubject, page: PageQuestion): Promise<Page<AuditEntry>> =>
    pageOf(main, trailOfSubject(subject), page, readAudit),

  /** Newest first. */
  ofOffice: (unitVersion: string, unitCode: string, page: PageQuestion): Promise<Page<AuditEntry>> =>
    pageWithin(main, trailOfOffice(unitVersion, unitCode), page, readAudit),
});
