import { COUNTRY } from '../../../functions/audit/audit.ts';
import type { AuditEntryResolvers } from '../../types.generated.ts';

export const AuditEntry: AuditEntryResolvers = {
  subject: ({ subject }) => ({ kind: subject.kind, id: subject.id }),
  detail: ({ detail = {} }) => Object.entries(detail).map(([name, value]) => ({ name, value })),
  unit: async ({ office }, _arguments, { loaders }) =>
    office === undefined || office.unitCode === COUNTRY ? null : ((await loaders.units.load({ version: office.unitVersion, code: office.unitCode })) ?? null),
};
