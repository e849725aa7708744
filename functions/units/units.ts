import { days, instantOf, vietnamDayOf } from '../core/clock.ts';
import { canBeCode } from '../core/ids.ts';
import { LARGEST_PAGE, type Page, type PageQuestion } from '../core/pages.ts';
import type { MainTable } from '../storage/client.ts';
import { UNITS_IN_FORCE, type AdminUnit } from './admin-unit.ts';
import { rememberLists } from './remember-lists.ts';
import { findUnits } from './search-units.ts';
import type { Succession } from './succession.ts';
import { pageOfPlaced, type UnitIndex } from './unit-index.ts';
import { createUnitListStore } from './unit-list-store.dynamo.ts';
import type { UnitVersion } from './unit-list-row.ts';
import { ancestorsOf, followUnit, type UnitToday } from './unit-today.ts';

/** A version with its validity: the first day, which is its name, and the last; no end while no later list is known. */
export type UnitVersionInTime = Omit<UnitVersion, 'hash'> & { readonly until?: string | undefined };

/** What is searched for: see `findUnits`. */
export type UnitSearch = {
  readonly version: string;
  /** The first 200 characters count. */
  readonly text: string;
  /** Code of a province of that version. */
  readonly within?: string | undefined;
};

/**
 * Provinces and communes of any version of the official list. A process reads a list when it is first asked about, in one table
 * query, and answers from then on without the table. `first` of a page: 1 to 100, else RangeError.
 */
export type Units = {
  /** Undefined when the version has no such code. */
  readonly unit: (version: string, code: string) => Promise<AdminUnit | undefined>;
  /** Several at once, in the order of the codes asked for; undefined where there is none. */
  readonly units: (version: string, codes: readonly string[]) => Promise<readonly (AdminUnit | undefined)[]>;
  /** By code. Empty for an unknown version. */
  readonly provinces: (version: string) => Promise<readonly AdminUnit[]>;
  /** The communes of a province by name, tone marks ignored. */
  readonly communes: (version: string, provinceCode: string, page: PageQuestion) => Promise<Page<AdminUnit>>;
  /** Every version, oldest first. A new one is seen within a minute. */
  readonly versions: () => Promise<readonly UnitVersionInTime[]>;
  /** The version in force on this day (`2026-11-23`); undefined before the first list that we have. */
  readonly versionOn: (day: string) => Promise<string | undefined>;
  /** The units that fit, best first. Empty for an unknown version. */
  readonly search: (search: UnitSearch, page: PageQuestion) => Promise<Page<AdminUnit>>;
  /** What became of a unit in the next version, by code. Empty when there is no next one yet, and when nobody knows. */
  readonly successors: (unit: AdminUnit, page: PageQuestion) => Promise<Page<Succession>>;
  /** What of the version before became this unit, by code. Empty as well when nobody knows. */
  readonly predecessors: (unit: AdminUnit, page: PageQuestion) => Promise<Page<Succession>>;
  /** What a unit of any list is in the list in force today; of a list still ahead, itself. Undefined when its list has no such code. */
  readonly today: (version: string, code: string) => Promise<UnitToday | undefined>;
  /** Every unit of the lists before, newest first, whose land this one has in whole or in part, and under which something may be kept. */
  readonly ancestors: (unit: Pick<AdminUnit, 'version' | 'code'>) => Promise<readonly AdminUnit[]>;
  /**
   * Communes of earlier lists of which a part may lie in this unit today, and of which nobody can tell for what is kept there:
   * those divided; for a province also those of which a list does not say what became of them. By list and code.
   */
  readonly inParts: (unit: AdminUnit) => Promise<readonly AdminUnit[]>;
};

/** The first list that was in force while this system ran: nothing is kept under those before. */
export const KEPT_SINCE = UNITS_IN_FORCE;

const LONGEST_SEARCH = 200;

