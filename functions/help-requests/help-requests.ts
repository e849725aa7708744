import {
  acceptRequest,
  cancelRequest,
  declineOffer,
  eraseContact,
  forwardRequest,
  rateHelp,
  reopenRequest,
  resolveRequest,
  startRequest,
} from './later-changes.ts';
import type { HelpRequestParts } from './parts.ts';
import { changesPossibleFor, grantContact, historyOf, queueOf, trackedRequest, visibleRequest } from './read-requests.ts';
import { requestHelp } from './request-help.ts';
import { createStoreInForce } from './store-in-force.ts';
import { waitingIn } from './waiting-requests.ts';
import { resumeRequest, waitForResident } from './waiting-for-resident.ts';
import type { MainTable } from '../storage/client.ts';

type Rest<Use extends (parts: HelpRequestParts, ...rest: never[]) => unknown> =
  Use extends (parts: HelpRequestParts, ...rest: infer Arguments) => infer Answer
    ? (...rest: Arguments) => Answer
    : never;

/** The domain as others see it: every use case, with its parts in place. */
export const createHelpRequests = (main: MainTable, others: Omit<HelpRequestParts, 'store'>) => {
  const parts: HelpRequestParts = { ...others, store: createStoreInForce(main, others.placeOf, others.unreadable) };
  const withParts = <Use extends (parts: HelpRequestParts, ...rest: never[]) => unknown>(use: Use): Rest<Use> =>
    ((...rest: never[]) => use(parts, ...rest)) as Rest<Use>;
  return {
    requestHelp: withParts(requestHelp),
    acceptRequest: withParts(acceptRequest),
    declineOffer: withParts(declineOffer),
    startRequest: withParts(startRequest),
    resolveRequest: withParts(resolveRequest),
    reopenRequest: withParts(reopenRequest),
    cancelRequest: withParts(cancelRequest),
    forwardRequest: withParts(forwardRequest),
    rateHelp: withParts(rateHelp),
    eraseContact: withParts(eraseContact),
    waitForResident: withParts(waitForResident),
    resumeRequest: withParts(resumeRequest),
    trackedRequest: withParts(trackedRequest),
    visibleRequest: withParts(visibleRequest),
    changesPossibleFor: withParts(changesPossibleFor),
    grantContact: withParts(grantContact),
    historyOf: withParts(historyOf),
    queueOf: withParts(queueOf),
    waitingIn: withParts(waitingIn),
  };
};

export type HelpRequests = ReturnType<typeof createHelpRequests>;
