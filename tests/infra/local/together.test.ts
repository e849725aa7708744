import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NumberedRow } from '../../../functions/bulk/table-file.ts';
import { createKeyCount, rowsTogether } from '../../../infra/local/together.ts';

const keyOf = ({ row }: NumberedRow): string => row['key'] ?? '';
const fileOf = (keys: readonly string[]) =>
  async function* (): AsyncGenerator<NumberedRow> {
    for (const [at, key] of keys.entries()) yield await Promise.resolve({ line: at + 2, row: { key } });
  };
const countOf = (keys: readonly string[], rowsHeld: number) => {
  const count = createKeyCount(rowsHeld);
  for (const key of keys) count.add(key);
  return count;
};

describe('a large file', () => {
  it('whose rows belong together as they stand is read as it is, also when a few come back', () => {
    expect(countOf(['a', 'a', 'b', 'c', 'c'], 2).readings()).toBeUndefined();
    const many = Array.from({ length: 40 }, (_, at) => `t-${at}`);
    expect(countOf([...many, 't-1', 't-2'], 10).readings()).toBeUndefined();
    expect(countOf([...many, ...many], 10).readings()).toBeDefined();
  });

  it('in any order gives each row once, those of a key together and in their order, and is held a part at a time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 60 }), fc.integer({ min: 1, max: 30 }), async (keys, rowsHeld) => {
        const readings = countOf(keys, rowsHeld).readings();
        if (readings === undefined) return;
        const rows: NumberedRow[] = [];
        for await (const row of rowsTogether(fileOf(keys), keyOf, readings)) rows.push(row);
        expect(rows.map(({ line }) => line).toSorted((one, other) => one - other)).toEqual(keys.map((_, at) => at + 2));
        expect(rows.filter((row, at) => at === 0 || keyOf(row) !== rows[at - 1]?.row['key']).length).toBe(new Set(keys).size);
        for (const of of Map.groupBy(rows, keyOf).values()) expect(of).toEqual(of.toSorted((one, other) => one.line - other.line));
        for (const [reading, held] of Map.groupBy(readings.ofKey, ([, number]) => number)) {
          const rowsOfReading = keys.filter((key) => readings.ofKey.get(key) === reading).length;
          expect(held.length === 1 || rowsOfReading <= rowsHeld).toBe(true);
        }
      }),
    );
  });
});
