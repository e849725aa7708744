import type { AdminUnit } from './admin-unit.ts';
import { beginsWith, isSameWord, searchWords, typedWords, type SearchWord } from './search-words.ts';

/** A unit with the words by which it is found. */
export type SearchableUnit = {
  readonly unit: AdminUnit;
  /** Words of its full name. */
  readonly full: readonly SearchWord[];
  /** The same without what kind of unit it is: `ba dinh` of `Phường Ba Đình`. */
  readonly bare: readonly SearchWord[];
  /** Words of the names of what it lies in: its district, its province. */
  readonly around: readonly SearchWord[];
  /** Orders units that fit equally well. */
  readonly order: string;
};

/** Kinds of units in both lists, as words. Districts have kinds as well, and may be typed: `Quận Gò Vấp`. */
const KINDS = ['Phường', 'Xã', 'Thị trấn', 'Đặc khu', 'Thành phố', 'Tỉnh'].map(searchWords);
const KIND_WORDS_AROUND = searchWords('Tỉnh Thành phố Quận Huyện Thị xã');

/** Makes a whole version ready to be searched. */
export const searchableUnits = (units: readonly AdminUnit[]): readonly SearchableUnit[] => {
  const provinceWords = new Map(units.filter(({ level }) => level === 'PROVINCE').map(({ code, name }) => [code, searchWords(name)]));
  return units.map((unit) => {
    const full = searchWords(unit.name);
    const kind = KINDS.find((words) => words.length < full.length && words.every((word, at) => full[at]?.folded === word.folded));
    const bare = full.slice(kind?.length ?? 0);
    return {
      unit,
      full,
      bare,
      around: [...searchWords(unit.district ?? ''), ...(provinceWords.get(unit.parentCode ?? '') ?? [])],
      order: `${bare.map(({ folded }) => folded.padStart(2, '0')).join(' ')}#${unit.parentCode ?? ''}#${unit.code}`,
    };
  });
};

export type UnitQuestion = {
  readonly text: string;
  /** Code of a province: only itself and what lies in it. */
  readonly within?: string | undefined;
};

/**
 * The units that fit what was typed, best first: the name itself; names that begin with it; names with it further on (`đình`
 * finds Ba Đình); names with all its words in any order; a name with its district or province beside it (`Ba Đình, Hà Nội`).
 * Of equals, provinces come first, then by name. The last word may be unfinished. Empty for a text without a word.
 */
export const findUnits = (units: readonly SearchableUnit[], { text, within }: UnitQuestion): readonly AdminUnit[] => {
  const typed = typedWords(text);
  if (typed.length === 0) return [];
  return units
    .flatMap((candidate) => {
      const { unit } = candidate;
      if (within !== undefined && unit.parentCode !== within && unit.code !== within) return [];
      const rank = rankOf(candidate, typed);
      return rank === undefined ? [] : [{ candidate, rank }];
    })
    .sort(byRank)
    .map(({ candidate }) => candidate.unit);
};

type Ranked = { readonly candidate: SearchableUnit; readonly rank: number };

const byRank = (a: Ranked, b: Ranked): number =>
  a.rank - b.rank || levelOrder(a.candidate) - levelOrder(b.candidate) || (a.candidate.order < b.candidate.order ? -1 : 1);

const levelOrder = ({ unit }: SearchableUnit): number => (unit.level === 'PROVINCE' ? 0 : 1);

/** Smaller is better; undefined when the unit does not fit. */
const rankOf = ({ full, bare, around }: SearchableUnit, typed: readonly SearchWord[]): number | undefined => {
  const fromStart = Math.min(rankFromStart(bare, typed), rankFromStart(full, typed));
  if (fromStart < Infinity) return fromStart;
  if (bare.some((_, at) => at > 0 && standsAt(bare, typed, at))) return 3;
  if (typed.every((word) => full.some((own) => beginsWith(own, word)))) return 4;
  return isNamedWithPlace(bare, full, around, typed) ? 5 : undefined;
};

const rankFromStart = (name: readonly SearchWord[], typed: readonly SearchWord[]): number => {
  if (!standsAt(name, typed, 0)) return Infinity;
  const last = typed.length - 1;
  const own = name[last];
  const word = typed[last];
  if (own === undefined || word === undefined || !isSameWord(own, word)) return 2;
  return typed.length === name.length ? 0 : 1;
};

/** Whether the typed words stand one after the other from this word of the name on; the last may be unfinished. */
const standsAt = (name: readonly SearchWord[], typed: readonly SearchWord[], from: number): boolean =>
  typed.every((word, at) => {
    const own = name[from + at];
    return own !== undefined && (at === typed.length - 1 ? beginsWith(own, word) : isSameWord(own, word));
  });

/** The whole name, and beside it words of its district or province: before it or after it. */
const isNamedWithPlace = (
  bare: readonly SearchWord[],
  full: readonly SearchWord[],
  around: readonly SearchWord[],
  typed: readonly SearchWord[],
): boolean =>
  [bare, full].some((name) => {
    const beside = typed.length - name.length;
    if (beside <= 0) return false;
    return (
      (isWhole(name, typed.slice(0, name.length)) && liesAround(around, typed.slice(name.length))) ||
      (standsAt(name, typed.slice(beside), 0) && liesAround(around, typed.slice(0, beside)))
    );
  });

const isWhole = (name: readonly SearchWord[], typed: readonly SearchWord[]): boolean =>
  name.every((own, at) => {
    const word = typed[at];
    return word !== undefined && isSameWord(own, word);
  });

const liesAround = (around: readonly SearchWord[], typed: readonly SearchWord[]): boolean =>
  typed.every((word) => [...around, ...KIND_WORDS_AROUND].some((own) => beginsWith(own, word)));
