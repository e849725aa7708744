import { randomUUID } from 'node:crypto';
import { auditWrite, type AuditActor, type AuditEntry } from '../audit/audit.ts';
import { plusMilliseconds, type Clock } from '../core/clock.ts';
import type { MainTable } from '../storage/client.ts';
import { writeAllOrNone } from '../storage/transact.ts';
import { createInvitationStore } from './invitation-store.dynamo.ts';
import { INVITATION_LASTS, type Invitation } from './invitation.ts';
import { createSessionStore } from './session-store.dynamo.ts';
import { holderRef } from './session.ts';
import { createTeamPhoneStore } from './team-phone-store.dynamo.ts';

export type MovingPhones = {
  /** Codes of the team that was merged, and of the one that it lives on in. */
  readonly from: string;
  readonly into: string;
  /** Who merged them, and the office of the team that lives on: for the trail. */
  readonly by: AuditActor;
  readonly office: AuditEntry['office'];
  readonly clock: Clock;
};

/** A phone that is signed in and out, or an invitation that is used, at this very moment is read again. */
const MOST_ATTEMPTS = 20;

/**
 * A team was merged: its shared phones, and the ways in that nobody has used yet, are the other team's from now on. Each phone
 * goes in one transaction with its session and its way in, so that whoever holds it goes on with their work. Can be repeated.
 */
export const moveTeamPhones = async (main: MainTable, { from, into, by, office, clock }: MovingPhones): Promise<void> => {
  const phones = createTeamPhoneStore(main);
  const invitations = createInvitationStore(main);
  const sessions = createSessionStore(main);

  /** The list may lag a moment behind, as an index does; what it misses opens nothing any more, or runs out by itself. */
  const open = (): Promise<readonly Invitation[]> => invitations.allOpenOf(from, plusMilliseconds(clock(), -INVITATION_LASTS));

  const movePhones = async (): Promise<boolean> => {
    const waysIn = await open();
    const moved = (await phones.phonesOf(from)).map(async (phone) => {
      const now = clock();
      const { phoneId } = phone;
      const ref = holderRef({ kind: 'teamPhone', phoneId, teamCode: from });
      const listed = waysIn.find(({ holder }) => holder.kind === 'teamPhone' && holder.phoneId === phoneId);
      const wayIn = listed === undefined ? undefined : await invitations.invitation(listed.hash);
      return writeAllOrNone(main, [
        ...phones.moving(phone, into),
        ...(await sessions.sessionsOf(ref, now)).map(({ id }) => sessions.moving(ref, id, into)),
        ...(wayIn === undefined || wayIn.usedBy !== undefined ? [] : [invitations.moving(wayIn, into)]),
        auditWrite(main, { id: randomUUID(), at: now, act: 'mergeTeams', by, subject: { kind: 'TEAM', id: into }, office, detail: { from, into, phone: phoneId } }),
      ]);
    });
    return (await Promise.all(moved)).every((done) => done);
  };

  for (let attempt = 1; !(await movePhones()); attempt += 1) {
    if (attempt >= MOST_ATTEMPTS) throw new Error(`Shared phones of team ${from} were contended for too long.`);
  }
  for (const invitation of await open()) {
    // One that was used or cancelled meanwhile is in nobody's list any more.
    if (invitation.holder.kind === 'member') await writeAllOrNone(main, [invitations.moving(invitation, into)]);
  }
};
