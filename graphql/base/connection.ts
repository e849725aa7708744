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

/** Cursors are opaque: base64url of a mark and the domain's own cursor. The mark tells ours from anything else. */
const MARK = 'after:';

export const encodeCursor = (cursor: string): string => Buffer.from(`${MARK}${cursor}`).toString('base64url');

/** Ours hold an instant and an id, or a folded name and a code. A key of the table holds 1,024 bytes. */
const LONGEST_CURSOR_BYTES = 1000;

const decodeCursor = (text: string): string => {
  const bytes = Buffer.from(text, 'base64url');
  const decoded = bytes.toString('utf8');
  const cursor = decoded.slice(MARK.length);
  const isOurs = decoded.startsWith(MARK) && cursor !== '' && bytes.length <= LONGEST_CURSOR_BYTES;
  if (!isOurs || encodeCursor(cursor) !== text) throw new InvalidInputError('UNKNOWN_CURSOR', ['after']);
  return cursor;
};

/** The domain's question for a page. Throws INVALID_INPUT for a size out of bounds or a cursor that is not ours. */
export const pageQuestion = ({ first, after }: ConnectionArguments, largest: number = LARGEST_PAGE): PageQuestion => {
  if (first < 1 || first > largest) throw new InvalidInputError('PAGE_SIZE', ['first'], largest);
  return after === null || after === undefined ? { first } : { first, after: decodeCursor(after) };
};

/** A domain's page as a connection. We page forwards only, so a previous page is one that the caller came from. */
export const connectionOf = <Item>({ items, hasNextPage }: Page<Item>, { after }: ConnectionArguments): Connection<Item> => {
  const edges = items.map(({ cursor, item }) => ({ cursor: encodeCursor(cursor), node: item }));
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
