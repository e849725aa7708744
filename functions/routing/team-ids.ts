/**
 * Ids in order, each as how many characters it shares with the one before, how many follow, and those (at most 255 of each,
 * Latin-1).
 */
export type PackedIds = { readonly shared: Uint8Array; readonly rest: Uint8Array; readonly tails: Uint8Array };

const packIds = (ids: readonly string[]): PackedIds => {
  const shared = new Uint8Array(ids.length);
  const rest = new Uint8Array(ids.length);
  const tails: string[] = [];
  let before = '';
  for (const [row, id] of ids.entries()) {
    let same = 0;
    while (same < before.length && same < id.length && id[same] === before[same]) same += 1;
    shared[row] = same;
    rest[row] = id.length - same;
    tails.push(id.slice(same));
    before = id;
  }
  return { shared, rest, tails: Buffer.from(tails.join(''), 'latin1') };
};

/** Rows of which the ids are made together, when the first of them is asked for. */
const BLOCK_ROWS = 64;

/** Up to 255 shared, and 255 more. */
const MOST_CHARACTERS = 510;

/** Of each block the id before it, and where its part of `tails` starts. */
type BlockStarts = { readonly before: readonly string[]; readonly tails: readonly number[] };

/** Undefined when the pieces do not fit together. */
const blockStartsOf = ({ shared, rest, tails }: PackedIds): BlockStarts | undefined => {
  if (shared.length !== rest.length) return undefined;
  const starts: { before: string[]; tails: number[] } = { before: [], tails: [] };
  const id = Buffer.alloc(MOST_CHARACTERS);
  let length = 0;
  let tailAt = 0;
  for (let row = 0; row < shared.length; row += 1) {
    if (row % BLOCK_ROWS === 0) {
      starts.before.push(id.toString('latin1', 0, length));
      starts.tails.push(tailAt);
    }
    const same = shared[row] as number;
    if (same > length) return undefined;
    length = same + (rest[row] as number);
    for (let at = same; at < length; at += 1) {
      id[at] = tails[tailAt] as number;
      tailAt += 1;
    }
  }
  return tailAt === tails.length ? starts : undefined;
};

/** Undefined when the pieces do not fit together. */
export const teamIdsFrom = (packed: PackedIds): TeamIds | undefined => {
  const starts = blockStartsOf(packed);
  return starts === undefined ? undefined : new TeamIds(packed, starts);
};

/** Ids by their rows. Only those near the ones asked for become text: of 74,422 a process names those around its questions. */
export class TeamIds {
  readonly packed: PackedIds;
  readonly #starts: BlockStarts;
  readonly #blocks: (readonly string[] | undefined)[];

  constructor(packed: PackedIds, starts: BlockStarts) {
    this.packed = packed;
    this.#starts = starts;
    this.#blocks = starts.before.map(() => undefined);
  }

  get count(): number {
    return this.packed.shared.length;
  }

  at(row: number): string {
    const number = (row / BLOCK_ROWS) | 0;
    const block = this.#blocks[number] ?? this.#makeBlock(number);
    return block[row % BLOCK_ROWS] as string;
  }

  #makeBlock(number: number): readonly string[] {
    const { shared, rest, tails } = this.packed;
    const first = number * BLOCK_ROWS;
    const end = Math.min(this.count, first + BLOCK_ROWS);
    let id = this.#starts.before[number] as string;
    let tailAt = this.#starts.tails[number] as number;
    const text = Buffer.from(tails.buffer, tails.byteOffset, tails.byteLength);
    const block: string[] = [];
    for (let row = first; row < end; row += 1) {
      const next = tailAt + (rest[row] as number);
      id = id.slice(0, shared[row]) + text.toString('latin1', tailAt, next);
      block.push(id);
      tailAt = next;
    }
    this.#blocks[number] = block;
    return block;
  }
}

/** `ids` are sorted. Throws RangeError for one that is no team's id: longer than 255 characters, or of others than Latin-1. */
export const teamIdsOf = (ids: readonly string[]): TeamIds => {
  const made = teamIdsFrom(packIds(ids));
  if (made === undefined) throw new RangeError('An id is too long.');
  return made;
};
