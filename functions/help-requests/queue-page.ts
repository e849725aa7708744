import type { Page, PageQuestion } from '../core/pages.ts';
import type { QueuedRequest } from './help-request-store.dynamo.ts';
import type { HelpRequest } from './help-request.ts';
import type { HelpRequestParts } from './parts.ts';

/**
 * One page of several queues, oldest first. A request that is gone meanwhile, or cannot be read, is left out: one of them must
 * not hide the others. No page is empty while more remains.
 */
export const queuePage = async (
  { store }: Pick<HelpRequestParts, 'store'>,
  queues: readonly string[],
  { first, after }: PageQuestion,
): Promise<Page<HelpRequest>> => {
  for (let from = after; ; ) {
    const found = await Promise.all(queues.map((queue) => store.queued(queue, from, first + 1)));
    const places = found.reduce<readonly QueuedRequest[]>(mergePlaces, []);
    const shown = places.slice(0, first);
    const items = await withRequests(store, shown);
    const hasNextPage = places.length > first;
    if (items.length > 0 || !hasNextPage) return { items, hasNextPage };
    from = shown.at(-1)?.place;
  }
};

/** Two queues in one order; a request that stands in both (offered to this team and escalated) counts once. */
const mergePlaces = (own: readonly QueuedRequest[], others: readonly QueuedRequest[]): readonly QueuedRequest[] => {
  const ownIds = new Set(own.map(({ id }) => id));
  return [...own, ...others.filter(({ id }) => !ownIds.has(id))].sort((a, b) => (a.place < b.place ? -1 : 1));
};

const withRequests = async (store: HelpRequestParts['store'], places: readonly QueuedRequest[]): Promise<Page<HelpRequest>['items']> => {
  const missing = places.filter(({ request }) => request === undefined).map(({ id }) => id);
  const read = new Map((await store.requests(missing)).map((request) => [request.id, request]));
  return places.flatMap(({ place, id, request }) => {
    const item = request ?? read.get(id);
    return item === undefined ? [] : [{ cursor: place, item }];
  });
};
