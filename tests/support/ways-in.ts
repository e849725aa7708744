import { randomUUID } from 'node:crypto';
import { newSecret } from '../../functions/core/ids.ts';
import { createIdentity, type AcceptInvitation, type OpenedBy } from '../../functions/identity/identity.ts';
import type { Principal } from '../../functions/identity/principal.ts';
import { createSessions } from '../../functions/identity/sessions.ts';
import { newSigningKey, parseSigningKeys } from '../../functions/identity/signing-keys.ts';
import { createWaysIn } from '../../functions/identity/ways-in.ts';
import { createRateLimits } from '../../functions/rate-limits/rate-limits.ts';
import type { Team } from '../../functions/teams/team.ts';
import { valueOf, type Lane } from './lane.ts';

/** The station of these tests. By its name and not its number, since a passkey is made for a name. */
export const STATION_ORIGIN = 'http://localhost:4000';

/** Every way in to a lane's teams, over its engine and by its clock: invitations, passkeys, shared phones and PINs, sessions. */
export const openWaysIn = async ({ main, clock, teamRecords: teams, permission, memberOf }: Lane) => {
  const keys = await parseSigningKeys({ keys: [await newSigningKey('one')] });
  const sessions = createSessions(main, keys, clock.now, { secure: false });
  const { takeTry } = createRateLimits(main, new Uint8Array(32), clock.now);
  const identity = createIdentity(main, keys, clock.now, { secure: false, takeTry });
  const waysIn = createWaysIn(main, { sessions, teams, permission, takeTry, clock: clock.now, origin: STATION_ORIGIN });

  /** A phone of a member's own, which is in. */
  const phoneOf = async (memberId: string) => {
    const { sessionId } = await sessions.open({ kind: 'member', memberId });
    return { kind: 'member', memberId, sessionId } as const satisfies Principal;
  };
  /** Of the lead of a team, or of another of its members. */
  const ownPhone = (team: Team, at = 0) => phoneOf(memberOf(team, at).id);

  /** They set it on a phone of their own, and sign out there. */
  const givePin = async (memberId: string, pin: string): Promise<void> => {
    const phone = await phoneOf(memberId);
    valueOf(await waysIn.setPin(phone, pin));
    await identity.endSession(phone);
  };

  /** A device opens a link. */
  const join = (invitation: string, { pin, ...by }: Pick<AcceptInvitation, 'pin'> & OpenedBy = {}) =>
    identity.acceptInvitation({ invitation, deviceSecret: newSecret(), pin }, by);

  /** A shared phone that the team's lead set up. `inHand`: who asks on it now, with its session renewed as it would be. */
  const sharedPhone = async (team: Team) => {
    const [phoneId, secret] = [randomUUID(), newSecret()];
    valueOf(await waysIn.setUpTeamPhone(await ownPhone(team), { phoneId, teamCode: team.code, secret }));
    let { tokens } = valueOf(await join(secret));
    const inHand = async (): Promise<Principal> => {
      tokens = valueOf(await identity.refreshSession(`session-refresh=${tokens.refreshToken}`));
      return identity.principalOf({ cookie: `session=${tokens.accessToken}` });
    };
    return { phoneId, inHand };
  };

  return { sessions, identity, waysIn, phoneOf, ownPhone, givePin, join, sharedPhone };
};

export type OpenWaysIn = Awaited<ReturnType<typeof openWaysIn>>;

/** `ok`, or by what name it was refused. */
export const typeOf = (result: { ok: boolean; failure?: { type: string } }): string | undefined => (result.ok ? 'ok' : result.failure?.type);
