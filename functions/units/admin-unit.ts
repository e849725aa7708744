/** A province or commune of one official list. Codes have been reused, so a unit is known by version and code together. */
export type AdminUnit = {
  /** The day from which the list is in force: `2025-07-01`. */
  readonly version: string;
  /** 2 digits for a province, 5 for a commune. */
  readonly code: string;
  readonly level: 'PROVINCE' | 'COMMUNE';
  /** Full official name, NFC. */
  readonly name: string;
  /** The province of a commune. */
  readonly parentCode?: string | undefined;
};

/** 34 provinces and 3,321 communes, in force since 1 July 2025 (Resolution 202/2025/QH15). */
export const UNITS_IN_FORCE = '2025-07-01';
