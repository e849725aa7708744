import type { Clock } from '../core/clock.ts';
import type { MainTable } from '../storage/client.ts';
import { writeIfStillSo } from '../storage/transact.ts';
import { createSessionStore } from './session-store.dynamo.ts';
import { holderRef } from './session.ts';
import { createTeamPhoneStore } from './team-phone-store.dynamo.ts';

export type LeavingTeam = { readonly memberId: string; readonly teamCode: string; readonly clock: Clock };

/** Somebody is in a team no more: a phone of its that they use at the moment is nobody's again. Can be repeated. */
export const leaveTeamPhones = async (main: MainTable, { memberId, teamCode, clock }: LeavingTeam): Promise<void> => {
  const sessions = createSessionStore(main);
  for (const { phoneId } of await createTeamPhoneStore(main).phonesOf(teamCode)) {
    const ref = holderRef({ kind: 'teamPhone', phoneId, teamCode });
    for (const { id, acting } of await sessions.sessionsOf(ref, clock())) {
      // Signed out meanwhile it is nobody's either way.
      if (acting?.memberId === memberId) await writeIfStillSo(main, [sessions.notActing(ref, id)]);
    }
  }
};
