import { randomUUID } from 'node:crypto';
import type { Ask } from '../../functions/help-requests/ask.ts';
import { valueOf, type Lane } from '../support/lane.ts';

/** One press on a button: an id of its own for the change. */
export const change = (requestId: string) => ({ requestId, changeId: randomUUID() });

/** Ends a request as its resident, so that the next test finds every place free. */
export const sweep = async ({ helpRequests, residentOf }: Lane, ask: Ask) => valueOf(await helpRequests.cancelRequest(residentOf(ask), change(ask.id)));
