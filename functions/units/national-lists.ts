import { fail, succeed, type Result } from '../core/result.ts';
import { tidyText } from '../core/text.ts';
import { UNITS_BEFORE, UNITS_IN_FORCE, type AdminUnit } from './admin-unit.ts';
import { checkUnits, faultsOfUnits, refusedFor, type CheckedUnits, type ListedMapping, type ListedUnits, type UnitListRefused } from './check-units.ts';
import { formerProvinceCodes } from './former-province-codes.ts';
import { distinctLinks, successionsOf, type SuccessionLink, type UnitList } from './succession.ts';

/** What the checks found about the list before 1 July 2025 and about the way from it to the list since. */
export type FormerUnitsReport = {
  readonly provinces: number;
  readonly communes: number;
  /** Communes of which the source does not know that they were there: 10,035 were, by the figures given out with the rearrangement. */
  readonly communesMissing: number;
  readonly districts: number;
  /** Mapping rows that gave a link, some the same one: by both codes; by the full names, since a code was missing or wrong. */
  readonly linkedByCode: number;
  readonly linkedByName: number;
  /** Mapping rows that gave none: they name a commune that was merged away before, or none at all. */
  readonly withoutFormerUnit: number;
  /** Mapping rows whose new unit is not in the list, by code or by name. */
  readonly withoutUnit: number;
  /** Former communes whose land is in several communes now, as far as the source says so. */
  readonly divided: number;
  /** Codes of communes of now about whose past nothing is known. */
  readonly withoutPredecessor: readonly string[];
};

export type NationalLists = {
  readonly former: UnitList;
  readonly current: UnitList;
  readonly checked: CheckedUnits;
  readonly formerReport: FormerUnitsReport;
};

const COMMUNES_BEFORE = 10_035;

/**
 * Both lists of the package, through checks. Communes of before come from the mapping's rows with a code, none is made up; the
 * package gives no codes of districts, so a district is a name. A row without a code is used where its full name (province,
 * district, commune) is that of exactly one commune; so is a new unit's full name where its code is not in the list, or is another
 * unit's. Provinces follow their communes.
 */
export const nationalLists = (listed: ListedUnits): Result<NationalLists, UnitListRefused> => {
  const checked = checkUnits(listed, UNITS_IN_FORCE);
  if (!checked.ok) return checked;
  const { units } = checked.value;
  const unknownProvinces = new Set(listed.mappings.flatMap(({ oldProvinceName: name }) => (name === null || provinceCodeOf(name) !== undefined ? [] : [name])));
  const formerUnits = formerUnitsOf(listed.mappings);
  const faults = [...[...unknownProvinces].map((name) => ({ kind: 'FORMER_PROVINCE' as const, name })), ...faultsOfUnits(formerUnits)];
  if (faults.length > 0) return fail(refusedFor(faults));

  const found = listed.mappings.map(linkFinder(formerUnits, units));
  const communeLinks = distinctLinks(found.flatMap(({ link }) => link ?? []));
  const current: UnitList = {
    version: UNITS_IN_FORCE,
    units,
    formerVersion: UNITS_BEFORE,
    links: distinctLinks([...provinceLinks(communeLinks, formerUnits, units), ...communeLinks]),
  };
  const reached = new Set(communeLinks.map(({ code }) => code));
  const formerCommunes = formerUnits.filter(({ level }) => level === 'COMMUNE');
  const divided = successionsOf(current).filter(({ kind, formerCode }) => kind === 'DIVIDED_AMONG' && formerCode.length === 5);
  return succeed({
    former: { version: UNITS_BEFORE, units: formerUnits, links: [] },
    current,
    checked: checked.value,
    formerReport: {
      provinces: formerUnits.length - formerCommunes.length,
      communes: formerCommunes.length,
      communesMissing: COMMUNES_BEFORE - formerCommunes.length,
      districts: new Set(formerCommunes.map(({ parentCode, district }) => `${parentCode ?? ''}/${district ?? ''}`)).size,
      linkedByCode: found.filter(({ by }) => by === 'CODE').length,
      linkedByName: found.filter(({ by }) => by === 'NAME').length,
      withoutFormerUnit: found.filter(({ by }) => by === 'NO_FORMER_UNIT').length,
      withoutUnit: found.filter(({ by }) => by === 'NO_UNIT').length,
      divided: new Set(divided.map(({ formerCode }) => formerCode)).size,
      withoutPredecessor: units.filter(({ level, code }) => level === 'COMMUNE' && !reached.has(code)).map(({ code }) => code),
    },
  });
};

const provinceCodeOf = (name: string): string | undefined => formerProvinceCodes[tidyText(name)];

