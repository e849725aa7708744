import { secretMatches } from '../core/ids.ts';
import type { Principal } from '../identity/principal.ts';
import type { Member } from '../teams/team.ts';
import { nobody, type MemberActor } from '../permission/actor.ts';
import type { RequestStanding } from '../permission/area.ts';
import { may, type Act } from '../permission/policy.ts';
import type { Actor, HelpRequest } from './help-request.ts';
import { isEscalated } from './help-request.ts';
import type { LaterChange } from './states.ts';
import { laterChanges, isPossible } from './states.ts';

/** Who asks, with what has been read about them. Nobody else has to do with one request: offices see them redacted. */
export type Caller =
  | { readonly kind: 'anonymous' }
  /** Signed in as nobody who has to do with single requests: an office, a kiosk, a shared phone that nobody has taken. */
  | { readonly kind: 'other' }
  | { readonly kind: 'member'; readonly member: Member; readonly actor: MemberActor }
  /** Whose tracking link was found to be the request's. */
  | { readonly kind: 'resident' };

/** How a caller stands to one request: what permission/policy.ts needs to know to decide. Nothing is decided here. */
export type Standing =
  | { readonly kind: 'none' }
  | { readonly kind: 'resident' }
  /** A member of a team that is concerned. */
  | { readonly kind: 'member'; readonly member: Member; readonly actor: MemberActor; readonly teamCode: string; readonly standsAs: readonly RequestStanding[] };

/** Whether the tracking link is this request's. */
export const isTrackedBy = (request: HelpRequest, principal: Principal): boolean =>
  principal.kind === 'resident' &&
  principal.requestId === request.id &&
  secretMatches(principal.trackingSecret, request.trackingHash);

export const standingOf = (request: HelpRequest, caller: Caller): Standing => {
  if (caller.kind === 'anonymous' || caller.kind === 'other') return { kind: 'none' };
  if (caller.kind === 'resident') return { kind: 'resident' };
  const { member, actor } = caller;
  const teamCode = concernedTeam(request, actor);
  if (teamCode === undefined) return { kind: 'none' };
  const standsAs: RequestStanding[] = ['CONCERNED'];
  if (teamCode === request.offer?.teamCode) standsAs.push('OFFERED');
  if (isEscalated(request)) standsAs.push('ESCALATED');
  if (teamCode === request.acceptance?.teamCode && member.id === request.acceptance.memberId) standsAs.push('ACCEPTING');
  return { kind: 'member', member, actor, teamCode, standsAs };
};

/**
 * The caller's team that has to do with the request: it accepted, it holds the offer, it held one before, or it belongs to
 * the commune to which the request was escalated. The first of these wins.
 */
const concernedTeam = (request: HelpRequest, { teams }: MemberActor): string | undefined => {
  const concerned = [request.acceptance?.teamCode, request.offer?.teamCode, ...request.declinedBy];
  const direct = concerned.find((code) => code !== undefined && teams.some(({ teamCode }) => teamCode === code));
  if (direct !== undefined) return direct;
  if (request.escalatedAt === undefined) return undefined;
  return teams.find(({ unitVersion, communeCode }) => unitVersion === request.unitVersion && communeCode === request.communeCode)?.teamCode;
};

const actOf = {
  ACCEPTED: 'acceptRequest',
  DECLINED: 'declineOffer',
  STARTED: 'startRequest',
  RESOLVED: 'resolveRequest',
  REOPENED: 'reopenRequest',
  CANCELLED: 'cancelRequest',
  FORWARDED: 'forwardRequest',
  RATED: 'rateHelp',
  WAITS_FOR_RESIDENT: 'waitForResident',
  RESUMED: 'resumeRequest',
  CONTACT_ERASED: 'eraseContact',
} as const satisfies Record<LaterChange, Act>;

/** Whether whoever stands so to the request may do this with it, its state apart. */
export const mayWith = (request: HelpRequest, standing: Standing, act: Act): boolean => {
  const { id: requestId, acceptance } = request;
  switch (standing.kind) {
    case 'none':
      return may(nobody, act, { requestId });
    case 'resident':
      return may({ kind: 'resident', requestId }, act, { requestId });
    case 'member':
      return may(standing.actor, act, { requestId, teamCode: acceptance?.teamCode, standsAs: standing.standsAs });
  }
};

/** The same for a kind of change. */
export const mayMake = (request: HelpRequest, standing: Standing, change: LaterChange): boolean =>
  mayWith(request, standing, actOf[change]);

/** What the caller may do with the request as it is now. */
export const possibleChanges = (request: HelpRequest, standing: Standing, now: string): LaterChange[] =>
  laterChanges.filter((change) => isPossible(request, change, now) && mayMake(request, standing, change));

export const actorOf = (standing: Exclude<Standing, { kind: 'none' }>): Actor =>
  standing.kind === 'resident'
    ? { kind: 'RESIDENT' }
    : {
        kind: 'MEMBER',
        memberId: standing.member.id,
        memberName: standing.member.displayName,
        teamCode: standing.teamCode,
      };
