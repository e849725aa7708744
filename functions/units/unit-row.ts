import * as v from 'valibot';
import { foldForSearch } from '../core/text.ts';
import type { AdminUnit } from './admin-unit.ts';

const unitEntries = {
  version: v.pipe(v.string(), v.isoDate()),
  code: v.pipe(v.string(), v.regex(/^(\d{2}|\d{5})$/)),
  level: v.picklist(['PROVINCE', 'COMMUNE']),
  name: v.pipe(v.string(), v.nonEmpty()),
  parentCode: v.optional(v.string()),
  district: v.optional(v.pipe(v.string(), v.nonEmpty())),
};
const unitSchema = v.object(unitEntries);
const unitRowSchema = v.object({ v: v.literal(1), ...unitEntries });

export const unitKey = (version: string, code: string) => ({ pk: `unit#${version}#${code}`, sk: 'unit' });

/** Provinces lie within `VN`. */
export const unitParent = (version: string, code: string): string => `unit#${version}#${code}`;
export const COUNTRY = 'VN';

/**
 * Provinces come in the order of their codes, as in official lists; communes by name, as people look for them. Throws with
 * the path of what is wrong.
 */
export const rowOfUnit = (unit: AdminUnit) => ({
  ...unitKey(unit.version, unit.code),
  v: 1,
  ...v.parse(unitSchema, unit),
  parent: unitParent(unit.version, unit.parentCode ?? COUNTRY),
  parentSort: unit.level === 'PROVINCE' ? unit.code : `${foldForSearch(unit.name)}#${unit.code}`,
});

export const readUnit = (row: unknown): AdminUnit => {
  const { v: _shape, ...unit } = v.parse(unitRowSchema, row);
  return unit;
};
