import type { Instant } from '../core/clock.ts';
import { millisecondsOf, minutes } from '../core/clock.ts';
import type { Page, PageQuestion } from '../core/pages.ts';
import type { Principal } from '../identity/principal.ts';
import { may } from '../permission/policy.ts';
import type { AdminUnit } from '../units/admin-unit.ts';
import { communeQueue, overdueQueue, provinceQueue } from './help-request-row.ts';
import type { HelpRequest } from './help-request.ts';
import type { HelpRequestParts } from './parts.ts';
import { queuePage } from './queue-page.ts';

/**
 * What waits in a unit, oldest first: of a commune, what no team could take and what is past its promise; of a province, what
 * its communes did not take in time. What was asked under an earlier list and has not moved stands here too, also before each of
 * several offices that have a part of a divided commune. Undefined for everybody who is no official of the area.
 */
export const waitingIn = async (
  parts: HelpRequestParts,
  principal: Principal,
  unit: Pick<AdminUnit, 'version' | 'code' | 'level'>,
  page: PageQuestion,
): Promise<Page<HelpRequest> | undefined> => {
  const { version, code, level } = unit;
  const [actor, area] = await Promise.all([parts.permission.actorOf(principal), parts.permission.areaOfUnit(version, code)]);
  if (area === undefined || !may(actor, 'readWaiting', area)) return undefined;
  const kept = [unit, ...(await parts.units.ancestors(unit))];
  const queues = kept.flatMap(({ version: list, code: own }) => (level === 'COMMUNE' ? [communeQueue(list, own), overdueQueue(list, own)] : [provinceQueue(list, own)]));
  return queuePage(parts, queues, page);
};

/** Whole minutes by the clock since it was asked; never below 0, since two machines' clocks may differ a little. */
export const waitedMinutes = ({ requestedAt }: Pick<HelpRequest, 'requestedAt'>, now: Instant): number =>
  Math.max(0, Math.floor((millisecondsOf(now) - millisecondsOf(requestedAt)) / minutes(1)));
