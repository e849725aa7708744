import { canBeCode } from '../core/ids.ts';
import type { Page, PageQuestion } from '../core/pages.ts';
import type { MainTable } from '../storage/client.ts';
import type { AdminUnit } from './admin-unit.ts';
import { createUnitStore } from './unit-store.dynamo.ts';

/** Provinces and communes of any version of the official list. */
export type Units = {
  /** Undefined when the version has no such code. */
  readonly unit: (version: string, code: string) => Promise<AdminUnit | undefined>;
  /** Several at once, in the order of the codes asked for; undefined where there is none. */
  readonly units: (version: string, codes: readonly string[]) => Promise<readonly (AdminUnit | undefined)[]>;
  /** By code. Empty for an unknown version. */
  readonly provinces: (version: string) => Promise<readonly AdminUnit[]>;
  /** The communes of a province by name, tone marks ignored. `first`: 1 to 100, else RangeError. */
  readonly communes: (version: string, provinceCode: string, page: PageQuestion) => Promise<Page<AdminUnit>>;
};

export const createUnits = (main: MainTable): Units => {
  const store = createUnitStore(main);
  return {
    unit: async (version, code) => (canBeCode(version) && canBeCode(code) ? store.get(version, code) : undefined),
    units: async (version, codes) => {
      const found = new Map((await store.getMany(version, canBeCode(version) ? [...new Set(codes)].filter(canBeCode) : [])).map((unit) => [unit.code, unit]));
      return codes.map((code) => found.get(code));
    },
    provinces: store.provinces,
    communes: store.within,
  };
};
