import type { Instant } from '../core/clock.ts';
import type { HelpRequest, PromisePart, WaitReason } from './help-request.ts';

/** What a request becomes when its time has come, or while it waits for the resident. Pure; `due.ts` says when. */
const next = (request: HelpRequest, changes: Partial<HelpRequest> = {}): HelpRequest => ({
  ...request,
  ...changes,
  revision: request.revision + 1,
});

export const waiting = (request: HelpRequest, reason: WaitReason, now: Instant): HelpRequest =>
  next(request, { waitingForResident: { since: now, reason } });

/** `request`: with its promises running again. */
export const goneOn = (request: HelpRequest): HelpRequest => next(request);

/** A team is looked for once more; none that was asked before is asked again. */
export const lookedForAgain = (request: HelpRequest): HelpRequest => next(request);

export const provinceTold = (request: HelpRequest, provinceCode: string, now: Instant): HelpRequest =>
  next(request, { toldProvince: { code: provinceCode, at: now } });

export const promiseWarned = (request: HelpRequest, part: PromisePart): HelpRequest =>
  next(request, { warned: [...(request.warned ?? []), part] });

/** Past the promise: the commune's office has it before it (`isOverdue`). */
export const promiseMissed = (request: HelpRequest, part: PromisePart): HelpRequest =>
  next(request, { missed: [...(request.missed ?? []), part] });

/** Nobody said within 7 days that it did not work. Contacts are erased 30 days after `endsAt`, which stays. */
export const closed = (request: HelpRequest): HelpRequest => next(request, { state: 'CLOSED' });
