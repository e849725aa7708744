import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import * as v from 'valibot';
import { contentHash } from '../core/ids.ts';
import type { Row } from '../storage/batch.ts';
import type { AdminUnit } from './admin-unit.ts';
import type { SuccessionLink, UnitList } from './succession.ts';

/** A version of the official list. It holds no end: that is the day before the next one begins, and the two could differ. */
export type UnitVersion = {
  /** The day from which it is in force, and its name. */
  readonly version: string;
  /** The list before it, absent for the first that we have. */
  readonly formerVersion?: string | undefined;
  readonly provinces: number;
  readonly communes: number;
  /** Units about whose past nothing is known, and units of the list before about whose future nothing is. Zero for the first list. */
  readonly withoutPredecessor: number;
  readonly withoutSuccessor: number;
  /** Tells the same list imported again from another one. */
  readonly hash: string;
};

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const day = v.pipe(v.string(), v.isoDate());
const versionEntries = {
  version: day,
  formerVersion: v.optional(day),
  provinces: whole,
  communes: whole,
  withoutPredecessor: whole,
  withoutSuccessor: whole,
  hash: v.pipe(v.string(), v.nonEmpty()),
};
const versionSchema = v.object(versionEntries);
const versionRowSchema = v.object({ v: v.literal(1), ...versionEntries });

export const VERSIONS = 'units';

/** Throws with the path of what is wrong. */
export const rowOfVersion = (version: UnitVersion): Row => ({ pk: VERSIONS, sk: `version#${version.version}`, v: 1, ...v.parse(versionSchema, version) });

export const readVersion = (row: unknown): UnitVersion => {
  const { v: _shape, ...version } = v.parse(versionRowSchema, row);
  return version;
};

/** The version that a list becomes. `former` are the units of the list before it. */
export const versionOf = (list: UnitList, former: readonly AdminUnit[]): UnitVersion => {
  const { version, formerVersion, units, links } = list;
  const from = new Set(links.map(({ code }) => code));
  const to = new Set(links.map(({ formerCode }) => formerCode));
  return {
    version,
    ...(formerVersion === undefined ? {} : { formerVersion }),
    provinces: units.filter(({ level }) => level === 'PROVINCE').length,
    communes: units.filter(({ level }) => level === 'COMMUNE').length,
    withoutPredecessor: formerVersion === undefined ? 0 : units.filter(({ code }) => !from.has(code)).length,
    withoutSuccessor: former.filter(({ code }) => !to.has(code)).length,
    hash: listHash(list),
  };
};

export const listHash = (list: UnitList): string => contentHash(list);

/**
 * A whole list lies in a row or two: 3,355 units with their links take 57 KB packed, the 10,097 of before 85 KB. A list never
 * changes, so a process reads it once, in one query, and then finds, searches and follows units without the table. Each unit as
 * a row of its own would make an import of 23,000 writes that can be cut short. An item ends at 400 KB, a query's answer at 1 MB.
 */
export const listKey = (version: string): string => `units#${version}`;
export const PART = 'part#';
const PART_BYTES = 350_000;
const MOST_PARTS = 2;

const code = v.pipe(v.string(), v.regex(/^(\d{2}|\d{5})$/));
const text = v.pipe(v.string(), v.nonEmpty());
/** Units as code, name, province, district; links as former code, code. Tuples: names of fields would be most of it. */
const packedSchema = v.object({
  units: v.array(v.tuple([code, text, v.nullable(code), v.nullable(text)])),
  formerVersion: v.nullable(day),
  links: v.array(v.tuple([code, code])),
});
const partRowSchema = v.object({ v: v.literal(1), bytes: v.instance(Uint8Array) });

/** A list of many times the units of this country would not fit. */
export class UnitListTooLong extends Error {
  override readonly name = 'UnitListTooLong';
}

/** The rows that hold a list: not to be seen before `rowOfVersion` is there, so written before it or in one transaction with it. */
export const rowsOfList = ({ version, formerVersion, units, links }: UnitList): readonly Row[] => {
  const packed: v.InferInput<typeof packedSchema> = {
    units: units.map(({ code: own, name, parentCode, district }) => [own, name, parentCode ?? null, district ?? null]),
    formerVersion: formerVersion ?? null,
    links: links.map((link) => [link.formerCode, link.code]),
  };
  // Quality 6: within a few per cent as small as 11, which takes half a second.
  const bytes = brotliCompressSync(JSON.stringify(v.parse(packedSchema, packed)), { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } });
  const parts = Math.ceil(bytes.length / PART_BYTES);
  if (parts > MOST_PARTS) throw new UnitListTooLong(`${units.length} units take ${bytes.length} bytes.`);
  return Array.from({ length: parts }, (_, at) => ({
    pk: listKey(version),
    sk: `${PART}${at}`,
    v: 1,
    bytes: bytes.subarray(at * PART_BYTES, (at + 1) * PART_BYTES),
  }));
};

/** Undefined for no rows. Throws when a part is missing or damaged. */
export const readList = (version: string, rows: readonly unknown[]): UnitList | undefined => {
  if (rows.length === 0) return undefined;
  const bytes = brotliDecompressSync(Buffer.concat(rows.map((row) => v.parse(partRowSchema, row).bytes)));
  const { units, formerVersion, links } = v.parse(packedSchema, JSON.parse(bytes.toString('utf8')));
  return {
    version,
    units: units.map(
      ([own, name, parentCode, district]): AdminUnit => ({
        version,
        code: own,
        level: own.length === 2 ? 'PROVINCE' : 'COMMUNE',
        name,
        ...(parentCode === null ? {} : { parentCode }),
        ...(district === null ? {} : { district }),
      }),
    ),
    ...(formerVersion === null ? {} : { formerVersion }),
    links: links.map(([formerCode, own]): SuccessionLink => ({ formerCode, code: own })),
  };
};
