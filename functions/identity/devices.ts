import { randomUUID } from 'node:crypto';
import { auditWrite, type AuditActor } from '../audit/audit.ts';
import { plusMilliseconds, type Clock } from '../core/clock.ts';
import { fail, succeed, type Result } from '../core/result.ts';
import type { Area } from '../permission/area.ts';
import type { Permission } from '../permission/permission.ts';
import type { MainTable, TransactWrite } from '../storage/client.ts';
import type { Teams } from '../teams/teams.ts';
import { askPermission, officeOfArea } from './ask-permission.ts';
import { notFound, type NotFound, type NotPermitted, type NotSignedIn } from './failures.ts';
import { createInvitationStore } from './invitation-store.dynamo.ts';
import { INVITATION_LASTS, type Invitation, type Invited } from './invitation.ts';
import { createPasskeyStore } from './passkey-store.dynamo.ts';
import { createPinStore } from './pin-store.dynamo.ts';
import type { Principal } from './principal.ts';
import { holderRef, type Session } from './session.ts';
import type { Sessions } from './sessions.ts';
import { createTeamPhoneStore } from './team-phone-store.dynamo.ts';
import type { TeamPhone } from './team-phone.ts';

export type DeviceParts = {
  readonly sessions: Pick<Sessions, 'sessionsOf' | 'ending' | 'notActing' | 'write'>;
  readonly teams: Pick<Teams, 'team' | 'member'>;
  readonly permission: Permission;
  readonly clock: Clock;
};

export type RevokeFailure = NotSignedIn | NotPermitted | NotFound;

type Allowed = { readonly by: AuditActor; readonly areas: readonly Area[] };

/** How many rows go into one transaction beside its line; DynamoDB takes a hundred. */
const MOST_AT_ONCE = 90;

