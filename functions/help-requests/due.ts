import { createHash } from 'node:crypto';
import type { Instant } from '../core/clock.ts';
import { days, millisecondsOf, minutes, plusMilliseconds } from '../core/clock.ts';
import type { HelpRequest, PromisePart, RequestPromise } from './help-request.ts';
import { isEscalated } from './help-request.ts';

/** What happens to a request by itself at an instant, unless somebody does something before. */
export type Due =
  | { readonly kind: 'OFFER_EXPIRED' | 'PROVINCE_TOLD' | 'OFFERED_AGAIN' | 'RESUMED' | 'CLOSED'; readonly at: Instant }
  | { readonly kind: 'PROMISE_WARNED' | 'PROMISE_MISSED'; readonly promise: PromisePart; readonly at: Instant };

export type DueKind = Due['kind'];

/** Work that waits for the resident goes on by itself after this: nothing is put aside for ever. */
export const LONGEST_WAIT_FOR_RESIDENT = days(14);

/** Everything that is due for the request at some time, the earliest first; of several at once, the one listed first. */
export const duesOf = (request: HelpRequest): readonly Due[] =>
  [...routingDues(request), ...waitingDues(request), ...promiseDues(request)].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));

/** The next instant at which something is due: the request's place in the due index. Undefined: only people move it on. */
export const nextDueAt = (request: HelpRequest): Instant | undefined => duesOf(request)[0]?.at;

/** What is to be done now, if anything: the first thing that is due. A warning of what is already missed is left out. */
export const dueNow = (request: HelpRequest, now: Instant): Due | undefined => {
  const due = duesOf(request).filter(({ at }) => at <= now);
  const missed = new Set(due.flatMap((each) => (each.kind === 'PROMISE_MISSED' ? [each.promise] : [])));
  return due.find((each) => each.kind !== 'PROMISE_WARNED' || !missed.has(each.promise));
};

const routingDues = (request: HelpRequest): readonly Due[] => {
  if (request.state === 'RESOLVED') {
    // Until that instant the resident may still reopen it.
    return request.reopenableUntil === undefined ? [] : [{ kind: 'CLOSED', at: plusMilliseconds(request.reopenableUntil, 1) }];
  }
  if (request.state !== 'WAITING') return [];
  const { offer, retryAt, provinceDueAt } = request;
  const dues: Due[] = [];
  if (offer !== undefined) dues.push({ kind: 'OFFER_EXPIRED', at: offer.expiresAt });
  else if (retryAt !== undefined) dues.push({ kind: 'OFFERED_AGAIN', at: retryAt });
  if (isEscalated(request) && request.toldProvince === undefined && provinceDueAt !== undefined) {
    dues.push({ kind: 'PROVINCE_TOLD', at: provinceDueAt });
  }
  return dues;
};

const waitingDues = ({ waitingForResident }: HelpRequest): readonly Due[] =>
  waitingForResident === undefined
    ? []
    : [{ kind: 'RESUMED', at: plusMilliseconds(waitingForResident.since, LONGEST_WAIT_FOR_RESIDENT) }];

const byPart: Readonly<Record<PromisePart, keyof RequestPromise>> = { ACCEPT: 'acceptBy', CONTACT: 'contactBy', DONE: 'doneBy' };

/** By when this part of the promise is to be kept. */
export const promisedBy = ({ promise }: Pick<HelpRequest, 'promise'>, part: PromisePart): Instant => promise[byPart[part]];

/** The parts of the promise that are not kept yet. */
export const partsToKeep = ({ state }: Pick<HelpRequest, 'state'>): readonly PromisePart[] => {
  switch (state) {
    case 'WAITING':
      return ['ACCEPT', 'CONTACT', 'DONE'];
    case 'ACCEPTED':
      return ['CONTACT', 'DONE'];
    case 'IN_PROGRESS':
      return ['DONE'];
    case 'RESOLVED':
    case 'CLOSED':
    case 'CANCELLED':
    case 'FORWARDED':
      return [];
  }
};

const promiseDues = (request: HelpRequest): readonly Due[] => {
  if (request.waitingForResident !== undefined) return [];
  const { warnAt, warned = [], missed = [] } = request;
  return partsToKeep(request)
    .filter((part) => !missed.includes(part))
    .flatMap((promise): Due[] => {
      const over: Due = { kind: 'PROMISE_MISSED', promise, at: promisedBy(request, promise) };
      if (warnAt === undefined || warned.includes(promise)) return [over];
      return [{ kind: 'PROMISE_WARNED', promise, at: warnAt[byPart[promise]] }, over];
    });
};

const SOONEST_RETRY = minutes(1);
const LATEST_RETRY = minutes(30);

/** After the promise is over, routing goes on asking for so long. Whoever stood at a kiosk has gone home by then. */
const RETRIED_AFTER_PROMISE: Readonly<Record<HelpRequest['mode'], number>> = {
  HERE_NOW: 0,
  CALL_ME: days(7),
  VISIT: days(7),
  APPOINTMENT: 0,
};

/**
 * When routing is asked again for what no team can take now: after a quarter of the time since it was escalated, at least
 * a minute and at most half an hour. A team that comes on duty or gets a place free is so found within half an hour, and a
 * long night costs some 20 questions. Undefined once it helps nobody any more; the offices still have it before them.
 */
export const retryAfter = (request: Pick<HelpRequest, 'mode' | 'promise' | 'escalatedAt'>, now: Instant): Instant | undefined => {
  const since = millisecondsOf(now) - millisecondsOf(request.escalatedAt ?? now);
  const at = plusMilliseconds(now, Math.min(LATEST_RETRY, Math.max(SOONEST_RETRY, Math.floor(since / 4))));
  return at <= plusMilliseconds(request.promise.doneBy, RETRIED_AFTER_PROMISE[request.mode]) ? at : undefined;
};

/** How many parts the due index has: each takes 1,000 writes a second on AWS, and a run asks each of them. */
export const DUE_SHARDS = 4;

/** The part of the due index in which a request stands. Clients make the ids, so these alone would not spread evenly. */
export const dueShardOf = (requestId: string): string =>
  dueShard((createHash('sha256').update(requestId).digest()[0] ?? 0) % DUE_SHARDS);

const dueShard = (number: number): string => `due#${number}`;

export const dueShards: readonly string[] = Array.from({ length: DUE_SHARDS }, (_, number) => dueShard(number));
