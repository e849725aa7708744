import type { Page, PageQuestion } from '../core/pages.ts';
import { LARGEST_PAGE } from '../core/pages.ts';
import { foldForSearch } from '../core/text.ts';
import type { AdminUnit } from './admin-unit.ts';
import { searchableUnits, type SearchableUnit } from './search-units.ts';
import { successionsOf, type Succession, type UnitList } from './succession.ts';

/** A list as it is asked: everything found at once, since all of it lies in memory. */
export type UnitIndex = {
  readonly byCode: ReadonlyMap<string, AdminUnit>;
  /** By code, as in official lists. */
  readonly provinces: readonly AdminUnit[];
  /** By name, as people look for them. */
  readonly communesOf: (provinceCode: string) => readonly Placed<AdminUnit>[];
  /** Of a unit of the list before, by code. */
  readonly successors: (formerCode: string) => readonly Placed<Succession>[];
  /** Of a unit of this list, by code. */
  readonly predecessors: (code: string) => readonly Placed<Succession>[];
  /** Folding every name takes some 20 to 100 ms, so it is done when somebody first searches. */
  readonly searchable: () => readonly SearchableUnit[];
};

/** Something with its place in an order. No two places are the same. */
export type Placed<Item> = { readonly place: string; readonly item: Item };

export const indexUnits = (list: UnitList): UnitIndex => {
  const inOrder = <Item>(placed: readonly Placed<Item>[]): readonly Placed<Item>[] => placed.toSorted((a, b) => (a.place < b.place ? -1 : 1));
  const grouped = <Item>(items: readonly Item[], keyOf: (item: Item) => string, placeOf: (item: Item) => string) => {
    const groups = new Map([...Map.groupBy(items, keyOf)].map(([key, within]) => [key, inOrder(within.map((item) => ({ place: placeOf(item), item })))]));
    return (key: string): readonly Placed<Item>[] => groups.get(key) ?? [];
  };
  const successions = successionsOf(list);
  let searchable: readonly SearchableUnit[] | undefined;
  return {
    byCode: new Map(list.units.map((unit) => [unit.code, unit])),
    provinces: list.units.filter(({ level }) => level === 'PROVINCE').toSorted((a, b) => (a.code < b.code ? -1 : 1)),
    communesOf: grouped(
      list.units.filter(({ level }) => level === 'COMMUNE'),
      ({ parentCode = '' }) => parentCode,
      ({ name, code }) => `${foldForSearch(name)}#${code}`,
    ),
    successors: grouped(successions, ({ formerCode }) => formerCode, ({ code }) => code),
    predecessors: grouped(successions, ({ code }) => code, ({ formerCode }) => formerCode),
    searchable: () => (searchable ??= searchableUnits(list.units)),
  };
};

/** A page after a place; any text is a place. Throws RangeError for `first` outside 1 to 100. */
export const pageOfPlaced = <Item>(placed: readonly Placed<Item>[], { first, after = '' }: PageQuestion): Page<Item> => {
  if (!Number.isInteger(first) || first < 1 || first > LARGEST_PAGE) throw new RangeError(`A page holds 1 to ${LARGEST_PAGE} items.`);
  const rest = placed.filter(({ place }) => place > after);
  return { items: rest.slice(0, first).map(({ place, item }) => ({ cursor: place, item })), hasNextPage: rest.length > first };
};
