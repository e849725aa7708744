import { createHash } from 'node:crypto';
import { LARGEST_PAGE, type Page, type PageQuestion } from '../../functions/core/pages.ts';
import { InvalidInputError } from './errors.ts';

/** What a Relay connection's field takes. */
export type ConnectionArguments = { readonly first: number; readonly after?: string | null | undefined };

export type Connection<Item> = {
  readonly edges: readonly { readonly cursor: string; readonly node: Item }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
};

/**
 * Which list it is: the name of its field, and what else decides what is in it, as whose it is or what was looked for. A cursor
 * of one list is none of another: taken for one it would name a place there by chance, and who asks would miss what lies before.
 */
export type ListName = readonly [field: string, ...rest: (string | null | undefined)[]];

/** Cursors are opaque: base64url of their list's mark and the domain's own cursor. The mark tells them from anything else. */
const markOf = (list: ListName): string => `${createHash('sha256').update(JSON.stringify(list)).digest('base64url').slice(0, 8)}:`;

export const encodeCursor = (list: ListName, cursor: string): string => Buffer.from(`${markOf(list)}${cursor}`).toString('base64url');

/** Ours hold an instant and an id, or a folded name and a code. A key of the table holds 1,024 bytes. */
const LONGEST_CURSOR_BYTES = 1000;

const decodeCursor = (list: ListName, text: string): string => {
  const bytes = Buffer.from(text, 'base64url');
  const decoded = bytes.toString('utf8');
  const mark = markOf(list);
  const cursor = decoded.slice(mark.length);
  const isOurs = decoded.startsWith(mark) && cursor !== '' && bytes.length <= LONGEST_CURSOR_BYTES;
  if (!isOurs || encodeCursor(list, cursor) !== text) throw new InvalidInputError('UNKNOWN_CURSOR', ['after']);
  return cursor;
};

const pageQuestion = (list: ListName, { first, after }: ConnectionArguments, largest: number): PageQuestion => {
  if (first < 1 || first > largest) throw new InvalidInputError('PAGE_SIZE', ['first'], largest);
  return after === null || after === undefined ? { first } : { first, after: decodeCursor(list, after) };
};

/** A domain's page as a connection. We page forwards only, so a previous page is one that the caller came from. */
const connectionOf = <Item>(list: ListName, { items, hasNextPage }: Page<Item>, { after }: ConnectionArguments): Connection<Item> => {
  const edges = items.map(({ cursor, item }) => ({ cursor: encodeCursor(list, cursor), node: item }));
  return {
    edges,
    pageInfo: {
      hasNextPage,
      hasPreviousPage: after !== null && after !== undefined,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
};

type Reading<Found> = (question: PageQuestion) => Promise<Found> | Found;

/**
 * One page of a list as a connection; null where `read` finds that who asks may not see the list. Throws INVALID_INPUT for a
 * size below 1 or above `largest`, or a cursor that is not this list's.
 */
export function connection<Item>(list: ListName, page: ConnectionArguments, read: Reading<Page<Item>>, largest?: number): Promise<Connection<Item>>;
export function connection<Item>(list: ListName, page: ConnectionArguments, read: Reading<Page<Item> | undefined>, largest?: number): Promise<Connection<Item> | null>;
export async function connection<Item>(list: ListName, page: ConnectionArguments, read: Reading<Page<Item> | undefined>, largest: number = LARGEST_PAGE): Promise<Connection<Item> | null> {
  const found = await read(pageQuestion(list, page, largest));
  return found === undefined ? null : connectionOf(list, found, page);
}

/** A list that is already in hand, by its places in it. */
export const pageOfList = <Item>(list: readonly Item[], { first, after }: PageQuestion): Page<Item> => {
  const from = after === undefined ? 0 : placeAfter(after, list.length);
  return {
    items: list.slice(from, from + first).map((item, at) => ({ cursor: String(from + at), item })),
    hasNextPage: from + first < list.length,
  };
};

const placeAfter = (cursor: string, length: number): number => {
  const place = Number(cursor);
  if (!Number.isInteger(place) || place < 0 || place >= length) throw new InvalidInputError('UNKNOWN_CURSOR', ['after']);
  return place + 1;
};