/** `now` in milliseconds: how long ago the versions were read, and which list is in force today. */
export const createUnits = (main: MainTable, now: () => number = Date.now): Units => {
  const remembered = rememberLists(createUnitListStore(main), now);
  const indexOf = async (version: string): Promise<UnitIndex | undefined> => (canBeCode(version) ? remembered.index(version) : undefined);
  /** Of lists that have a version, which are there. */
  const allIndexes = async (versions: readonly string[]): Promise<readonly UnitIndex[]> =>
    (await Promise.all(versions.map(indexOf))).filter((index) => index !== undefined);
  const today: Units['today'] = async (version, code) => {
    const unit = (await indexOf(version))?.byCode.get(code);
    if (unit === undefined) return undefined;
    const day = vietnamDayOf(instantOf(now()));
    const later = (await remembered.versions()).filter((list) => list.version > version && list.version <= day);
    return followUnit(unit, await allIndexes(later.map((list) => list.version)));
  };
  const ancestors: Units['ancestors'] = async (unit) => {
    const until = (await remembered.versions()).filter(({ version }) => version <= unit.version && version >= KEPT_SINCE);
    // A list that this process has not heard of yet leads nowhere.
    return until.at(-1)?.version === unit.version ? ancestorsOf(unit, await allIndexes(until.map(({ version }) => version).reverse())) : [];
  };
  return {
    unit: async (version, code) => (await indexOf(version))?.byCode.get(code),
    units: async (version, codes) => {
      const index = await indexOf(version);
      return codes.map((code) => index?.byCode.get(code));
    },
    provinces: async (version) => (await indexOf(version))?.provinces ?? [],
    communes: async (version, provinceCode, page) => pageOfPlaced((await indexOf(version))?.communesOf(provinceCode) ?? [], page),

    versions: async () => {
      const versions = await remembered.versions();
      return versions.map(({ hash: _hash, ...version }, at) => {
        const next = versions[at + 1];
        return { ...version, ...(next === undefined ? {} : { until: dayBefore(next.version) }) };
      });
    },
    versionOn: async (day) => (await remembered.versions()).findLast(({ version }) => version <= day)?.version,

    search: async ({ version, text, within }, page) => {
      const index = await indexOf(version);
      return pageOfFound(index === undefined ? [] : findUnits(index.searchable(), { text: text.slice(0, LONGEST_SEARCH), within }), page);
    },

    successors: async ({ version, code }, page) => {
      const next = (await remembered.versions()).find(({ formerVersion }) => formerVersion === version);
      return pageOfPlaced(next === undefined ? [] : ((await indexOf(next.version))?.successors(code) ?? []), page);
    },
    predecessors: async ({ version, code }, page) => pageOfPlaced((await indexOf(version))?.predecessors(code) ?? [], page),

    today,
    ancestors,
    inParts: async (unit) => {
      const within = unit.level === 'COMMUNE' ? [unit] : communesIn(await indexOf(unit.version), unit.code);
      const divided = (await Promise.all(within.map(ancestors))).flat();
      const provinces = unit.level === 'COMMUNE' ? [] : await ancestors(unit);
      const gone = await Promise.all(provinces.map(async ({ version, code }) => communesIn(await indexOf(version), code)));
      const once = new Map([...divided, ...gone.flat()].map((commune) => [`${commune.version} ${commune.code}`, commune]));
      const found = await Promise.all(
        [...once].sort(([one], [other]) => (one < other ? -1 : 1)).map(async ([, commune]) => ({ commune, now: await today(commune.version, commune.code) })),
      );
      const isHere = ({ version, code }: AdminUnit): boolean => within.some((own) => own.version === version && own.code === code);
      return found.flatMap(({ commune, now }) => {
        if (now?.kind !== 'IN_PARTS') return [];
        const here = now.among.some(isHere) || (now.among.length === 0 && unit.level === 'PROVINCE');
        return here ? [commune] : [];
      });
    },
  };
};

const communesIn = (index: UnitIndex | undefined, provinceCode: string): readonly AdminUnit[] => (index?.communesOf(provinceCode) ?? []).map(({ item }) => item);

const dayBefore = (day: string): string => instantOf(Date.parse(`${day}T00:00:00.000Z`) - days(1)).slice(0, 10);

/** A list never changes, so a unit's place among those found is a cursor. A cursor of another search ends the list. */
const pageOfFound = (found: readonly AdminUnit[], { first, after }: PageQuestion): Page<AdminUnit> => {
  if (!Number.isInteger(first) || first < 1 || first > LARGEST_PAGE) throw new RangeError(`A page holds 1 to ${LARGEST_PAGE} items.`);
  const at = after === undefined ? -1 : found.findIndex(({ code }) => code === after);
  if (after !== undefined && at < 0) return { items: [], hasNextPage: false };
  return {
    items: found.slice(at + 1, at + 1 + first).map((item) => ({ cursor: item.code, item })),
    hasNextPage: at + 1 + first < found.length,
  };
};
