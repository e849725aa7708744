import { isUuid } from '../core/ids.ts';
import type { Page, PageQuestion } from '../core/pages.ts';
import type { Principal } from '../identity/principal.ts';
import { may } from '../permission/policy.ts';
import { callerOf } from './change-request.ts';
import { communeQueue, teamQueue } from './help-request-row.ts';
import type { HelpRequest, HelpRequestChange } from './help-request.ts';
import type { HelpRequestParts } from './parts.ts';
import { isTrackedBy, mayWith, possibleChanges, standingOf } from './permission.ts';
import { queuePage } from './queue-page.ts';
import type { LaterChange } from './states.ts';

/** The request that a tracking link opens, or undefined. */
export const trackedRequest = async (
  parts: HelpRequestParts,
  principal: Principal,
): Promise<HelpRequest | undefined> => {
  if (principal.kind !== 'resident') return undefined;
  const request = await parts.store.request(principal.requestId);
  return request !== undefined && isTrackedBy(request, principal) ? request : undefined;
};

/** One request for whoever may see it: its resident, and members of teams that are concerned. Offices see `WaitingRequest`. */
export const visibleRequest = async (
  parts: HelpRequestParts,
  principal: Principal,
  id: string,
): Promise<HelpRequest | undefined> => {
  if (!isUuid(id)) return undefined;
  if (principal.kind === 'resident') {
    return principal.requestId === id ? trackedRequest(parts, principal) : undefined;
  }
  const caller = await callerOf(parts, principal);
  if (caller.kind !== 'member') return undefined;
  const request = await parts.store.request(id);
  return request !== undefined && mayWith(request, standingOf(request, caller), 'readRequest') ? request : undefined;
};

/** What the caller may do with a request that they can see. */
export const changesPossibleFor = async (
  parts: HelpRequestParts,
  principal: Principal,
  request: HelpRequest,
): Promise<LaterChange[]> => {
  const caller = await callerOf(parts, principal);
  if (caller.kind === 'resident' && !isTrackedBy(request, principal)) return [];
  return possibleChanges(request, standingOf(request, caller), parts.clock());
};

/**
 * The right to open the contact: for the member who accepted, while they are at work with it. Undefined for everybody
 * else, and where no contact was left.
 */
export const grantContact = async (
  parts: HelpRequestParts,
  principal: Principal,
  request: HelpRequest,
): Promise<{ token: string; endpoint: string; expiresAt: string } | undefined> => {
  const { id, hasContact, state, unitVersion, communeCode } = request;
  const atWork = state === 'ACCEPTED' || state === 'IN_PROGRESS';
  if (!hasContact || !atWork || principal.kind !== 'member') return undefined;
  if (!mayWith(request, standingOf(request, await callerOf(parts, principal)), 'openContact')) return undefined;
  const place = await parts.placeOf(unitVersion, communeCode);
  const { token, expiresAt } = await parts.signContactGrant({
    contact: { kind: 'HELP_REQUEST', id },
    by: { kind: 'MEMBER', id: principal.memberId },
    ...(place === undefined ? {} : { office: { unitVersion: place.unitVersion, unitCode: place.communeCode, provinceCode: place.provinceCode } }),
  });
  return { token, expiresAt, endpoint: `/contacts/${id}/open` };
};

/** Who did what and when, for a request that was read under permission before. */
export const historyOf = (parts: HelpRequestParts, requestId: string): Promise<HelpRequestChange[]> =>
  parts.store.history(requestId);

/**
 * What a team has to do: requests that have a place taken in its capacity, and those of its commune that no team could
 * take, oldest first. Undefined for everybody who is not of the team.
 */
export const queueOf = async (
  parts: HelpRequestParts,
  principal: Principal,
  teamCode: string,
  page: PageQuestion,
): Promise<Page<HelpRequest> | undefined> => {
  const actor = await parts.permission.actorOf(principal);
  const place = actor.kind === 'member' ? actor.teams.find((team) => team.teamCode === teamCode) : undefined;
  if (place === undefined || !may(actor, 'readQueue', { teamCode })) return undefined;
  return queuePage(parts, [teamQueue(teamCode), communeQueue(place.unitVersion, place.communeCode)], page);
};
