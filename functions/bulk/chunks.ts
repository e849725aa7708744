/** Several at a time, each in its turn. */
export const inParallel = async <Item>(items: readonly Item[], atOnce: number, work: (item: Item) => Promise<void>): Promise<void> => {
  const queue = items.values();
  const worker = async (): Promise<void> => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
};

export async function* chunksOf<Item>(items: AsyncIterable<Item>, size: number): AsyncGenerator<readonly Item[]> {
  let chunk: Item[] = [];
  for await (const item of items) {
    chunk.push(item);
    if (chunk.length < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

/** The same, but neighbours of one key stay together, so that a chunk may be larger; no more than twice as large. */
export async function* togetherBy<Item>(items: AsyncIterable<Item>, size: number, keyOf: (item: Item) => unknown): AsyncGenerator<readonly Item[]> {
  let chunk: Item[] = [];
  for await (const item of items) {
    const last = chunk.at(-1);
    if (last !== undefined && chunk.length >= size && (keyOf(last) !== keyOf(item) || chunk.length >= 2 * size)) {
      yield chunk;
      chunk = [];
    }
    chunk.push(item);
  }
  if (chunk.length > 0) yield chunk;
}
