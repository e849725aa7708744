import { auditWrite } from '../audit/audit.ts';
import { canBeCode } from '../core/ids.ts';
import type { Page, PageQuestion } from '../core/pages.ts';
import type { MainTable } from '../storage/client.ts';
import { createTeams } from '../teams/teams.ts';
import { createKioskDevices, type DeviceParts, type KioskDevices } from './kiosk-devices.ts';
import { createKioskOffice, type KioskOffice, type OfficeParts } from './kiosk-office.ts';
import { createKioskStore } from './kiosk-store.dynamo.ts';
import type { Kiosk } from './kiosk.ts';
import { createPairingStore } from './pairing-store.dynamo.ts';
import { createPlanShifts } from './plan-shifts.ts';

export type Kiosks = {
  /** Undefined when no kiosk has this code. */
  readonly kiosk: (code: string) => Promise<Kiosk | undefined>;
  /** The kiosks of a commune by code. `first`: 1 to 100, else RangeError. */
  readonly kiosksWithin: (unitVersion: string, communeCode: string, page: PageQuestion) => Promise<Page<Kiosk>>;
  /** Writes the whole kiosk, new or not. Throws with the path of a value that cannot be kept. */
  readonly saveKiosk: (kiosk: Kiosk) => Promise<void>;
};

export const createKiosks = (main: MainTable): Kiosks => {
  const store = createKioskStore(main);
  return { kiosk: async (code) => (canBeCode(code) ? store.get(code) : undefined), kiosksWithin: store.within, saveKiosk: store.put };
};

export type KioskPairing = KioskDevices & KioskOffice & { readonly planShifts: ReturnType<typeof createPlanShifts> };

/** What a device does (kiosk-devices.ts), what an office does (kiosk-office.ts), and whose shifts are at the booth (plan-shifts.ts). */
export const createKioskPairing = (
  main: MainTable,
  parts: Omit<DeviceParts, 'kiosks' | 'pairings'> & Omit<OfficeParts, 'kiosks' | 'pairings' | 'auditWrite'>,
): KioskPairing => {
  const stores = { kiosks: createKioskStore(main), pairings: createPairingStore(main) };
  return {
    ...createKioskDevices({ ...parts, ...stores }),
    ...createKioskOffice({ ...parts, ...stores, auditWrite: (entry) => auditWrite(main, entry) }),
    planShifts: createPlanShifts({ ...parts, ...stores, teams: createTeams(main), auditWrite: (entry) => auditWrite(main, entry) }),
  };
};
