import { LARGEST_PAGE } from '../core/pages.ts';
import type { MainTable, TransactWrite } from '../storage/client.ts';
import { createKioskStore } from './kiosk-store.dynamo.ts';
import { revisionOf } from './kiosk.ts';

/** `from` is a commune of a list, and `to` what all of it became in a later one; `lineOf`: the line of the trail where its code is another. */
export type MoveKiosks = {
  readonly from: { readonly version: string; readonly code: string };
  readonly to: { readonly version: string; readonly code: string };
  readonly lineOf: (kioskCode: string) => TransactWrite;
};

const MOST_CONFLICTS = 20;

/** Moves the kiosks of a commune with it, one by one. Can be repeated and may die anywhere. Gives how many it moved. */
export const moveKiosksWithList = async (main: MainTable, { from, to, lineOf }: MoveKiosks): Promise<number> => {
  const kiosks = createKioskStore(main);
  let moved = 0;
  for (let after: string | undefined, more = true; more; ) {
    const page = await kiosks.within(from.version, from.code, { first: LARGEST_PAGE, after });
    for (const { item } of page.items) {
      for (let attempt = 0; ; attempt += 1) {
        if (attempt >= MOST_CONFLICTS) throw new Error(`Kiosk ${item.code} was contended for too long.`);
        const before = await kiosks.get(item.code, true);
        if (before === undefined || before.unitVersion !== from.version || before.communeCode !== from.code) break;
        const change = kiosks.change(before, { ...before, unitVersion: to.version, communeCode: to.code, revision: revisionOf(before) + 1 });
        if (!(await kiosks.write([change, ...(from.code === to.code ? [] : [lineOf(item.code)])]))) continue;
        moved += 1;
        break;
      }
    }
    more = page.hasNextPage;
    after = page.items.at(-1)?.cursor;
  }
  return moved;
};
