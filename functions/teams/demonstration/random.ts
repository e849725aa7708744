/** A seeded source of numbers in [0, 1): mulberry32, a 32-bit recurrence by Tommy Ettinger (public domain). */
export type Random = () => number;

export const seededRandom = (seed: number): Random => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** A seed of its own for each thing, so that one commune's teams do not depend on how many another has. FNV-1a, 32 bits. */
export const seedFor = (seed: number, name: string): number => {
  let hash = (0x811c9dc5 ^ seed) >>> 0;
  for (const byte of Buffer.from(name, 'utf8')) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
};

export const pick = <Item>(random: Random, items: readonly Item[]): Item => {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error('There is nothing to pick from.');
  return item;
};

/** A whole number from `least` to `most`, both included. */
export const wholeBetween = (random: Random, least: number, most: number): number =>
  least + Math.floor(random() * (most - least + 1));

/** Normally distributed around 0 with standard deviation 1, cut at 3 (Box–Muller). */
export const normal = (random: Random): number => {
  const value = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Math.max(-3, Math.min(3, value));
};

/** One of the choices, each with its share of the whole; shares add up to 1. */
export const pickByShare = <Item>(random: Random, choices: readonly (readonly [share: number, item: Item])[]): Item => {
  let left = random();
  for (const [share, item] of choices) {
    left -= share;
    if (left < 0) return item;
  }
  const last = choices.at(-1);
  if (last === undefined) throw new Error('There is nothing to pick from.');
  return last[1];
};
