import { foldForSearch } from '../core/text.ts';

/** One word as it is searched: folded, and once more with the spellings that people and lists use for the same name. */
export type SearchWord = { readonly folded: string; readonly spelt: string };

/** `H'Leo` is one word, whichever sign stands for the apostrophe. */
const APOSTROPHES = /['’‘ʼ`´]/gu;
const BETWEEN_WORDS = /[^\p{L}\p{N}]+/u;
/** Eth and African D look like Đ, and come from old keyboards and files. */
const TAKEN_FOR_D = /[ÐðƉɖ]/gu;

/**
 * The words of a name or of what somebody typed. Tone and vowel marks, đ, capitals, the place of a tone mark (`hoà`, `hòa`),
 * the Unicode form, hyphens and the zero of `Phường 01` do not count. A text without a letter or digit has no words.
 */
export const searchWords = (text: string): readonly SearchWord[] =>
  foldForSearch(text.normalize('NFKC').replace(TAKEN_FOR_D, 'd'))
    .replace(APOSTROPHES, '')
    .split(BETWEEN_WORDS)
    .filter((word) => word !== '')
    .map((word) => {
      const folded = word.replace(/^0+(?=\d)/u, '');
      return { folded, spelt: oneSpelling(folded) };
    });

/**
 * The spellings that differ between lists and people: `Mỹ` and `Mĩ`, `Quy` and `Qui` (y after a consonant or `qu` at the end
 * of a syllable), `Đắk` and `Đắc` (k after a vowel). `Tây` and `Tai` stay apart.
 */
const oneSpelling = (word: string): string =>
  word.replace(/([bcdghklmnprstvx]|qu)y$/u, '$1i').replace(/([aeiou])k$/u, '$1c');

export const isSameWord = (name: SearchWord, typed: SearchWord): boolean => name.folded === typed.folded || name.spelt === typed.spelt;

/** What is typed may be the beginning of a word. */
export const beginsWith = (name: SearchWord, typed: SearchWord): boolean =>
  name.folded.startsWith(typed.folded) || name.spelt.startsWith(typed.spelt);

/** What people write short. No unit of either list has one of these as a word of its name. */
const SHORT_FORMS: ReadonlyMap<string, string> = new Map(Object.entries({
  tp: 'thanh pho',
  tt: 'thi tran',
  tx: 'thi xa',
  hcm: 'ho chi minh',
  tphcm: 'thanh pho ho chi minh',
  brvt: 'ba ria vung tau',
}));

/** The words of what somebody typed, short forms written out: `P. 14, TP.HCM` asks for `p 14 thanh pho ho chi minh`. */
export const typedWords = (text: string): readonly SearchWord[] =>
  searchWords(text).flatMap((word) => {
    const long = SHORT_FORMS.get(word.folded);
    return long === undefined ? [word] : searchWords(long);
  });
