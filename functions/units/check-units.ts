import { tidyText } from '../core/text.ts';
import { fail, succeed } from '../core/result.ts';
import type { Result } from '../core/result.ts';
import type { AdminUnit } from './admin-unit.ts';
import type { UnitFault } from './unit-fault.ts';

/** A list as it came, nothing of it trusted yet. */
export type ListedUnits = {
  readonly provinces: readonly { readonly code: string; readonly name: string }[];
  readonly communes: readonly { readonly code: string; readonly name: string; readonly provinceCode: string }[];
  readonly mappings: readonly ListedMapping[];
};

export type ListedMapping = {
  readonly oldCode: string | null;
  readonly oldName: string | null;
  readonly oldDistrictName: string | null;
  readonly oldProvinceName: string | null;
  readonly newCode: string;
  readonly newName: string;
  readonly newProvinceName: string;
};

/** A commune of before 1 July 2025, or a part of it, became part of a commune of now. */
export type UnitSuccession = {
  readonly oldCode: string;
  readonly oldName: string;
  readonly oldProvinceName: string;
  readonly newCode: string;
};

/** What the checks found. Numbers of units or mapping rows. */
export type UnitReport = {
  readonly provinces: number;
  readonly communes: number;
  /** Names that were put into NFC with single spaces. */
  readonly namesRepaired: number;
  /** Communes that share their full name with one of another province: allowed, since code and province tell them apart. */
  readonly namesShared: number;
  readonly mappingsKept: number;
  /** Rows of the mapping that do not say which unit they come from: refused. */
  readonly mappingsWithoutOldCode: number;
  /** Rows of the mapping that lead to no unit of the list: refused. Some lack the old code as well. */
  readonly mappingsToUnknownCode: number;
};

export type CheckedUnits = {
  readonly units: readonly AdminUnit[];
  readonly successions: readonly UnitSuccession[];
  readonly report: UnitReport;
};

/** The list cannot be used. `faults`: at most 20 of them; `count` is how many there are. */
export type UnitListRefused = { readonly type: 'UnitListRefused'; readonly count: number; readonly faults: readonly UnitFault[] };

/** How many provinces and communes a list must have: Resolution 202/2025/QH15 and the 34 resolutions on communes. */
export type ExpectedCounts = { readonly provinces: number; readonly communes: number };
export const COUNTS_IN_FORCE: ExpectedCounts = { provinces: 34, communes: 3321 };

const MOST_FAULTS_TOLD = 20;

/**
 * Names are repaired, mapping rows may be refused one by one; a fault in the units themselves refuses the whole list, since
 * a country with a commune missing or known twice would misroute in silence.
 */
export const checkUnits = (
  listed: ListedUnits,
  version: string,
  expected: ExpectedCounts = COUNTS_IN_FORCE,
): Result<CheckedUnits, UnitListRefused> => {
  const provinces: AdminUnit[] = listed.provinces.map(({ code, name }) => ({ version, code, level: 'PROVINCE', name: tidyText(name) }));
  const communes: AdminUnit[] = listed.communes.map(({ code, name, provinceCode }) => ({
    version,
    code,
    level: 'COMMUNE',
    name: tidyText(name),
    parentCode: provinceCode,
  }));
  const faults = faultsOfUnits([...provinces, ...communes], expected);
  if (faults.length > 0) return fail(refusedFor(faults));
  const known = new Set(communes.map(({ code }) => code));
  const successions = listed.mappings.flatMap((row) => successionOf(row, known) ?? []);
  return succeed({
    units: [...provinces, ...communes],
    successions,
    report: {
      provinces: provinces.length,
      communes: communes.length,
      namesRepaired: [...listed.provinces, ...listed.communes].filter(({ name }) => name !== tidyText(name)).length,
      namesShared: sharedNames(communes),
      mappingsKept: successions.length,
      mappingsWithoutOldCode: listed.mappings.filter((row) => !hasOldCode(row)).length,
      mappingsToUnknownCode: listed.mappings.filter(({ newCode }) => !known.has(newCode)).length,
    },
  });
};

export const refusedFor = (faults: readonly UnitFault[]): UnitListRefused => ({
  type: 'UnitListRefused',
  count: faults.length,
  faults: faults.slice(0, MOST_FAULTS_TOLD),
});

