import { describe, expect, it } from 'vitest';
import { filterRows, folded, nextOrder, searchTexts, sortRows, type Column } from '../../web/console/table/rows.ts';

type Row = { readonly name: string; readonly open: number };
const columns: readonly Column<Row>[] = [
  { key: 'name', title: 'Tổ', value: ({ name }) => name, width: 200 },
  { key: 'open', title: 'Phiếu mở', value: ({ open }) => open, width: 80 },
];
const rows: readonly Row[] = [
  { name: 'Tổ 10 Đồng Tâm', open: 0 },
  { name: 'Tổ 2 Hoà Bình', open: 3 },
  { name: 'Tổ 2 An Thịnh', open: 0 },
];
const namesOf = (found: readonly Row[]): string[] => found.map(({ name }) => name);

describe('an official who looks for a team in a table', () => {
  it('types no tone marks and finds it all the same', () => {
    const find = (search: string): string[] => namesOf(filterRows(rows, searchTexts(rows, columns), search));
    expect(find('hoa binh')).toEqual(['Tổ 2 Hoà Bình']);
    expect(find('HÒA')).toEqual(['Tổ 2 Hoà Bình']);
    expect(find('dong')).toEqual(['Tổ 10 Đồng Tâm']);
    expect(find('thinh to')).toEqual(['Tổ 2 An Thịnh']);
    expect(find('  ')).toHaveLength(3);
    expect(find('xyz')).toEqual([]);
  });

  it('sees team 2 before team 10, and rows that are alike in the order in which they came', () => {
    expect(namesOf(sortRows(rows, columns, { column: 'name', descending: false }))).toEqual(['Tổ 2 An Thịnh', 'Tổ 2 Hoà Bình', 'Tổ 10 Đồng Tâm']);
    expect(namesOf(sortRows(rows, columns, { column: 'open', descending: false }))).toEqual(['Tổ 10 Đồng Tâm', 'Tổ 2 An Thịnh', 'Tổ 2 Hoà Bình']);
    expect(sortRows(rows, columns, undefined)).toBe(rows);
  });

  it('presses a heading three times: up, down, and as it was', () => {
    const up = nextOrder(undefined, 'name');
    const down = nextOrder(up, 'name');
    expect([up?.descending, down?.descending, nextOrder(down, 'name')]).toEqual([false, true, undefined]);
    expect(nextOrder(down, 'open')).toEqual({ column: 'open', descending: false });
  });

  it('has 5,000 rows sorted and filtered', () => {
    const many = Array.from({ length: 5000 }, (_, at): Row => ({ name: `Tổ dân phố số ${(at * 7919) % 5000}`, open: at % 4 }));
    const texts = searchTexts(many, columns);
    const shown = sortRows(filterRows(many, texts, 'dan pho so 4'), columns, { column: 'name', descending: false });
    expect(shown[0]?.name).toBe('Tổ dân phố số 4');
  });

  it('folds letters of every kind', () => {
    expect(folded('ĐẮK LẮK ơ ư Ễ')).toBe('dak lak o u e');
  });
});
