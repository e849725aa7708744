import type { MainTable } from '../storage/client.ts';
import type { Teams } from '../teams/teams.ts';
import type { Kept, Member } from '../teams/team.ts';
import { askPermission } from './ask-permission.ts';
import { createDevices, type DeviceParts } from './devices.ts';
import { createInvitations, type InvitationParts } from './invitations.ts';
import { createPasskeys, type PasskeyParts } from './passkeys.ts';
import type { Principal } from './principal.ts';
import { createTakePhone, type TakePhoneParts } from './take-phone.ts';

export type WaysInParts = InvitationParts & DeviceParts & PasskeyParts &
  TakePhoneParts & { readonly teams: Pick<Teams, 'team' | 'member' | 'membersOf'> };

/** How members and shared phones come in, and how they are signed out again: asked for by people, decided by the policy. */
export const createWaysIn = (main: MainTable, parts: WaysInParts) => ({
  ...createInvitations(main, parts),
  ...createDevices(main, parts),
  ...createPasskeys(main, parts),
  ...createTakePhone(main, parts),

  /** The members of a team, by id; undefined for whoever may not read its roster. */
  rosterOf: async (principal: Principal, teamCode: string): Promise<readonly Kept<Member>[] | undefined> => {
    const team = await parts.teams.team(teamCode);
    if (team === undefined) return undefined;
    const allowed = await askPermission(parts.permission, principal, 'readRoster', [await parts.permission.areaOfTeam(team)]);
    return allowed.ok ? parts.teams.membersOf(teamCode) : undefined;
  },
});

export type WaysIn = ReturnType<typeof createWaysIn>;
