/** The typing of our texts: Vietnamese is the source of truth, every other language has exactly its keys. */

/** The languages of our screens. */
export type Language = 'vi' | 'en';

export type MessageTree = { readonly [key: string]: string | MessageTree };

/** The same keys as T, with any words. Put it on `en`: a missing or an extra key does not compile. */
export type SameKeys<T> = { readonly [K in keyof T]: T[K] extends string ? string : SameKeys<T[K]> };

/** 'ticket.number' | 'ticket.promise' | … */
export type Key<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${Key<T[K]>}`;
}[keyof T & string];

type At<T, P extends string> = P extends `${infer Head}.${infer Rest}`
  ? Head extends keyof T
    ? At<T[Head], Rest>
    : never
  : P extends keyof T
    ? T[P]
    : never;

type NamesIn<S> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;

/** What a text asks for: `Còn {count} phút` asks for count. */
export type Values<T, P extends string> = NamesIn<At<T, P>> extends infer Names extends string
  ? [Names] extends [never]
    ? []
    : [values: Readonly<Record<Names, string | number>>]
  : [];
