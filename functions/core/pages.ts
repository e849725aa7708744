/** One page of a list, in the shape that Relay connections need. A page is empty only when nothing remains. */
export type Page<Item> = {
  readonly items: readonly { readonly cursor: string; readonly item: Item }[];
  readonly hasNextPage: boolean;
};

export type PageQuestion = { readonly first: number; readonly after?: string | undefined };

/** The most that one page may hold. */
export const LARGEST_PAGE = 100;
