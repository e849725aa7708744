import { withoutMark } from '../../table-files/formula-mark.ts';
import { tidyText } from '../core/text.ts';

/** Why a cell cannot be taken. `words.ts` says each of them in words, with what to do. */
export type CellReason =
  | 'MISSING'
  | 'TOO_LONG'
  | 'NOT_A_CODE'
  | 'NOT_A_UNIT'
  | 'NOT_ONE_OF'
  | 'NOT_A_NUMBER'
  | 'NOT_A_WHOLE_NUMBER'
  | 'OUT_OF_RANGE'
  | 'NOT_A_DATE'
  | 'NOT_AN_ADDRESS'
  | 'NOT_A_PHONE'
  | 'HOURS_UNREADABLE'
  | 'NAMED_TWICE'
  | 'GOES_WITH'
  | 'UNKNOWN_UNIT'
  | 'UNKNOWN_TEAM'
  | 'NOT_PERMITTED'
  | 'REPEATED'
  | 'NAMESAKES'
  | 'CONTRADICTS';

/** `allowed` helps to mend it: the codes that may stand there, the bounds of a number, the other column. */
export type CellRefusal = { readonly reason: CellReason; readonly allowed?: string };

export type CellReading<Value> = { readonly ok: true; readonly value: Value } | ({ readonly ok: false } & CellRefusal);

export const read = <Value>(value: Value): CellReading<Value> => ({ ok: true, value });
export const refuse = (reason: CellReason, allowed?: string): { readonly ok: false } & CellRefusal => ({
  ok: false,
  reason,
  ...(allowed === undefined ? {} : { allowed }),
});

/** A cell as it is read: without the mark, NFC, no control characters, trimmed. */
export const cleanCell = (text: string): string => tidyText(withoutMark(text));

/** Lists inside a cell are separated by `|`. Empty pieces do not count. */
export const LIST_SEPARATOR = '|';
export const listOf = (text: string): readonly string[] =>
  text
    .split(LIST_SEPARATOR)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
