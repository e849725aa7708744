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
  /** Full name of the district that a commune lay in, NFC; there have been none since 1 July 2025. */
  readonly district?: string | undefined;
};

/** 34 provinces and 3,321 communes, in force since 1 July 2025 (Resolution 202/2025/QH15). */
export const UNITS_IN_FORCE = '2025-07-01';

/**
 * The list before: 63 provinces and their communes, with districts. The package that it comes from names no day, but it has
 * the mergers of 1 January 2025 and the months after; we answer with it for days from here on and claim nothing about earlier ones.
 */
export const UNITS_BEFORE = '2025-03-01';
