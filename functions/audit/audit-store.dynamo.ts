import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Page, PageQuestion } from '../core/pages.ts';
import type { MainTable, TransactWrite } from '../storage/client.ts';
import { pageOf, pageQueued, pageWithin } from '../storage/query.ts';
import type { AuditEntry, AuditSubject } from './audit-entry.ts';
import { COUNTRY, readAudit, rowOfAudit, trailOfOffice, trailOfSubject } from './audit-row.ts';

/** The line of an act, to be put into the act's own transaction. A line that is there is never overwritten. */
export const auditWrite = ({ name }: MainTable, entry: AuditEntry): TransactWrite => ({
  Put: { TableName: name, Item: rowOfAudit(entry), ConditionExpression: 'attribute_not_exists(pk)' },
});

/**
 * A line by itself, for what is no change of a row: the opening of a contact. It needs no more than the right to put rows
 * whose keys begin with `audit#`.
 */
export const keepLine = async ({ client, name }: MainTable, entry: AuditEntry): Promise<void> => {
  await client.send(new PutCommand({ TableName: name, Item: rowOfAudit(entry), ConditionExpression: 'attribute_not_exists(pk)' }));
};

export const createAuditStore = (main: MainTable) => ({
  /** Newest first. */
  ofSubject: (subject: AuditSubject, page: PageQuestion): Promise<Page<AuditEntry>> =>
    pageOf(main, trailOfSubject(subject), page, readAudit),

  /** Newest first. */
  ofOffice: (unitVersion: string, unitCode: string, page: PageQuestion): Promise<Page<AuditEntry>> =>
    // A province has a trail of its own, and reads those of its communes.
    isProvince(unitCode)
      ? mergedPage(page, (question) => [
          pageWithin(main, trailOfOffice(unitVersion, unitCode), question, readAudit),
          pageQueued(main, trailOfOffice(unitVersion, unitCode), question, readAudit),
        ])
      : pageWithin(main, trailOfOffice(unitVersion, unitCode), page, readAudit),

  /** What was done at the level of the country, under any of these lists of units, newest first. */
  ofCountry: (versions: readonly string[], page: PageQuestion): Promise<Page<AuditEntry>> =>
    mergedPage(page, (question) => versions.map((version) => pageWithin(main, trailOfOffice(version, COUNTRY), question, readAudit))),
});

const isProvince = (unitCode: string): boolean => /^\d{2}$/.test(unitCode);

/** Several lists in one order: their cursors are of the same kind, so each is read from the same place. */
const mergedPage = async (
  page: PageQuestion,
  read: (page: PageQuestion) => readonly Promise<Page<AuditEntry>>[],
): Promise<Page<AuditEntry>> => {
  const lists = await Promise.all(read(page));
  const items = lists
    .flatMap((list) => list.items)
    .map((item) => ({ item, place: Buffer.from(item.cursor, 'base64url').toString('utf8') }))
    .sort((a, b) => (a.place < b.place ? -1 : 1))
    .map(({ item }) => item);
  return { items: items.slice(0, page.first), hasNextPage: items.length > page.first || lists.some(({ hasNextPage }) => hasNextPage) };
};
