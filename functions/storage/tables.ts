/**
 * The tables, defined once: the local engine creates them from here, and infra/ synthesises them from here.
 * README.md beside this file lists each access pattern with its key and its cost.
 */
export type IndexDefinition = {
  readonly name: string;
  readonly partitionKey: string;
  readonly sortKey: string;
};

export type TableDefinition = {
  /** Logical name: the real name carries the stage before it. */
  readonly name: 'main' | 'contacts';
  readonly partitionKey: string;
  readonly sortKey: string;
  readonly indexes: readonly IndexDefinition[];
  /** Every index copies whole items, so that no list needs a second read. */
  readonly projection: 'ALL';
  readonly stream: 'NEW_AND_OLD_IMAGES' | undefined;
  /** Epoch seconds after which an item no longer counts. Readers filter on it, since deletion comes later. */
  readonly timeToLive: string;
  readonly pointInTimeRecovery: true;
};

/** Units within a province, teams within a commune: `parent` is the whole, `parentSort` orders its parts. */
export const withinIndex = { name: 'within', partitionKey: 'parent', sortKey: 'parentSort' } as const;

/** What a team has to do now: open help requests offered to it or accepted by it, oldest first. Sparse. */
export const queueIndex = { name: 'queue', partitionKey: 'queue', sortKey: 'queueSort' } as const;

/**
 * Requests for which something is due at a known instant, the earliest first. Sparse: a request that can only be moved on
 * by people is not in it.
 */
export const dueIndex = { name: 'due', partitionKey: 'due', sortKey: 'dueSort' } as const;

export const mainTable = {
  name: 'main',
  partitionKey: 'pk',
  sortKey: 'sk',
  indexes: [withinIndex, queueIndex, dueIndex],
  projection: 'ALL',
  stream: 'NEW_AND_OLD_IMAGES',
  timeToLive: 'expiresAt',
  pointInTimeRecovery: true,
} as const satisfies TableDefinition;

/**
 * Contact details, apart from everything else, so that they can stay inside the country: their own table, their own
 * key, their own endpoint (product.md, "Privacy").
 */
export const contactsTable = {
  name: 'contacts',
  partitionKey: 'pk',
  sortKey: 'sk',
  indexes: [],
  projection: 'ALL',
  stream: undefined,
  timeToLive: 'expiresAt',
  pointInTimeRecovery: true,
} as const satisfies TableDefinition;

export const tables: readonly TableDefinition[] = [mainTable, contactsTable];
