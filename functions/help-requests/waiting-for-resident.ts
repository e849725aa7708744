import type { Instant } from '../core/clock.ts';
import type { Result } from '../core/result.ts';
import type { Principal } from '../identity/principal.ts';
import { changeRequest, type ChangeAsk } from './change-request.ts';
import { goneOn, waiting } from './due-changes.ts';
import type { ChangeFailure } from './failures.ts';
import type { HelpRequest, WaitReason } from './help-request.ts';
import type { HelpRequestParts, PlacingParts } from './parts.ts';
import { countingOf, knownKiosk } from './placing.ts';
import { movedPromise } from './promise.ts';

type Changed = Promise<Result<HelpRequest, ChangeFailure>>;

/** The work stands still until the resident does something: answers the telephone, brings papers. Promises do not run. */
export const waitForResident = (
  parts: HelpRequestParts,
  principal: Principal,
  ask: ChangeAsk & { readonly reason: WaitReason },
): Changed =>
  changeRequest(parts, principal, 'WAITS_FOR_RESIDENT', ask, async ({ request, now, save }) => {
    const after = waiting(request, ask.reason, now);
    return { outcome: await save({ after, places: [] }), after };
  });

/** The work goes on: what is left of the promises moves by the service time for which it stood still. */
export const resumeRequest = (parts: HelpRequestParts, principal: Principal, ask: ChangeAsk): Changed =>
  changeRequest(parts, principal, 'RESUMED', ask, async ({ request, now, save }) => {
    const after = goneOn(await goingOn(parts, request, now));
    return { outcome: await save({ after, places: [] }), after };
  });

/** The request with its promises running from `now`; as it is, where it does not wait for the resident. */
export const goingOn = async (parts: PlacingParts, request: HelpRequest, now: Instant): Promise<HelpRequest> => {
  if (request.waitingForResident === undefined) return request;
  const { since } = request.waitingForResident;
  const counting = countingOf(parts, request, await knownKiosk(parts, request.kioskCode), since);
  const moved = (promise: HelpRequest['promise']): HelpRequest['promise'] => movedPromise(promise, { since, now }, counting);
  return {
    ...request,
    waitingForResident: undefined,
    promise: moved(request.promise),
    warnAt: request.warnAt === undefined ? undefined : moved(request.warnAt),
  };
};
