import type { TeamResolvers } from '../../types.generated.ts';
import { connectionOf, pageQuestion } from '../../base/connection.ts';

export const Team: Pick<TeamResolvers, 'invitations' | 'members' | 'sharedPhones' | '__isTypeOf'> = {
  members: async ({ code }, _arguments, { station, principal }) => (await station.waysIn.rosterOf(principal, code)) ?? null,
  invitations: async ({ code }, page, { station, principal }) => {
    const found = await station.waysIn.openInvitations(principal, code, pageQuestion(page));
    return found === undefined ? null : connectionOf(found, page);
  },
  sharedPhones: async ({ code }, _arguments, { station, principal }) => (await station.waysIn.phonesOf(principal, code)) ?? null,
};
