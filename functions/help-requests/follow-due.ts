import type { Instant } from '../core/clock.ts';
import { contentHash } from '../core/ids.ts';
import type { MainTable } from '../storage/client.ts';
import { declined } from './decide-change.ts';
import type { Due } from './due.ts';
import { dueNow } from './due.ts';
import { closed, goneOn, lookedForAgain, promiseMissed, promiseWarned, provinceTold } from './due-changes.ts';
import type { SaveOutcome } from './help-request-store.dynamo.ts';
import type { HelpRequest } from './help-request.ts';
import type { DueParts } from './parts.ts';
import { placeAgain, placeHeld, type Save } from './place-again.ts';
import { knownKiosk, placeRequest } from './placing.ts';
import { dueStartsFrom } from './states.ts';
import { createStoreInForce } from './store-in-force.ts';
import { goingOn } from './waiting-for-resident.ts';

/**
 * A request has at most a dozen things due at once (an offer, a question to routing, the province, three warnings, three
 * promises); the rest is for conflicts with people who change it at the same time.
 */
const MOST_ATTEMPTS = 40;

/**
 * Does everything that is due for one request now, each in a transaction of its own, and gives how many changes that were.
 * Reads, decides and saves like any other change, so two runs at once, or one that died in between, do nothing twice. Nothing
 * is done for a request that is gone or not due any more.
 */
export const followDue = async (parts: DueParts, requestId: string): Promise<number> => {
  let changes = 0;
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    const now = parts.clock();
    const request = await parts.store.request(requestId);
    const due = request === undefined ? undefined : dueNow(request, now);
    if (request === undefined || due === undefined) return changes;
    if ((await carryOut(parts, request, due, now)) === 'SAVED') changes += 1;
  }
  throw new Error(`what is due for a help request met a conflict ${MOST_ATTEMPTS} times`);
};

const carryOut = async (parts: DueParts, request: HelpRequest, due: Due, now: Instant): Promise<SaveOutcome> => {
  const save = savingOf(parts, request, due, now);
  const saveAlone = (after: HelpRequest): Promise<SaveOutcome> => save({ after, places: [] });
  switch (due.kind) {
    case 'OFFER_EXPIRED':
      return passOn(parts, request, now, save);
    case 'OFFERED_AGAIN':
      return offerAgain(parts, request, now, save);
    case 'PROVINCE_TOLD':
      return saveAlone(provinceTold(request, await provinceOf(parts, request), now));
    case 'PROMISE_WARNED':
      return saveAlone(promiseWarned(request, due.promise));
    case 'PROMISE_MISSED':
      return saveAlone(promiseMissed(request, due.promise));
    case 'RESUMED':
      return saveAlone(goneOn(await goingOn(parts, request, now)));
    case 'CLOSED':
      return saveAlone(closed(request));
  }
};

/** The offer has run out: it passes to the next nearest, as if it had been declined. */
const passOn = async (parts: DueParts, request: HelpRequest, now: Instant, save: Save): Promise<SaveOutcome> => {
  const { offer } = request;
  if (offer === undefined) throw new Error('an offer ran out that is not there');
  const { outcome } = await placeAgain(parts, declined(request, offer.teamCode), now, save, await placeHeld(parts, offer));
  return outcome;
};

/** When there is still nobody, only the next question is noted: the history does not fill with what did not happen. */
const offerAgain = async (parts: DueParts, request: HelpRequest, now: Instant, save: Save): Promise<SaveOutcome> => {
  const kiosk = await knownKiosk(parts, request.kioskCode);
  const { outcome } = await placeRequest(parts, lookedForAgain(request), kiosk, now, ({ after, taker, decision }) =>
    taker === undefined
      ? parts.store.postpone(request, { ...after, revision: request.revision })
      : save({ after, decision, places: parts.placeWrites({ take: { teamCode: taker.teamId, communeCode: taker.communeCode } }) }),
  );
  return outcome;
};

const provinceOf = async (parts: DueParts, { unitVersion, communeCode }: HelpRequest): Promise<string> => {
  const place = await parts.placeOf(unitVersion, communeCode);
  if (place === undefined) throw new Error(`the list of ${unitVersion} has no commune ${communeCode}`);
  return place.provinceCode;
};

/**
 * The line of the history that goes with it. Its id is no UUID, so no client can have taken it, and the same for the same
 * revision, so it can stand there only once.
 */
const savingOf =
  (parts: DueParts, before: HelpRequest, due: Due, now: Instant): Save =>
  ({ after, places, decision }) =>
    parts.store.save({
      before,
      startsFrom: dueStartsFrom[due.kind],
      after,
      change: {
        requestId: before.id,
        changeId: `due-${after.revision}`,
        contentHash: contentHash(due),
        revision: after.revision,
        kind: due.kind,
        at: now,
        actor: { kind: 'SYSTEM', teamCode: due.kind === 'OFFER_EXPIRED' ? before.offer?.teamCode : undefined },
        stateAfter: after.state,
        promise: due.kind === 'PROMISE_WARNED' || due.kind === 'PROMISE_MISSED' ? due.promise : undefined,
      },
      decision,
      places,
    });

/** What is due for one request, with its parts in place. */
export const createFollowDue = (main: MainTable, others: Omit<DueParts, 'store'>): ((requestId: string) => Promise<number>) => {
  const parts: DueParts = { ...others, store: createStoreInForce(main, others.placeOf) };
  return (requestId) => followDue(parts, requestId);
};
