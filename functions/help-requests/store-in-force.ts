import type { Permission } from '../permission/permission.ts';
import type { MainTable } from '../storage/client.ts';
import type { HelpRequest } from './help-request.ts';
import { createHelpRequestStore, type HelpRequestStore, type ReportUnreadable } from './help-request-store.dynamo.ts';

/**
 * The store, which gives each request by the list of units in force today: one that was asked under an earlier list lies in the
 * commune that all of its own became, and is written so with its next change. Where the commune was divided it stays where it
 * is, in sight of each office that has a part of it (waiting-requests.ts).
 */
export const createStoreInForce = (main: MainTable, placeOf: Permission['placeOf'], unreadable?: ReportUnreadable): HelpRequestStore => {
  const store = createHelpRequestStore(main, unreadable);
  const inForce = async (request: HelpRequest): Promise<HelpRequest> => {
    const place = await placeOf(request.unitVersion, request.communeCode);
    if (place === undefined || place.heirs !== undefined || place.unitVersion === request.unitVersion) return request;
    const { unitVersion, communeCode, provinceCode } = place;
    const { toldProvince } = request;
    return { ...request, unitVersion, communeCode, ...(toldProvince === undefined ? {} : { toldProvince: { ...toldProvince, code: provinceCode } }) };
  };
  const inForceIfThere = async (request: HelpRequest | undefined): Promise<HelpRequest | undefined> => (request === undefined ? undefined : inForce(request));
  return {
    ...store,
    request: async (id) => inForceIfThere(await store.request(id)),
    requestAndChange: async (id, changeId) => {
      const { request, change } = await store.requestAndChange(id, changeId);
      return { request: await inForceIfThere(request), change };
    },
    requests: async (ids) => Promise.all((await store.requests(ids)).map(inForce)),
    queued: async (queue, after, limit) =>
      Promise.all((await store.queued(queue, after, limit)).map(async (queued) => ({ ...queued, request: await inForceIfThere(queued.request) }))),
  };
};
