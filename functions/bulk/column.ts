import { listOf, read, refuse } from './cell.ts';
import type { CellReading } from './cell.ts';

/** A number as people write it in Vietnam (`10,5`) or as programs do (`10.5`); no groups of thousands, which mean either. */
const NUMBER = /^-?\d+(?:[.,]\d+)?$/u;

export const numberWithin =
  (least: number, most: number) =>
  (text: string): CellReading<number> => {
    if (!NUMBER.test(text)) return refuse('NOT_A_NUMBER');
    const value = Number(text.replace(',', '.'));
    return value >= least && value <= most ? read(value) : refuse('OUT_OF_RANGE', `${least} – ${most}`);
  };

export const wholeNumberWithin =
  (least: number, most: number) =>
  (text: string): CellReading<number> => {
    if (!/^\d+$/u.test(text)) return refuse('NOT_A_WHOLE_NUMBER', `${least} – ${most}`);
    const value = Number(text);
    return value >= least && value <= most ? read(value) : refuse('OUT_OF_RANGE', `${least} – ${most}`);
  };

export const textUpTo =
  (most: number) =>
  (text: string): CellReading<string> =>
    text.length <= most ? read(text) : refuse('TOO_LONG', String(most));

/** One of these codes, in any case of letters. */
export const oneOf =
  <const Code extends string>(codes: readonly Code[]) =>
  (text: string): CellReading<Code> => {
    const found = codes.find((code) => code.toLowerCase() === text.toLowerCase());
    return found === undefined ? refuse('NOT_ONE_OF', codes.join(', ')) : read(found);
  };

/** Some of these codes, each once. */
export const someOf =
  <const Code extends string>(codes: readonly Code[]) =>
  (text: string): CellReading<readonly Code[]> => {
    const values: Code[] = [];
    for (const piece of listOf(text)) {
      const one = oneOf(codes)(piece);
      if (!one.ok) return one;
      if (values.includes(one.value)) return refuse('NAMED_TWICE');
      values.push(one.value);
    }
    return values.length === 0 ? refuse('NOT_ONE_OF', codes.join(', ')) : read(values);
  };

/** A day as `2026-11-23`, or as people write it here, `23/11/2026`. */
export const day = (text: string): CellReading<string> => {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(text);
  const local = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/u.exec(text);
  const [year = '', month = '', date = ''] = iso?.slice(1) ?? local?.slice(1).toReversed() ?? [];
  const value = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  const at = new Date(`${value}T00:00:00.000Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value) ? read(value) : refuse('NOT_A_DATE');
};
