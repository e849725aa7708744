import type { AuditEntry } from '../../functions/audit/audit.ts';

export type { AuditEntry as AuditEntryMapper } from '../../functions/audit/audit.ts';

export type AuditActorMapper = AuditEntry['by'];
