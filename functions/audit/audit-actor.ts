import type { Actor } from '../permission/actor.ts';
import type { AuditActor } from './audit-entry.ts';

/** Who did it, as the trail keeps it; undefined for somebody who does nothing that is kept (nobody, a resident). */
export const auditActorOf = (actor: Actor): AuditActor | undefined => {
  switch (actor.kind) {
    case 'anonymous':
    case 'resident':
      return undefined;
    case 'member':
      return { kind: 'MEMBER', id: actor.memberId };
    case 'teamPhone':
      return { kind: 'TEAM_PHONE', id: actor.phoneId };
    case 'official':
      return { kind: 'OFFICIAL', id: actor.officialId };
    case 'kiosk':
      return { kind: 'KIOSK', id: actor.kioskCode };
  }
};
