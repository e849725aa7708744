import type { Instant } from '../core/clock.ts';
import { days, plusMilliseconds } from '../core/clock.ts';
import { fail, succeed } from '../core/result.ts';
import type { Result } from '../core/result.ts';
import type { AcceptedByAnother, NotPermitted, NotPossibleNow } from './failures.ts';
import type { ForwardTarget, HelpRequest, HoldingTeam, Outcome } from './help-request.ts';
import type { Standing } from './permission.ts';
import { mayMake } from './permission.ts';
import type { LaterChange } from './states.ts';
import { isPossible } from './states.ts';

/** For how long a resident may say that it did not work (product.md). */
export const REOPEN_WITHIN = days(7);

export type Refusal = NotPossibleNow | AcceptedByAnother | NotPermitted;

/**
 * May this caller make this change to the request as it is? The state is judged before the person where the caller had a
 * part in the request, so that somebody who came second is told how it stands, and a stranger learns nothing.
 */
export const admitChange = (
  request: HelpRequest,
  standing: Standing,
  change: LaterChange,
  now: Instant,
): Result<Exclude<Standing, { kind: 'none' }>, Refusal> => {
  if (standing.kind === 'none') return fail({ type: 'NotPermitted' });
  if (change === 'ACCEPTED' && standing.kind === 'member') {
    const { acceptance } = request;
    if (acceptance !== undefined && acceptance.memberId !== standing.member.id && request.state !== 'WAITING') {
      return fail({ type: 'AcceptedByAnother', request, memberName: acceptance.memberName });
    }
  }
  if (!isPossible(request, change, now)) return fail({ type: 'NotPossibleNow', request });
  if (!mayMake(request, standing, change)) {
    const hadItBefore = standing.kind === 'member' && request.declinedBy.includes(standing.teamCode);
    return fail(hadItBefore ? { type: 'NotPossibleNow', request } : { type: 'NotPermitted' });
  }
  return succeed(standing);
};

const next = (request: HelpRequest, changes: Partial<HelpRequest>): HelpRequest => ({
  ...request,
  ...changes,
  revision: request.revision + 1,
});

export const accepted = (
  request: HelpRequest,
  member: { readonly id: string; readonly displayName: string },
  team: HoldingTeam,
  now: Instant,
): HelpRequest =>
  next(request, {
    state: 'ACCEPTED',
    offer: undefined,
    retryAt: undefined,
    nobodyCould: undefined,
    acceptance: { ...team, memberId: member.id, memberName: member.displayName, at: now },
  });

/** `goneOn`: the request with its promises running again, where it waited for the resident. */
export const started = (goneOn: HelpRequest, now: Instant): HelpRequest =>
  next(goneOn, { state: 'IN_PROGRESS', startedAt: now });

/** What ended work no longer has. */
const ended = { waitingForResident: undefined, retryAt: undefined } satisfies Partial<HelpRequest>;

export const resolved = (request: HelpRequest, outcome: Outcome, now: Instant): HelpRequest => {
  const reopenableUntil = plusMilliseconds(now, REOPEN_WITHIN);
  return next(request, { ...ended, state: 'RESOLVED', outcome, resolvedAt: now, reopenableUntil, endsAt: reopenableUntil });
};

/** The last offer stays on the record: the team that had it is told that it was cancelled, and not that it may not ask. */
export const cancelled = (request: HelpRequest, now: Instant): HelpRequest =>
  next(request, { ...ended, state: 'CANCELLED', endsAt: now });

export const forwarded = (request: HelpRequest, to: ForwardTarget, reason: string, now: Instant): HelpRequest =>
  next(request, { ...ended, state: 'FORWARDED', forwarding: { to, reason, at: now }, endsAt: now });

export const rated = (request: HelpRequest, rating: number): HelpRequest => next(request, { rating });

/** Nobody can open the contact any more; what else there is stays, and goes on. */
export const contactErased = (request: HelpRequest): HelpRequest => next(request, { hasContact: false });

/** Waiting again after a decline or an offer that ran out: the team is not asked twice for the same asking. */
export const declined = (request: HelpRequest, teamCode: string): HelpRequest =>
  next(request, { offer: undefined, declinedBy: [...new Set([...request.declinedBy, teamCode])] });

/** Waiting again because it did not work: a new asking, for which every team may be asked again. */
export const reopened = (request: HelpRequest): HelpRequest =>
  next(request, {
    state: 'WAITING',
    offer: undefined,
    escalatedAt: undefined,
    provinceDueAt: undefined,
    toldProvince: undefined,
    retryAt: undefined,
    nobodyCould: undefined,
    warned: undefined,
    missed: undefined,
    declinedBy: [],
    acceptance: undefined,
    startedAt: undefined,
    resolvedAt: undefined,
    outcome: undefined,
    reopenableUntil: undefined,
    rating: undefined,
    endsAt: undefined,
  });