const formerUnitsOf = (mappings: readonly ListedMapping[]): readonly AdminUnit[] => {
  const provinces = Object.entries(formerProvinceCodes).map(([name, code]): AdminUnit => ({ version: UNITS_BEFORE, code, level: 'PROVINCE', name }));
  const communes = new Map<string, AdminUnit>();
  for (const { oldCode, oldName, oldDistrictName, oldProvinceName } of mappings) {
    if (oldCode === null || oldCode === '' || oldName === null || oldDistrictName === null || oldProvinceName === null) continue;
    const parentCode = provinceCodeOf(oldProvinceName);
    const unit: AdminUnit = { version: UNITS_BEFORE, code: oldCode, level: 'COMMUNE', name: tidyText(oldName), parentCode, district: tidyText(oldDistrictName) };
    // The same commune may stand in several rows; two communes with one code may not, and the checks then tell.
    communes.set(`${oldCode} ${parentCode ?? ''} ${unit.district ?? ''} ${unit.name}`, unit);
  }
  return [...provinces, ...[...communes.values()].sort((a, b) => (a.code < b.code ? -1 : 1))];
};

type Found = { readonly by: 'CODE' | 'NAME' | 'NO_FORMER_UNIT' | 'NO_UNIT'; readonly link?: SuccessionLink };

const linkFinder = (formerUnits: readonly AdminUnit[], units: readonly AdminUnit[]): ((row: ListedMapping) => Found) => {
  const former = codesByFullName(formerUnits);
  const now = codesByFullName(units);
  const nowByCode = new Map(units.map((unit) => [unit.code, unit]));
  const formerCodes = new Set(formerUnits.map(({ code }) => code));
  return (row) => {
    const formerByCode = row.oldCode !== null && formerCodes.has(row.oldCode) ? row.oldCode : undefined;
    const formerCode =
      formerByCode ?? (row.oldName === null ? undefined : former.get(fullName(row.oldProvinceName ?? '', row.oldDistrictName ?? '', row.oldName)));
    if (formerCode === undefined) return { by: 'NO_FORMER_UNIT' };
    const codeAgrees = nowByCode.get(row.newCode)?.name === tidyText(row.newName);
    const code = codeAgrees ? row.newCode : now.get(fullName(row.newProvinceName, '', row.newName));
    if (code === undefined) return { by: 'NO_UNIT' };
    return { by: formerByCode !== undefined && codeAgrees ? 'CODE' : 'NAME', link: { formerCode, code } };
  };
};

const fullName = (province: string, district: string, name: string): string => `${tidyText(province)}/${tidyText(district)}/${tidyText(name)}`;

/** No two communes share all three names: the checks refuse such a list. */
const codesByFullName = (units: readonly AdminUnit[]): ReadonlyMap<string, string> => {
  const provinces = new Map(units.filter(({ level }) => level === 'PROVINCE').map(({ code, name }) => [code, name]));
  return new Map(
    units
      .filter(({ level }) => level === 'COMMUNE')
      .map(({ code, name, district = '', parentCode = '' }) => [fullName(provinces.get(parentCode) ?? '', district, name), code]),
  );
};

/** A province's land is that of its communes. */
const provinceLinks = (links: readonly SuccessionLink[], formerUnits: readonly AdminUnit[], units: readonly AdminUnit[]): readonly SuccessionLink[] => {
  const formerParents = new Map(formerUnits.map(({ code, parentCode }) => [code, parentCode]));
  const parents = new Map(units.map(({ code, parentCode }) => [code, parentCode]));
  return links.flatMap((link) => {
    const formerCode = formerParents.get(link.formerCode);
    const code = parents.get(link.code);
    return formerCode === undefined || code === undefined ? [] : [{ formerCode, code }];
  });
};

/** The report in the few lines that an operator reads when units are loaded. */
export const linesOfFormerReport = (report: FormerUnitsReport): readonly string[] => [
  `Units before 1 July 2025: ${count(report.provinces)} provinces, ${count(report.communes)} communes in ${count(report.districts)} districts; ${count(report.communesMissing)} of 10,035 communes are not in the source.`,
  `From then to now: ${count(report.linkedByCode)} rows of the mapping used by code, ${count(report.linkedByName)} by full name; not used: ${count(report.withoutFormerUnit)} from a unit that was not there then, ${count(report.withoutUnit)} to one that is not there now. ${count(report.divided)} communes are known to be divided; of ${count(report.withoutPredecessor.length)} communes of now nothing is known before (${report.withoutPredecessor.join(', ')}).`,
];

const count = (value: number): string => value.toLocaleString('en');
