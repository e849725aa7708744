import { secretMatches } from '../core/ids.ts';
import type { Principal } from '../identity/principal.ts';
import type { Member } from '../teams/team.ts';
import type { Actor, HelpRequest } from './help-request.ts';
import { isEscalated } from './help-request.ts';
import type { LaterChange } from './states.ts';
import { laterChanges, isPossible } from './states.ts';

/** Who asks, with what has been read about them. */
export type Caller =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'member'; readonly member: Member; readonly communeOfTeam: ReadonlyMap<string, string> }
  | { readonly kind: 'resident' };

/** How a caller stands to one request. It is the one place where permission on help requests is decided. */
export type Standing =
  | { readonly kind: 'none' }
  | { readonly kind: 'resident' }
  /** A member of a team that is concerned. `mayLead`: the accepting member, or a lead of the accepting team. */
  | { readonly kind: 'member'; readonly member: Member; readonly teamCode: string; readonly mayLead: boolean };

/** Whether the tracking link is this request's. */
export const isTrackedBy = (request: HelpRequest, principal: Principal): boolean =>
  principal.kind === 'resident' &&
  principal.requestId === request.id &&
  secretMatches(principal.trackingSecret, request.trackingHash);

export const standingOf = (request: HelpRequest, caller: Caller): Standing => {
  if (caller.kind === 'anonymous') return { kind: 'none' };
  if (caller.kind === 'resident') return { kind: 'resident' };
  const { member } = caller;
  const teamCode = concernedTeam(request, caller);
  if (teamCode === undefined) return { kind: 'none' };
  const isAccepting = request.acceptance?.memberId === member.id;
  const isLead = member.memberships.some(
    (membership) => membership.teamCode === request.acceptance?.teamCode && membership.role === 'LEAD',
  );
  return { kind: 'member', member, teamCode, mayLead: isAccepting || isLead };
};

/**
 * The caller's team that has to do with the request: it accepted, it holds the offer, it held one before, or it belongs to
 * the commune to which the request was escalated. The first of these wins.
 */
const concernedTeam = (
  request: HelpRequest,
  { member, communeOfTeam }: Extract<Caller, { kind: 'member' }>,
): string | undefined => {
  const own = member.memberships.map(({ teamCode }) => teamCode);
  const concerned = [request.acceptance?.teamCode, request.offer?.teamCode, ...request.declinedBy];
  const direct = concerned.find((code) => code !== undefined && own.includes(code));
  if (direct !== undefined) return direct;
  if (request.escalatedAt === undefined) return undefined;
  return own.find((code) => communeOfTeam.get(code) === request.communeCode);
};

/** What each kind of change asks of whoever makes it, apart from the state. */
export const mayMake = (request: HelpRequest, standing: Standing, change: LaterChange): boolean => {
  switch (change) {
    case 'REOPENED':
    case 'CANCELLED':
    case 'RATED':
      return standing.kind === 'resident';
    case 'ACCEPTED':
      return standing.kind === 'member' && (standing.teamCode === request.offer?.teamCode || isEscalated(request));
    case 'DECLINED':
      return standing.kind === 'member' && standing.teamCode === request.offer?.teamCode;
    case 'STARTED':
    case 'RESOLVED':
    case 'FORWARDED':
    case 'WAITS_FOR_RESIDENT':
    case 'RESUMED':
      return standing.kind === 'member' && standing.mayLead;
  }
};

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
