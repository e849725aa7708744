import { auditActorOf } from '../audit/audit-actor.ts';
import { COUNTRY, type AuditEntry } from '../audit/audit.ts';
import type { Instant } from '../core/clock.ts';
import type { Actor } from '../permission/actor.ts';
import type { ExportAsked, ExportWhat } from './export.ts';

/** That somebody took a file of teams or people out, for the trail of the unit. */
export const lineOfExport = (what: ExportWhat, { unitVersion, unitCode = COUNTRY }: ExportAsked, actor: Actor, at: Instant, id: string): AuditEntry => {
  const by = auditActorOf(actor);
  if (by === undefined) throw new Error('only somebody who may export comes this far');
  return {
    id,
    at,
    act: what === 'teams' ? 'exportTeams' : 'exportMembers',
    by,
    subject: { kind: 'UNIT', id: `${unitVersion}#${unitCode}` },
    office: { unitVersion, unitCode },
    detail: {},
  };
};