/** What is signed in, and signing it out from elsewhere: for a phone that was lost, at once. */
export const createDevices = (main: MainTable, { sessions, teams, permission, clock }: DeviceParts) => {
  const phones = createTeamPhoneStore(main);
  const passkeys = createPasskeyStore(main);
  const pins = createPinStore(main);
  const invitations = createInvitationStore(main);

  /** The areas in which a holder stands, or undefined when there is no such holder. */
  const areasOf = async (holder: Invited): Promise<readonly Area[] | undefined> => {
    if (holder.kind === 'member') {
      const member = await teams.member(holder.memberId);
      return member === undefined ? undefined : permission.areasOfMember(member);
    }
    const team = await teams.team(holder.teamCode);
    return team === undefined ? undefined : [await permission.areaOfTeam(team)];
  };

  const allowed = async (principal: Principal, holder: Invited): Promise<Result<Allowed, RevokeFailure>> => {
    if (principal.kind === 'anonymous') return fail({ type: 'NotSignedIn' });
    const areas = await areasOf(holder);
    if (areas === undefined) return fail(notFound(holder.kind === 'member' ? 'MEMBER' : 'TEAM'));
    const asked = await askPermission(permission, principal, 'revokeDevice', areas);
    return asked.ok ? succeed({ by: asked.value, areas }) : asked;
  };

  const revoke = async ({ by, areas }: Allowed, holder: Invited, ended: readonly Session[], more: readonly TransactWrite[]): Promise<void> => {
    const ref = holderRef(holder);
    const endings = [...ended.map(({ id }) => sessions.ending(ref, id)), ...more];
    for (let from = 0; from === 0 || from < endings.length; from += MOST_AT_ONCE) {
      await sessions.write([
        ...endings.slice(from, from + MOST_AT_ONCE),
        auditWrite(main, {
          id: randomUUID(),
          at: clock(),
          act: 'revokeDevice',
          by,
          subject: holder.kind === 'member' ? { kind: 'MEMBER', id: holder.memberId } : { kind: 'TEAM', id: holder.teamCode },
          office: areas.map(officeOfArea).find((office) => office !== undefined),
          detail: { sessions: String(ended.length), ...(holder.kind === 'teamPhone' ? { phone: holder.phoneId } : {}) },
        }),
      ]);
    }
  };

  /** What makes every shared phone that this member uses at the moment nobody's. */
  const leavings = async (memberId: string): Promise<TransactWrite[]> => {
    const teamCodes = (await teams.member(memberId))?.memberships.map(({ teamCode }) => teamCode) ?? [];
    const shared = (await Promise.all(teamCodes.map(phones.phonesOf))).flat();
    const used = await Promise.all(shared.map(({ phoneId }) => sessions.sessionsOf(`teamPhone:${phoneId}`)));
    return used.flat().flatMap(({ id, holder, acting }) => (acting?.memberId === memberId ? [sessions.notActing(holder, id)] : []));
  };

  /**
   * The links that nobody has used yet and that lead in as whoever is signed out; also those that a member made for others, since
   * whoever has their phone could have made them for later. A shared phone's that is not in the list yet lets nobody in either:
   * see identity.ts.
   */
  const waysInOf = async (holder: Invited): Promise<TransactWrite[]> => {
    const teamCodes = holder.kind === 'teamPhone' ? [holder.teamCode] : ((await teams.member(holder.memberId))?.memberships ?? []).map(({ teamCode }) => teamCode);
    const madeAfter = plusMilliseconds(clock(), -INVITATION_LASTS);
    const open = (await Promise.all(teamCodes.map((teamCode) => invitations.allOpenOf(teamCode, madeAfter)))).flat();
    const ref = holderRef(holder);
    const isTheirs = ({ holder: invited, by }: Invitation): boolean => holderRef(invited) === ref || (holder.kind === 'member' && by?.kind === 'MEMBER' && by.id === holder.memberId);
    return open.filter(isTheirs).map(({ hash }) => invitations.removing(hash));
  };

  /** The devices that are in, and what would let others in. */
  const insideOf = async (holder: Invited): Promise<{ readonly ended: readonly Session[]; readonly ways: readonly TransactWrite[] }> => ({
    ended: await sessions.sessionsOf(holderRef(holder)),
    ways: [...(holder.kind === 'member' ? (await passkeys.passkeysOf(holder.memberId)).map(passkeys.removing) : []), ...(await waysInOf(holder))],
  });

  return {
    /** The devices on which somebody is signed in now, in no order; undefined for whoever may not end them. */
    devicesOf: async (principal: Principal, holder: Invited): Promise<readonly Session[] | undefined> =>
      (await allowed(principal, holder)).ok ? sessions.sessionsOf(holderRef(holder)) : undefined,

    /** The phones that a team shares; undefined for whoever may not take them away. */
    phonesOf: async (principal: Principal, teamCode: string): Promise<readonly TeamPhone[] | undefined> =>
      (await allowed(principal, { kind: 'teamPhone', phoneId: '', teamCode })).ok ? phones.phonesOf(teamCode) : undefined,

    /** One shared phone of a team. */
    phone: phones.phone,

    /** The shared phone on which somebody asks, also while a member uses it. */
    phoneInHand: async (principal: Principal): Promise<TeamPhone | undefined> => {
      if (principal.kind === 'teamPhone') return phones.phone(principal.teamCode, principal.phoneId);
      if (principal.kind !== 'member' || principal.phoneId === undefined) return undefined;
      const member = await teams.member(principal.memberId);
      const ofTeams = await Promise.all((member?.memberships ?? []).map(({ teamCode }) => phones.phonesOf(teamCode)));
      return ofTeams.flat().find(({ phoneId }) => phoneId === principal.phoneId);
    },

    /** Signs one device out. From then on its next call is nobody's, and its open connection closes. */
    revokeDevice: async (principal: Principal, holder: Invited, sessionId: string): Promise<Result<undefined, RevokeFailure>> => {
      const may = await allowed(principal, holder);
      if (!may.ok) return may;
      const session = (await sessions.sessionsOf(holderRef(holder))).find(({ id }) => id === sessionId);
      if (session === undefined) return fail(notFound('DEVICE'));
      await revoke(may.value, holder, [session], []);
      return succeed(undefined);
    },

    /**
     * A phone was lost: every device of the member, every passkey, since one lies in the lost phone, their PIN, which a new
     * invitation would ask for, and every link that leads in as them or was made by them; or the team's shared phone as a whole.
     * They come in again by a new invitation. Returns how many devices were signed out.
     */
    revokeAll: async (principal: Principal, holder: Invited): Promise<Result<number, RevokeFailure>> => {
      const may = await allowed(principal, holder);
      if (!may.ok) return may;
      const first = await insideOf(holder);
      const more = holder.kind === 'member' ? [pins.removing(holder.memberId), ...(await leavings(holder.memberId))] : [phones.removing(holder.teamCode, holder.phoneId)];
      await revoke(may.value, holder, first.ended, [...more, ...first.ways]);
      // Whoever came in while this was being written, and what they left there. No more can: each way in is a condition of the
      // session that it opens, and a session one of the passkey that is added with it.
      const late = await insideOf(holder);
      if (late.ended.length + late.ways.length > 0) await revoke(may.value, holder, late.ended, late.ways);
      return succeed(first.ended.length + late.ended.length);
    },
  };
};

export type Devices = ReturnType<typeof createDevices>;