/** What makes a list unusable; nothing when it is sound. Without `expected`, any number of units will do. */
export const faultsOfUnits = (units: readonly AdminUnit[], expected?: ExpectedCounts): readonly UnitFault[] => {
  // The first line of a file names the columns.
  const rows = units.map((unit, at): InRow => ({ unit, row: at + 2 }));
  const [provinces, communes] = (['PROVINCE', 'COMMUNE'] as const).map((level) => rows.filter(({ unit }) => unit.level === level)) as [InRow[], InRow[]];
  return [
    ...(expected === undefined ? [] : faultsOfCounts({ PROVINCE: [expected.provinces, provinces.length], COMMUNE: [expected.communes, communes.length] })),
    ...faultsOfForm(provinces, 2),
    ...faultsOfForm(communes, 5),
    ...faultsOfPlace(communes, new Set(provinces.map(({ unit }) => unit.code))),
  ];
};

type InRow = { readonly unit: AdminUnit; readonly row: number };

const faultsOfCounts = (counts: Readonly<Record<AdminUnit['level'], readonly [expected: number, found: number]>>): readonly UnitFault[] =>
  (['PROVINCE', 'COMMUNE'] as const).flatMap((level) => {
    const [expected, found] = counts[level];
    return expected === found ? [] : [{ kind: 'OTHER_COUNT', level, expected, found }];
  });

const faultsOfForm = (rows: readonly InRow[], digits: number): UnitFault[] => {
  const form = new RegExp(`^\\d{${digits}}$`, 'u');
  const rowOf = new Map<string, number>();
  return rows.flatMap(({ unit: { code, name }, row }): UnitFault[] => {
    const first = rowOf.get(code);
    if (first === undefined) rowOf.set(code, row);
    return [
      ...(form.test(code) ? [] : [{ kind: 'CODE_FORM' as const, row, code, name, digits }]),
      ...(first === undefined ? [] : [{ kind: 'CODE_TWICE' as const, row, code, first }]),
      ...(name === '' ? [{ kind: 'NO_NAME' as const, row, code }] : []),
    ];
  });
};

const faultsOfPlace = (rows: readonly InRow[], provinceCodes: ReadonlySet<string>): UnitFault[] => {
  const rowOf = new Map<string, number>();
  return rows.flatMap(({ unit: { code, name, district = '', parentCode: provinceCode = '' }, row }): UnitFault[] => {
    // Where there were districts, each could have a "Phường 1".
    const fullName = [provinceCode, district, name].join('/');
    const first = rowOf.get(fullName);
    if (first === undefined) rowOf.set(fullName, row);
    return [
      ...(provinceCodes.has(provinceCode) ? [] : [{ kind: 'UNKNOWN_PROVINCE' as const, row, code, name, provinceCode }]),
      ...(first === undefined ? [] : [{ kind: 'NAME_TWICE' as const, row, name, provinceCode, district, first }]),
    ];
  });
};

const sharedNames = (communes: readonly AdminUnit[]): number => {
  const counts = new Map<string, number>();
  for (const { name } of communes) counts.set(name, (counts.get(name) ?? 0) + 1);
  return communes.filter(({ name }) => (counts.get(name) ?? 0) > 1).length;
};

const hasOldCode = ({ oldCode }: ListedMapping): boolean => oldCode !== null && /^\d{5}$/.test(oldCode);

const successionOf = (row: ListedMapping, known: ReadonlySet<string>): UnitSuccession | undefined => {
  const { oldCode, oldName, oldProvinceName, newCode } = row;
  if (!hasOldCode(row) || oldCode === null || oldName === null || oldProvinceName === null || !known.has(newCode)) return undefined;
  return { oldCode, oldName: tidyText(oldName), oldProvinceName: tidyText(oldProvinceName), newCode };
};

/** The report in the few lines that an operator reads when units are loaded. */
export const linesOfReport = (report: UnitReport): readonly string[] => [
  `Units: ${count(report.provinces)} provinces, ${count(report.communes)} communes.`,
  `Repaired: ${count(report.namesRepaired)} names put into one Unicode form (NFC). ${count(report.namesShared)} communes share a name with one of another province: allowed.`,
  `Mapping from the communes before: ${count(report.mappingsKept)} rows kept; refused: ${count(report.mappingsWithoutOldCode)} without an old code, ${count(report.mappingsToUnknownCode)} to an unknown code (some are both).`,
];

const count = (value: number): string => value.toLocaleString('en');
