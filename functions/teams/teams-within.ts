import { LARGEST_PAGE, type Page, type PageQuestion } from '../core/pages.ts';
import type { AdminUnit } from '../units/admin-unit.ts';
import type { Units } from '../units/units.ts';
import type { Kept, Team } from './team.ts';
import type { Teams } from './teams.ts';

/** Communes whose teams are read at once: most have some twenty teams, so a page of 100 takes one or two rounds. */
const COMMUNES_AT_ONCE = 8;

/**
 * A province has up to 5,000 teams, and whoever draws them on a map waits for all of its pages. More than this is too much for
 * one question (graphql/limits): with its skills and its commune, each team counts for some thirteen objects.
 */
export const MOST_TEAMS_OF_PAGE = 300;

type Parts = { readonly teams: Pick<Teams, 'teamsOfCommune'>; readonly units: Pick<Units, 'communes'> };

/** Up to where a province was read: a commune, by its cursor and code, and the last team that was given of it. */
type PlaceInProvince = { readonly communeCursor: string; readonly communeCode: string; readonly teamCursor: string };

/**
 * The teams of a commune by code, at most 100 of them on a page, and of a province by the name of their commune and then by
 * code. `first`: 1 to 300, else RangeError. A cursor of another list ends this one.
 */
export const teamsWithin = async (parts: Parts, unit: AdminUnit, page: PageQuestion): Promise<Page<Kept<Team>>> => {
  if (!Number.isInteger(page.first) || page.first < 1 || page.first > MOST_TEAMS_OF_PAGE) throw new RangeError(`A page holds 1 to ${MOST_TEAMS_OF_PAGE} items.`);
  if (unit.level === 'COMMUNE') return parts.teams.teamsOfCommune(unit.version, unit.code, { ...page, first: Math.min(page.first, LARGEST_PAGE) });
  const from = page.after === undefined ? undefined : placeOf(page.after);
  if (page.after !== undefined && from === undefined) return { items: [], hasNextPage: false };
  const items: { cursor: string; item: Kept<Team> }[] = [];
  // One more than is asked for says whether more remains.
  for await (const item of teamsOfProvince(parts, unit, from)) {
    if (items.length === page.first) return { items, hasNextPage: true };
    items.push(item);
  }
  return { items, hasNextPage: false };
};

async function* teamsOfProvince({ teams, units }: Parts, province: AdminUnit, from: PlaceInProvince | undefined) {
  const ofCommune = async (communeCursor: string, communeCode: string, after?: string) => {
    const found: { cursor: string; item: Kept<Team> }[] = [];
    let next: string | undefined = after;
    for (let more = true; more; ) {
      const page: Page<Kept<Team>> = await teams.teamsOfCommune(province.version, communeCode, next === undefined ? { first: LARGEST_PAGE } : { first: LARGEST_PAGE, after: next });
      for (const { cursor, item } of page.items) found.push({ cursor: cursorOf({ communeCursor, communeCode, teamCursor: cursor }), item });
      more = page.hasNextPage;
      next = page.items.at(-1)?.cursor;
    }
    return found;
  };
  if (from !== undefined) yield* await ofCommune(from.communeCursor, from.communeCode, from.teamCursor);
  let after = from?.communeCursor;
  for (let more = true; more; ) {
    const communes = await units.communes(province.version, province.code, after === undefined ? { first: COMMUNES_AT_ONCE } : { first: COMMUNES_AT_ONCE, after });
    const found = await Promise.all(communes.items.map(({ cursor, item }) => ofCommune(cursor, item.code)));
    yield* found.flat();
    more = communes.hasNextPage;
    after = communes.items.at(-1)?.cursor;
  }
}

const cursorOf = ({ communeCursor, communeCode, teamCursor }: PlaceInProvince): string => JSON.stringify([communeCursor, communeCode, teamCursor]);

const placeOf = (cursor: string): PlaceInProvince | undefined => {
  const parts = partsOf(cursor);
  const [communeCursor, communeCode, teamCursor, ...more] = Array.isArray(parts) ? (parts as unknown[]) : [];
  return typeof communeCursor === 'string' && typeof communeCode === 'string' && typeof teamCursor === 'string' && more.length === 0
    ? { communeCursor, communeCode, teamCursor }
    : undefined;
};

const partsOf = (cursor: string): unknown => {
  try {
    return JSON.parse(cursor);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};
