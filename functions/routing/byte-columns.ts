/** Writes and reads whole numbers as columns of bytes, low bytes first: what hardly varies compresses to nearly nothing. */
export const toPlanes = (values: Uint32Array): Uint8Array => {
  const bytes = new Uint8Array(values.length * 4);
  for (let plane = 0; plane < 4; plane += 1) {
    const start = plane * values.length;
    for (let at = 0; at < values.length; at += 1) bytes[start + at] = (values[at] as number) >>> (plane * 8);
  }
  return bytes;
};

export const fromPlanes = (bytes: Uint8Array, count: number): Uint32Array => {
  const values = new Uint32Array(count);
  for (let at = 0; at < count; at += 1) {
    values[at] =
      (bytes[at] as number) |
      ((bytes[count + at] as number) << 8) |
      ((bytes[count * 2 + at] as number) << 16) |
      ((bytes[count * 3 + at] as number) << 24);
  }
  return values;
};

/** Small numbers of either sign as small numbers without one: 0, −1, 1, −2 become 0, 1, 2, 3. */
export const zigzag = (value: number): number => ((value << 1) ^ (value >> 31)) >>> 0;

export const unzigzag = (value: number): number => (value >>> 1) ^ -(value & 1);

/** Pieces one after the other, each with its length before it. */
export const joinPieces = (pieces: readonly Uint8Array[]): Uint8Array => {
  const joined = new Uint8Array(pieces.reduce((total, piece) => total + 4 + piece.length, 0));
  const view = new DataView(joined.buffer);
  let at = 0;
  for (const piece of pieces) {
    view.setUint32(at, piece.length);
    joined.set(piece, at + 4);
    at += 4 + piece.length;
  }
  return joined;
};

/** Undefined when the lengths do not add up. */
export const splitPieces = (joined: Uint8Array): readonly Uint8Array[] | undefined => {
  const view = new DataView(joined.buffer, joined.byteOffset, joined.byteLength);
  const pieces: Uint8Array[] = [];
  let at = 0;
  while (at < joined.length) {
    if (at + 4 > joined.length) return undefined;
    const end = at + 4 + view.getUint32(at);
    if (end > joined.length) return undefined;
    pieces.push(joined.subarray(at + 4, end));
    at = end;
  }
  return pieces;
};
