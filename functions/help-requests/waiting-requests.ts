import type { Instant } from '../core/clock.ts';
import { millisecondsOf, minutes } from '../core/clock.ts';
import type { Page, PageQuestion } from '../core/pages.ts';
import type { Principal } from '../identity/principal.ts';
import { may } from '../permission/policy.ts';
import type { AdminUnit } from '../units/admin-unit.ts';
import { communeQueue, overdueQueue, provinceQueue } from './help-request-row.ts';
import type { HelpRequest } from './help-request.ts';
import type { HelpRequestParts } from './parts.ts';
import { mergePlaces, withRequests } from './read-requests.ts';

/**
 * What waits in a unit, oldest first: of a commune, what no team could take and what is past its promise; of a province, what
 * its communes did not take in time. Undefined for everybody who is no official of the area.
 */
export const waitingIn = async (
  parts: HelpRequestParts,
  principal: Principal,
  { version, code, level }: Pick<AdminUnit, 'version' | 'code' | 'level'>,
  { first, after }: PageQuestion,
): Promise<Page<HelpRequest> | undefined> => {
  const [actor, area] = await Promise.all([parts.permission.actorOf(principal), parts.permission.areaOfUnit(version, code)]);
  if (area === undefined || !may(actor, 'readWaiting', area)) return undefined;
  const queues = level === 'COMMUNE' ? [communeQueue(code), overdueQueue(code)] : [provinceQueue(code)];
  const [one = [], other = []] = await Promise.all(queues.map((queue) => parts.store.queued(queue, after, first + 1)));
  const places = mergePlaces(one, other).slice(0, first + 1);
  return { items: await withRequests(parts, places.slice(0, first)), hasNextPage: places.length > first };
};

/** Whole minutes by the clock since it was asked; never below 0, since two machines' clocks may differ a little. */
export const waitedMinutes = ({ requestedAt }: Pick<HelpRequest, 'requestedAt'>, now: Instant): number =>
  Math.max(0, Math.floor((millisecondsOf(now) - millisecondsOf(requestedAt)) / minutes(1)));
