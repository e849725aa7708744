import type { Clock, Instant } from '../core/clock.ts';
import { fail, succeed, type Result } from '../core/result.ts';
import type { RateLimits } from '../rate-limits/rate-limits.ts';
import type { MainTable, TransactWrite } from '../storage/client.ts';
import type { Member } from '../teams/team.ts';
import { createTeams } from '../teams/teams.ts';
import type { Invitation, InvitationUnknown, PinFailure } from './invitation.ts';
import { createPinCheck } from './pin-check.ts';
import { createPinStore } from './pin-store.dynamo.ts';
import { canBePin, hashPin } from './pin.ts';
import type { Principal } from './principal.ts';

export type SharedPhone = Extract<Principal, { readonly kind: 'teamPhone' }>;

/** What comes beside the secret of a link. */
export type Opener = { readonly principal: Principal; readonly address?: string | undefined; readonly pin?: string | undefined };

/** Whom a link may let in. `phone`: the shared phone on which they say who they are; absent on a phone of their own. */
export type MayJoin = { readonly phone?: SharedPhone | undefined; readonly writes: readonly TransactWrite[]; readonly giveBack: () => Promise<void> };

const isIn = (teamCode: string, member: Member | undefined): boolean => member?.memberships.some((membership) => membership.teamCode === teamCode) === true;

const nothingToGiveBack = (): Promise<void> => Promise.resolve();

/**
 * Whether whoever opens a link may come in by it. Whoever may invite a member also sees the link; so a member who has a PIN is
 * asked for it, and a link that is opened on a shared phone makes its holder that member for the moment and never its owner.
 */
export const createJoinWithPin = (main: MainTable, { takeTry, clock }: { readonly takeTry: RateLimits['takeTry']; readonly clock: Clock }) => {
  const pins = createPinStore(main);
  const teams = createTeams(main);
  const checkPin = createPinCheck(main, { takeTry, clock });

  const firstPin = async (memberId: string, digits: string | undefined, now: Instant): Promise<Result<readonly TransactWrite[], PinFailure>> => {
    if (digits === undefined) return fail({ type: 'PinNeeded', isNew: true });
    if (!canBePin(digits)) return fail({ type: 'InvalidInput', field: ['pin'], reason: 'NOT_A_PIN' });
    return succeed([pins.putFirst({ memberId, ...(await hashPin(digits)), wrongTries: 0, setAt: now })]);
  };

  /** Whoever left the team that invited them comes in by its link no more; a team that was merged invited for the one that it lives on in. */
  const stillInvites = async ({ teamCode }: Invitation, memberId: string): Promise<boolean> => {
    if (teamCode === undefined || isIn(teamCode, await teams.member(memberId))) return true;
    return (await teams.team(teamCode))?.mergedInto !== undefined;
  };

  return async (invitation: Invitation, { principal, address, pin: digits }: Opener, now: Instant): Promise<Result<MayJoin, PinFailure | InvitationUnknown>> => {
    const { holder, hash } = invitation;
    if (holder.kind !== 'member') return succeed({ writes: [], giveBack: nothingToGiveBack });
    const { memberId } = holder;
    if (!(await stillInvites(invitation, memberId))) return fail({ type: 'InvitationUnknown' });
    const phone = principal.kind === 'teamPhone' ? principal : undefined;
    const isElsewhere = phone !== undefined && !isIn(phone.teamCode, await teams.member(memberId));
    if (isElsewhere || (principal.kind === 'member' && principal.phoneId !== undefined)) return fail({ type: 'NotOnThisPhone' });
    if ((await pins.pin(memberId)) === undefined) {
      const first = phone === undefined ? succeed([]) : await firstPin(memberId, digits, now);
      return first.ok ? succeed({ phone, writes: first.value, giveBack: nothingToGiveBack }) : first;
    }
    if (digits === undefined) return fail({ type: 'PinNeeded', isNew: false });
    const right = await checkPin(memberId, digits, { principal, address, subject: phone === undefined ? `invitation#${hash}` : `${phone.phoneId}#${memberId}` });
    if (right.ok) return succeed({ phone, writes: [right.value.forgetting], giveBack: right.value.giveBack });
    // Taken away at this very moment, since a phone was lost: the link is asked about anew.
    return right.failure.type === 'PinNotSet' ? fail({ type: 'PinNeeded', isNew: phone !== undefined }) : fail(right.failure);
  };
};
