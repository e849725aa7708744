/** The lowest and highest of whole numbers; of none, Infinity and −Infinity. */
export type Span = { readonly low: number; readonly high: number };

export type Bounds = { readonly lat: Span; readonly lon: Span };

export const spanOf = (values: Int32Array): Span => {
  let low = Infinity;
  let high = -Infinity;
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] as number;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { low, high };
};

/**
 * The rows in the order of a Hilbert curve over the box of their positions: neighbours on the ground become neighbours
 * in memory, so that a tree packed in this order has small boxes. Linear time: a radix sort over 26-bit keys, which tell
 * apart cells of 200 m in a country 1,650 km long.
 */
export const spatialOrder = (lat: Int32Array, lon: Int32Array, bounds: Bounds): Uint32Array => {
  const count = lat.length;
  const south = bounds.lat.low;
  const west = bounds.lon.low;
  const scale = 65_535 / Math.max(1, bounds.lat.high - south, bounds.lon.high - west);
  const keys = new Uint32Array(count);
  const lowStarts = new Uint32Array(DIGITS + 1);
  const highStarts = new Uint32Array(DIGITS + 1);
  for (let row = 0; row < count; row += 1) {
    const key = hilbertKey(((lon[row] as number) - west) * scale, ((lat[row] as number) - south) * scale) >>> UNUSED_BITS;
    keys[row] = key;
    const low = (key & LAST_DIGIT) + 1;
    const high = (key >>> DIGIT_BITS) + 1;
    lowStarts[low] = (lowStarts[low] as number) + 1;
    highStarts[high] = (highStarts[high] as number) + 1;
  }
  for (let digit = 0; digit < DIGITS; digit += 1) {
    lowStarts[digit + 1] = (lowStarts[digit + 1] as number) + (lowStarts[digit] as number);
    highStarts[digit + 1] = (highStarts[digit + 1] as number) + (highStarts[digit] as number);
  }
  const byLow = new Uint32Array(count);
  for (let row = 0; row < count; row += 1) {
    const digit = (keys[row] as number) & LAST_DIGIT;
    const to = lowStarts[digit] as number;
    byLow[to] = row;
    lowStarts[digit] = to + 1;
  }
  const rows = new Uint32Array(count);
  for (let at = 0; at < count; at += 1) {
    const row = byLow[at] as number;
    const digit = (keys[row] as number) >>> DIGIT_BITS;
    const to = highStarts[digit] as number;
    rows[to] = row;
    highStarts[digit] = to + 1;
  }
  return rows;
};

/** Two digits of 13 bits make a key of 26: the curve's 32 without the lowest. */
const DIGIT_BITS = 13;
const DIGITS = 1 << DIGIT_BITS;
const LAST_DIGIT = DIGITS - 1;
const UNUSED_BITS = 32 - 2 * DIGIT_BITS;

/**
 * The curve, four levels at a time. On its way down it is mirrored (both coordinates complemented) and turned (x and y
 * swapped); both commute, so where it stands is two bits: 1 for turned, 2 for mirrored. An entry, found by those bits and
 * four bits each of x and y, holds the eight bits of the key and, above them, what the next four levels start with.
 */
const curveSteps: Uint16Array = (() => {
  const steps = new Uint16Array(4 * 256);
  for (let entry = 0; entry < steps.length; entry += 1) {
    let stance = entry >> 8;
    let key = 0;
    for (let bit = 3; bit >= 0; bit -= 1) {
      const mirrored = stance >> 1;
      const xBit = ((entry >> (4 + bit)) & 1) ^ mirrored;
      const yBit = ((entry >> bit) & 1) ^ mirrored;
      const right = (stance & 1) === 1 ? yBit : xBit;
      const upper = (stance & 1) === 1 ? xBit : yBit;
      key = (key << 2) | ((3 * right) ^ upper);
      if (upper === 0) stance ^= right === 1 ? 3 : 1;
    }
    steps[entry] = (stance << 8) | key;
  }
  return steps;
})();

/** How far along the curve of order 16 the cell x, y (0 to 65,535) lies. */
const hilbertKey = (xReal: number, yReal: number): number => {
  const x = xReal | 0;
  const y = yReal | 0;
  const first = curveSteps[((x >> 8) & 0xf0) | (y >> 12)] as number;
  const second = curveSteps[(first & 0x300) | ((x >> 4) & 0xf0) | ((y >> 8) & 15)] as number;
  const third = curveSteps[(second & 0x300) | (x & 0xf0) | ((y >> 4) & 15)] as number;
  const fourth = curveSteps[(third & 0x300) | ((x << 4) & 0xf0) | (y & 15)] as number;
  return (((first & 255) << 24) | ((second & 255) << 16) | ((third & 255) << 8) | (fourth & 255)) >>> 0;
};
