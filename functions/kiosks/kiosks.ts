import { canBeCode } from '../core/ids.ts';
import type { MainTable } from '../storage/client.ts';
import { createKioskStore } from './kiosk-store.dynamo.ts';
import type { Kiosk } from './kiosk.ts';

export type Kiosks = {
  /** Undefined when no kiosk has this code. */
  readonly kiosk: (code: string) => Promise<Kiosk | undefined>;
  /** Writes the whole kiosk, new or not. Throws with the path of a value that cannot be kept. */
  readonly saveKiosk: (kiosk: Kiosk) => Promise<void>;
};

export const createKiosks = (main: MainTable): Kiosks => {
  const store = createKioskStore(main);
  return { kiosk: async (code) => (canBeCode(code) ? store.get(code) : undefined), saveKiosk: store.put };
};
