import * as v from 'valibot';
import { acts } from '../permission/policy.ts';
import type { AuditEntry, AuditSubject } from './audit-entry.ts';

const code = v.pipe(v.string(), v.nonEmpty(), v.maxLength(200));

const auditEntries = {
  id: code,
  at: v.pipe(v.string(), v.isoTimestamp()),
  act: v.picklist([...acts, 'signIn'] as const),
  by: v.object({ kind: v.picklist(['MEMBER', 'TEAM_PHONE', 'OFFICIAL', 'KIOSK', 'SYSTEM']), id: code }),
  subject: v.object({ kind: v.picklist(['TEAM', 'MEMBER', 'KIOSK', 'HELP_REQUEST', 'UNIT', 'UNIT_LIST', 'DEVICE']), id: code }),
  office: v.optional(
    v.object({
      unitVersion: v.pipe(v.string(), v.isoDate()),
      unitCode: v.pipe(v.string(), v.regex(/^(\d{2}|\d{5}|VN)$/)),
      provinceCode: v.optional(v.pipe(v.string(), v.regex(/^\d{2}$/))),
    }),
  ),
  detail: v.optional(v.record(v.string(), v.pipe(v.string(), v.maxLength(200)))),
};
const auditSchema = v.object(auditEntries);
const auditRowSchema = v.object({ v: v.literal(1), ...auditEntries });

export const trailOfSubject = ({ kind, id }: AuditSubject): string => `audit#${kind}#${id}`;
/** The office of the whole country, which is no unit of any list. */
export const COUNTRY = 'VN';

export const trailOfOffice = (unitVersion: string, unitCode: string): string => `audit#${unitVersion}#${unitCode}`;

/** The trail reads newest first: the sort key counts down, by the time that is left until the year 9999. */
const END_OF_TIME = Date.parse('9999-12-31T23:59:59.999Z');
const newestFirst = ({ at, id }: AuditEntry): string => `${String(END_OF_TIME - Date.parse(at)).padStart(15, '0')}#${id}`;

/** Throws with the path of what is wrong. */
export const rowOfAudit = (entry: AuditEntry) => ({
  pk: trailOfSubject(entry.subject),
  sk: newestFirst(entry),
  v: 1,
  ...v.parse(auditSchema, entry),
  ...(entry.office === undefined
    ? {}
    : { parent: trailOfOffice(entry.office.unitVersion, entry.office.unitCode), parentSort: newestFirst(entry) }),
  // A province reads what its communes do in one query: the second index serves it, whose keys begin otherwise.
  ...(entry.office?.provinceCode === undefined || entry.office.provinceCode === entry.office.unitCode
    ? {}
    : { queue: trailOfOffice(entry.office.unitVersion, entry.office.provinceCode), queueSort: newestFirst(entry) }),
});

export const readAudit = (row: unknown): AuditEntry => {
  const { v: _shape, ...entry } = v.parse(auditRowSchema, row);
  return entry;
};
