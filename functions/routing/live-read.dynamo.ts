import { countedRows, MOST_KEYS } from '../storage/batch.ts';
import type { MainTable } from '../storage/client.ts';
import { livePageKey, parseLivePage } from './live-page-rows.ts';
import type { LivePage } from './live-page.ts';
import { parseRoutingState, ROUTING_STATE_KEY } from './routing-state-rows.ts';
import type { RoutingState } from './routing-view.ts';

/** How many pages one request can read beside the state. */
export const MOST_PAGES = MOST_KEYS - 1;

/** With `state`, the routing state is read too; it is the one last seen, so that the same one need not be parsed again. */
export type LiveQuestion = { readonly state: RoutingState | undefined; readonly communeCodes: readonly string[] };

export type LiveAnswer = {
  readonly state: RoutingState | undefined;
  /** Pages that exist, by commune. */
  readonly pages: ReadonlyMap<string, LivePage>;
  readonly requests: number;
};

/**
 * One strongly consistent request for the routing state and at most `MOST_PAGES` live pages, more only for what was left
 * unprocessed.
 */
export const readLive = async (table: MainTable, { state: seen, communeCodes }: LiveQuestion): Promise<LiveAnswer> => {
  const keys = [...(seen === undefined ? [] : [ROUTING_STATE_KEY]), ...communeCodes.map(livePageKey)];
  const { rows, requests } = await countedRows(table, keys, { consistent: true });
  const pages = new Map<string, LivePage>();
  let state: RoutingState | undefined;
  for (const item of rows) {
    if (item['pk'] === ROUTING_STATE_KEY.pk) {
      const unchanged = item['snapshotId'] === seen?.snapshotId && item['version'] === seen?.version;
      state = unchanged ? seen : parseRoutingState(item);
    } else {
      const page = parseLivePage(item);
      pages.set(page.communeCode, page);
    }
  }
  return { state, pages, requests };
};
