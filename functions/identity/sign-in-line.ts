import { randomUUID } from 'node:crypto';
import type { AuditActor, AuditEntry } from '../audit/audit.ts';
import type { Instant } from '../core/clock.ts';
import type { Invited } from './invitation.ts';

/** The line of a sign-in, for the person concerned or for the team whose phone it is: which session, by what way, and whose link it was. */
export const signInLine = (holder: Invited, sessionId: string, way: 'INVITATION' | 'PASSKEY' | 'PIN', at: Instant, invitedBy?: AuditActor): AuditEntry => ({
  id: randomUUID(),
  at,
  act: 'signIn',
  by: holder.kind === 'member' ? { kind: 'MEMBER', id: holder.memberId } : { kind: 'TEAM_PHONE', id: holder.phoneId },
  subject: holder.kind === 'member' ? { kind: 'MEMBER', id: holder.memberId } : { kind: 'TEAM', id: holder.teamCode },
  detail: { way, session: sessionId, ...(invitedBy === undefined ? {} : { invitedBy: `${invitedBy.kind}:${invitedBy.id}` }) },
});
