import { randomUUID } from 'node:crypto';
import { auditWrite, type AuditActor } from '../audit/audit.ts';
import { plusMilliseconds, type Clock, type Instant } from '../core/clock.ts';
import { hashSecret, isSecret, isUuid } from '../core/ids.ts';
import type { Page, PageQuestion } from '../core/pages.ts';
import { fail, succeed, type Result } from '../core/result.ts';
import type { Area } from '../permission/area.ts';
import type { Permission } from '../permission/permission.ts';
import type { Act } from '../permission/policy.ts';
import type { MainTable, TransactWrite } from '../storage/client.ts';
import type { Kept, Member, Team } from '../teams/team.ts';
import type { Teams } from '../teams/teams.ts';
import { askPermission, officeOfArea } from './ask-permission.ts';
import { invalid, notFound, type IdAlreadyUsed, type InvalidInput, type NotFound, type NotPermitted, type NotSignedIn } from './failures.ts';
import { createInvitationStore } from './invitation-store.dynamo.ts';
import { INVITATION_LASTS, type Invitation, type InvitationUsed, type Invited } from './invitation.ts';
import type { Principal } from './principal.ts';
import { createTeamPhoneStore } from './team-phone-store.dynamo.ts';

export type InvitationParts = {
  readonly teams: Pick<Teams, 'team' | 'member' | 'unchangedTeam'>;
  readonly permission: Permission;
  readonly clock: Clock;
  /** Public origin, for the link. */
  readonly origin: string;
};

/** An invitation and the link that is shown as a QR code or shared. The link holds the secret, in its fragment. */
export type MadeInvitation = { readonly invitation: Invitation; readonly link: string };

export type InviteFailure = InvalidInput | NotSignedIn | NotPermitted | NotFound | IdAlreadyUsed;
export type CancelFailure = NotSignedIn | NotFound | InvitationUsed;

/** A team changes a few times a day; its live page is another row. */
const MOST_ATTEMPTS = 5;

const isIn = (teamCode: string, member: Member | undefined): boolean => member?.memberships.some((membership) => membership.teamCode === teamCode) === true;

/** What a link of ours looks like; web/phone/invitation.ts reads it. */
export const invitationLink = (origin: string, secret: string): string => `${origin}/phone/#invite=${secret}`;

