/**
 * The rows in the order of a Hilbert curve over the box of their positions: neighbours on the ground become neighbours
 * in memory, so that a tree packed in this order has small boxes. Linear time: a radix sort over 32-bit keys.
 */
export const spatialOrder = (lat: Int32Array, lon: Int32Array): Uint32Array => {
  const count = lat.length;
  let south = Infinity;
  let north = -Infinity;
  let west = Infinity;
  let east = -Infinity;
  for (let row = 0; row < count; row += 1) {
    const y = lat[row] as number;
    const x = lon[row] as number;
    if (y < south) south = y;
    if (y > north) north = y;
    if (x < west) west = x;
    if (x > east) east = x;
  }
  const scale = 65_535 / Math.max(1, north - south, east - west);
  const keys = new Uint32Array(count);
  for (let row = 0; row < count; row += 1) {
    keys[row] = hilbertKey(((lon[row] as number) - west) * scale, ((lat[row] as number) - south) * scale);
  }
  return sortRows(keys);
};

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

const DIGIT_BITS = 11;
const DIGITS = 1 << DIGIT_BITS;

const sortRows = (keys: Uint32Array): Uint32Array => {
  const count = keys.length;
  let rows = new Uint32Array(count);
  let sorted = new Uint32Array(count);
  for (let row = 0; row < count; row += 1) rows[row] = row;
  const starts = new Uint32Array(DIGITS + 1);
  for (let shift = 0; shift < 32; shift += DIGIT_BITS) {
    starts.fill(0);
    for (let at = 0; at < count; at += 1) {
      const digit = ((keys[at] as number) >>> shift) & (DIGITS - 1);
      starts[digit + 1] = (starts[digit + 1] as number) + 1;
    }
    for (let digit = 0; digit < DIGITS; digit += 1) starts[digit + 1] = (starts[digit + 1] as number) + (starts[digit] as number);
    for (let at = 0; at < count; at += 1) {
      const row = rows[at] as number;
      const digit = ((keys[row] as number) >>> shift) & (DIGITS - 1);
      const to = starts[digit] as number;
      sorted[to] = row;
      starts[digit] = to + 1;
    }
    [rows, sorted] = [sorted, rows];
  }
  return rows;
};
