import { geodesicMetres } from '../routing/geodesic.ts';
import { fail } from '../core/result.ts';
import type { Result } from '../core/result.ts';
import type { Principal } from '../identity/principal.ts';
import { changeRequest, type ChangeAsk } from './change-request.ts';
import { accepted, cancelled, contactErased, declined, forwarded, rated, reopened, resolved, started } from './decide-change.ts';
import type { ChangeFailure } from './failures.ts';
import { invalid } from './failures.ts';
import type { DeclineReason, ForwardTarget, HelpRequest, HoldingTeam, Outcome } from './help-request.ts';
import { holdingTeam } from './help-request.ts';
import type { HelpRequestParts } from './parts.ts';
import { placeAgain, placeHeld, type Save } from './place-again.ts';
import { knownKiosk, promisesOf } from './placing.ts';
import { checkReason } from './reason.ts';
import { goingOn } from './waiting-for-resident.ts';

type Changed = Promise<Result<HelpRequest, ChangeFailure>>;

/** Exactly one member wins: whoever comes second finds another revision, reads again, and is told who did. */
export const acceptRequest = (parts: HelpRequestParts, principal: Principal, ask: ChangeAsk): Changed =>
  changeRequest(parts, principal, 'ACCEPTED', ask, async ({ request, standing, now, save }) => {
    if (standing.kind !== 'member') throw new Error('only a member is admitted to accept');
    const own = request.offer?.teamCode === standing.teamCode ? request.offer : undefined;
    const team = own ?? (await volunteeringTeam(parts, standing.teamCode, request));
    const after = accepted(request, standing.member, onlyHolding(team), now);
    const places =
      own === undefined
        ? parts.placeWrites({ takeRegardless: team, giveBack: await placeHeld(parts, request.offer) })
        : [];
    return { outcome: await save({ after, places }), after };
  });

/** A team takes what was escalated: the distance is measured from its place. */
const volunteeringTeam = async (
  parts: HelpRequestParts,
  teamCode: string,
  request: HelpRequest,
): Promise<HoldingTeam> => {
  const [team] = await parts.teams.teams([teamCode]);
  if (team === undefined) throw new Error('a member belongs to a team that is not there');
  return {
    teamCode,
    communeCode: team.communeCode,
    distanceMetres: geodesicMetres(request.position, team.position),
  };
};

const onlyHolding = ({ teamCode, communeCode, distanceMetres: metres }: HoldingTeam): HoldingTeam => ({
  teamCode,
  communeCode,
  distanceMetres: metres,
});

/** It passes to the next nearest; the old place is given back in the same transaction that takes the new one. */
export const declineOffer = (
  parts: HelpRequestParts,
  principal: Principal,
  ask: ChangeAsk & { readonly reason: DeclineReason },
): Changed =>
  changeRequest(parts, principal, 'DECLINED', ask, async ({ request, standing, now, save }) => {
    if (standing.kind !== 'member') throw new Error('only a member is admitted to decline');
    const waiting = declined(request, standing.teamCode);
    return placeAgain(parts, waiting, now, save, await placeHeld(parts, request.offer));
  });

/** It did not work: a new asking, with a new promise, for the nearest team that can take it now. */
export const reopenRequest = async (
  parts: HelpRequestParts,
  principal: Principal,
  ask: ChangeAsk & { readonly reason?: string | undefined },
): Changed => {
  const reason = ask.reason === undefined || ask.reason.trim() === '' ? undefined : checkReason(ask.reason);
  if (reason !== undefined && !reason.ok) return reason;
  const tidy = { requestId: ask.requestId, changeId: ask.changeId, reason: reason?.value };
  return changeRequest(parts, principal, 'REOPENED', tidy, async ({ request, now, save }) => {
    const kiosk = await knownKiosk(parts, request.kioskCode);
    const askedAgain = { mode: request.mode, askedAt: now, appointmentAt: stillAhead(request.appointmentAt, now) };
    const promises = promisesOf(parts, request.topicCode, kiosk, askedAgain);
    return placeAgain(parts, { ...reopened(request), ...promises }, now, save, undefined);
  });
};

const stillAhead = (appointmentAt: string | undefined, now: string): string | undefined =>
  appointmentAt !== undefined && appointmentAt > now ? appointmentAt : undefined;

export const startRequest = (parts: HelpRequestParts, principal: Principal, ask: ChangeAsk): Changed =>
  changeRequest(parts, principal, 'STARTED', ask, async ({ request, now, save }) => {
    const after = started(await goingOn(parts, request, now), now);
    return { outcome: await save({ after, places: [] }), after };
  });

export const resolveRequest = (
  parts: HelpRequestParts,
  principal: Principal,
  ask: ChangeAsk & { readonly outcome: Outcome },
): Changed =>
  changeRequest(parts, principal, 'RESOLVED', ask, async ({ request, now, save }) =>
    ending(parts, request, resolved(request, ask.outcome, now), save),
  );

export const cancelRequest = (parts: HelpRequestParts, principal: Principal, ask: ChangeAsk): Changed =>
  changeRequest(parts, principal, 'CANCELLED', ask, async ({ request, now, save }) =>
    ending(parts, request, cancelled(request, now), save),
  );

export const forwardRequest = async (
  parts: HelpRequestParts,
  principal: Principal,
  ask: ChangeAsk & { readonly to: ForwardTarget; readonly reason: string },
): Changed => {
  const reason = checkReason(ask.reason);
  if (!reason.ok) return reason;
  return changeRequest(parts, principal, 'FORWARDED', { ...ask, reason: reason.value }, async ({ request, now, save }) =>
    ending(parts, request, forwarded(request, ask.to, reason.value, now), save),
  );
};

/** The team's place is free again in the same transaction that ends its work. */
const ending = async (parts: HelpRequestParts, before: HelpRequest, after: HelpRequest, save: Save) => {
  const outcome = await save({ after, places: parts.placeWrites({ giveBack: await placeHeld(parts, holdingTeam(before)) }) });
  // There is no place left to give back (the team has left its page): the work ends all the same.
  return { outcome: outcome === 'NO_PLACE' ? await save({ after, places: [] }) : outcome, after };
};

/** The resident's own number is gone at once; the request goes on without it. The number first: what fails after it is repeated. */
export const eraseContact = (parts: HelpRequestParts, principal: Principal, ask: ChangeAsk): Changed =>
  changeRequest(parts, principal, 'CONTACT_ERASED', ask, async ({ request, save }) => {
    await parts.contacts.eraseContact(request.id);
    const after = contactErased(request);
    return { outcome: await save({ after, places: [] }), after };
  });

export const rateHelp = async (
  parts: HelpRequestParts,
  principal: Principal,
  ask: ChangeAsk & { readonly rating: number },
): Changed => {
  if (!Number.isInteger(ask.rating) || ask.rating < 1 || ask.rating > 5) return fail(invalid('NOT_A_RATING', 'rating'));
  return changeRequest(parts, principal, 'RATED', ask, async ({ request, save }) => {
    const after = rated(request, ask.rating);
    return { outcome: await save({ after, places: [] }), after };
  });
};
