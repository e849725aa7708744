import type { Clock } from '../core/clock.ts';
import type { MainTable } from '../storage/client.ts';
import { createKioskStore } from './kiosk-store.dynamo.ts';
import { revisionOf } from './kiosk.ts';
import { shiftsAfterMerge } from './shifts.ts';

const MOST_CONFLICTS = 20;

/** Gives the shifts of a team that was merged to the team that it lives on in, kiosk by kiosk. Can be repeated. */
export const moveBooths = async (main: MainTable, from: string, into: string, clock: Clock): Promise<void> => {
  const kiosks = createKioskStore(main);
  for (const code of await kiosks.boothsOf(from)) {
    for (let attempt = 0; ; attempt += 1) {
      if (attempt >= MOST_CONFLICTS) throw new Error(`Kiosk ${code} was contended for too long.`);
      const before = await kiosks.get(code, true);
      const moved = [kiosks.booth(from, code, false), kiosks.booth(into, code, true)];
      const change = before === undefined ? [] : [kiosks.change(before, { ...before, shifts: shiftsAfterMerge(before.shifts, from, into, clock()), revision: revisionOf(before) + 1 })];
      if (await kiosks.write([...change, ...moved])) break;
    }
  }
};
