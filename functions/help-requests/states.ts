import { keptUntil } from '../contacts/retention.ts';
import type { Instant } from '../core/clock.ts';
import type { DueKind } from './due.ts';
import type { ChangeKind, HelpRequest, HelpRequestState } from './help-request.ts';

/**
 * The life of a help request: from which states each change may start (product.md, "A help request"). The same list
 * guards the write, so a race is lost in the database and not in memory.
 */
export const startsFrom = {
  ACCEPTED: ['WAITING'],
  DECLINED: ['WAITING'],
  STARTED: ['ACCEPTED'],
  RESOLVED: ['ACCEPTED', 'IN_PROGRESS'],
  REOPENED: ['RESOLVED'],
  CANCELLED: ['WAITING', 'ACCEPTED', 'IN_PROGRESS'],
  FORWARDED: ['ACCEPTED', 'IN_PROGRESS'],
  RATED: ['RESOLVED', 'CLOSED'],
  WAITS_FOR_RESIDENT: ['ACCEPTED', 'IN_PROGRESS'],
  RESUMED: ['ACCEPTED', 'IN_PROGRESS'],
  CONTACT_ERASED: ['WAITING', 'ACCEPTED', 'IN_PROGRESS', 'RESOLVED', 'CLOSED', 'CANCELLED', 'FORWARDED'],
} as const satisfies Record<Exclude<ChangeKind, 'REQUESTED' | 'TEAM_MERGED' | Exclude<DueKind, 'RESUMED'>>, readonly HelpRequestState[]>;

/** A change that somebody makes. */
export type LaterChange = keyof typeof startsFrom;

/** The same for what happens by itself when its time has come (due.ts). */
export const dueStartsFrom = {
  OFFER_EXPIRED: ['WAITING'],
  OFFERED_AGAIN: ['WAITING'],
  PROVINCE_TOLD: ['WAITING'],
  PROMISE_WARNED: ['WAITING', 'ACCEPTED', 'IN_PROGRESS'],
  PROMISE_MISSED: ['WAITING', 'ACCEPTED', 'IN_PROGRESS'],
  RESUMED: ['ACCEPTED', 'IN_PROGRESS'],
  CLOSED: ['RESOLVED'],
} as const satisfies Record<DueKind, readonly HelpRequestState[]>;

export const laterChanges = Object.keys(startsFrom) as readonly LaterChange[];

/** Whether the state and, for a reopening, the time allow the change. Who may make it is decided in permission/policy.ts. */
export const isPossible = (request: HelpRequest, change: LaterChange, now: string): boolean => {
  const states: readonly HelpRequestState[] = startsFrom[change];
  if (!states.includes(request.state)) return false;
  if (change === 'DECLINED') return request.offer !== undefined;
  if (change === 'REOPENED') return request.reopenableUntil !== undefined && now <= request.reopenableUntil;
  if (change === 'WAITS_FOR_RESIDENT') return request.waitingForResident === undefined;
  if (change === 'RESUMED') return request.waitingForResident !== undefined;
  if (change === 'CONTACT_ERASED') return contactKeptUntil(request, now) !== undefined;
  return true;
};

/** When the contact is erased by itself; undefined when none was left, or it is gone. */
export const contactKeptUntil = (request: HelpRequest, now: Instant): Instant | undefined => {
  const until = keptUntil(request);
  return request.hasContact && now < until ? until : undefined;
};
