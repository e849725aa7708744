import { LARGEST_PAGE, type Page, type PageQuestion } from '../core/pages.ts';

type ListedUnit = { readonly version: string; readonly code: string };

export type PagesOver<Item> = {
  /** In the order in which they are gone through. */
  readonly units: readonly ListedUnit[];
  /** What lies in one of them. */
  readonly pageOf: (version: string, code: string, page: PageQuestion) => Promise<Page<Item>>;
  /** What counts; everything when it is not given. */
  readonly keep?: (item: Item) => boolean;
};

/** One page of what lies in several units, unit after unit. A cursor of another list ends this one. `first`: 1 to 100, else RangeError. */
export const pageOver = async <Item>({ units, pageOf, keep = () => true }: PagesOver<Item>, { first, after }: PageQuestion): Promise<Page<Item>> => {
  if (!Number.isInteger(first) || first < 1 || first > LARGEST_PAGE) throw new RangeError(`A page holds 1 to ${LARGEST_PAGE} items.`);
  const [version, code, ...within] = after?.split('#') ?? [];
  const from = after === undefined ? 0 : units.findIndex((unit) => unit.version === version && unit.code === code);
  const items: { cursor: string; item: Item }[] = [];
  for (const [at, unit] of from < 0 ? [] : units.slice(from).entries()) {
    let inner = at === 0 && after !== undefined ? within.join('#') : undefined;
    for (let more = true; more && items.length <= first; ) {
      const page = await pageOf(unit.version, unit.code, { first: LARGEST_PAGE, after: inner });
      items.push(...page.items.filter(({ item }) => keep(item)).map(({ cursor, item }) => ({ cursor: `${unit.version}#${unit.code}#${cursor}`, item })));
      more = page.hasNextPage;
      inner = page.items.at(-1)?.cursor;
    }
    if (items.length > first) break;
  }
  return { items: items.slice(0, first), hasNextPage: items.length > first };
};