/** Making, listing and cancelling one-time ways in. Using one is in identity.ts. */
export const createInvitations = (main: MainTable, { teams, permission, clock, origin }: InvitationParts) => {
  const store = createInvitationStore(main);
  const phones = createTeamPhoneStore(main);

  /** Whom it is to let in, in whose name, and what is written with it. */
  type Wanted = { readonly secret: string; readonly act: Act; readonly teamCode: string; readonly holder: Invited; readonly writes?: (now: Instant) => readonly TransactWrite[] };
  type Making = Wanted & { readonly by: AuditActor; readonly team: Kept<Team>; readonly area: Area };

  /** The same secret for the same holder gives the same answer again; for another one it is refused. Undefined: the team changed meanwhile. */
  const make = async ({ by, secret, holder, team, teamCode, act, area, writes }: Making): Promise<Result<MadeInvitation, IdAlreadyUsed> | undefined> => {
    const now = clock();
    const invitation: Invitation = { hash: hashSecret(secret), holder, teamCode, by, madeAt: now, endsAt: plusMilliseconds(now, INVITATION_LASTS) };
    const line = auditWrite(main, {
      id: randomUUID(),
      at: now,
      act,
      by,
      subject: holder.kind === 'member' ? { kind: 'MEMBER', id: holder.memberId } : { kind: 'TEAM', id: teamCode },
      office: officeOfArea(area),
      detail: { change: 'INVITED', team: teamCode, ...(holder.kind === 'teamPhone' ? { phone: holder.phoneId } : {}) },
    });
    const link = invitationLink(origin, secret);
    if (await store.save(invitation, [...(writes?.(now) ?? []), teams.unchangedTeam(team), line])) return succeed({ invitation, link });
    const before = await store.invitation(invitation.hash);
    const same = before !== undefined && JSON.stringify([before.holder, before.by]) === JSON.stringify([holder, by]);
    if (same) return succeed({ invitation: before, link });
    const isUsed = before !== undefined || (holder.kind === 'teamPhone' && (await phones.phone(teamCode, holder.phoneId)) !== undefined);
    return isUsed ? fail({ type: 'IdAlreadyUsed' }) : undefined;
  };

  /** For a team that is there: one that was merged takes nobody in. A team that changes at this very moment is read again. */
  const invite = async (principal: Principal, wanted: Wanted): Promise<Result<MadeInvitation, InviteFailure>> => {
    const { secret, holder, teamCode, act } = wanted;
    if (!isSecret(secret)) return fail(invalid('NOT_A_SECRET', 'secret'));
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
      const team = await teams.team(teamCode);
      if (team === undefined || team.mergedInto !== undefined) return fail(notFound('TEAM'));
      const area = { ...(await permission.areaOfTeam(team)), ...(holder.kind === 'member' ? { memberId: holder.memberId } : {}) };
      const allowed = await askPermission(permission, principal, act, [area]);
      if (!allowed.ok) return allowed;
      if (holder.kind === 'member' && !isIn(teamCode, await teams.member(holder.memberId))) return fail(notFound('MEMBER'));
      const made = await make({ ...wanted, by: allowed.value, team, area });
      if (made !== undefined) return made;
    }
    throw new Error('A team changed too often while somebody was invited.');
  };

  return {
    /**
     * Makes a way in for a member of this team, good once and for 72 hours. The client makes the secret, so that a repeat
     * gives the same link; only its hash is kept.
     */
    inviteMember: (
      principal: Principal,
      { memberId, teamCode, secret }: { readonly memberId: string; readonly teamCode: string; readonly secret: string },
    ): Promise<Result<MadeInvitation, InviteFailure>> => invite(principal, { holder: { kind: 'member', memberId }, teamCode, secret, act: 'inviteMember' }),

    /** Makes the way in for a phone that the team shares. `phoneId`: a UUID that the client made. */
    setUpTeamPhone: async (
      principal: Principal,
      { phoneId, teamCode, secret }: { readonly phoneId: string; readonly teamCode: string; readonly secret: string },
    ): Promise<Result<MadeInvitation, InviteFailure>> => {
      if (!isUuid(phoneId)) return fail(invalid('NOT_A_UUID', 'id'));
      const writes = (now: Instant) => [phones.adding({ phoneId, teamCode, setUpAt: now })];
      return invite(principal, { holder: { kind: 'teamPhone', phoneId, teamCode }, teamCode, secret, act: 'setUpTeamPhone', writes });
    },

    /** Those of a team that nobody has used and that still work, oldest first. `first`: 1 to 100, else RangeError. */
    openInvitations: async (principal: Principal, teamCode: string, page: PageQuestion): Promise<Page<Invitation> | undefined> => {
      const team = await teams.team(teamCode);
      if (team === undefined) return undefined;
      const allowed = await askPermission(permission, principal, 'inviteMember', [await permission.areaOfTeam(team)]);
      return allowed.ok ? store.openOf(teamCode, plusMilliseconds(clock(), -INVITATION_LASTS), page) : undefined;
    },

    /** From then on the link lets nobody in. `hash`: the invitation's id. Cancelling again is no failure of anybody: NotFound. */
    cancelInvitation: async (principal: Principal, hash: string): Promise<Result<Invitation, CancelFailure>> => {
      if (principal.kind === 'anonymous') return fail({ type: 'NotSignedIn' });
      const invitation = await store.invitation(hash);
      const team = invitation?.teamCode === undefined ? undefined : await teams.team(invitation.teamCode);
      if (invitation === undefined || team === undefined) return fail(notFound('INVITATION'));
      const area = await permission.areaOfTeam(team);
      const allowed = await askPermission(permission, principal, 'inviteMember', [area]);
      // Whoever may not see it is told the same as if there were none.
      if (!allowed.ok) return fail(notFound('INVITATION'));
      const { holder } = invitation;
      const line = auditWrite(main, {
        id: randomUUID(),
        at: clock(),
        act: 'inviteMember',
        by: allowed.value,
        subject: holder.kind === 'member' ? { kind: 'MEMBER', id: holder.memberId } : { kind: 'TEAM', id: team.code },
        office: officeOfArea(area),
        detail: { change: 'CANCELLED', team: team.code },
      });
      if (await store.cancel(hash, [line])) return succeed(invitation);
      return fail((await store.invitation(hash)) === undefined ? notFound('INVITATION') : { type: 'InvitationUsed' });
    },
  };
};

export type Invitations = ReturnType<typeof createInvitations>;
