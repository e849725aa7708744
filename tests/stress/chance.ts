import { randomInt } from 'node:crypto';

/** Chance that can be had again: the same seed gives the same throws in the same order. */
export type Chance = {
  /** From 0 up to and without 1. */
  readonly next: () => number;
  /** A whole number, both ends included. */
  readonly between: (least: number, most: number) => number;
  /** True this often, from 0 to 1. */
  readonly happens: (share: number) => boolean;
  readonly pick: <Item>(items: readonly Item[]) => Item;
  /** So many different ones. */
  readonly pickSome: <Item>(items: readonly Item[], count: number) => Item[];
};

/** Prints its seed, and takes the one in STRESS_SEED when somebody wants a run again. */
export const openChance = (what: string): Chance => {
  const seed = Number(process.env['STRESS_SEED'] ?? randomInt(2 ** 31));
  console.log(`${what}: STRESS_SEED=${seed}`);
  return chanceOf(seed);
};

/** Mulberry32 by Tommy Ettinger (public domain): 32 bits of state are plenty for choosing among dozens. */
export const chanceOf = (seed: number): Chance => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[between(0, items.length - 1)];
    if (item === undefined) throw new Error('there is nothing to pick from');
    return item;
  };
  const pickSome = <Item>(items: readonly Item[], count: number): Item[] => {
    const left = [...items];
    return Array.from({ length: Math.min(count, items.length) }, () => left.splice(between(0, left.length - 1), 1)).flat();
  };
  return { next, between, happens: (share) => next() < share, pick, pickSome };
};
