import type { TeamResolvers } from '../../types.generated.ts';
import { connection } from '../../base/connection.ts';

export const Team: Pick<TeamResolvers, 'invitations' | 'members' | 'sharedPhones' | '__isTypeOf'> = {
  members: async ({ code }, _arguments, { station, principal }) => (await station.waysIn.rosterOf(principal, code)) ?? null,
  invitations: ({ code }, page, { station, principal }) =>
    connection(['invitations', code], page, (question) => station.waysIn.openInvitations(principal, code, question)),
  sharedPhones: async ({ code }, _arguments, { station, principal }) => (await station.waysIn.phonesOf(principal, code)) ?? null,
};
