/** Text as it is kept: well-formed (half a surrogate pair becomes U+FFFD), NFC, no control characters, single spaces, trimmed. */
export const tidyText = (text: string): string => {
  const whole = text.toWellFormed().normalize('NFC');
  return UNTIDY.test(whole) ? whole.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').replace(/\s+/gu, ' ').trim() : whole;
};

/** Most text is tidy as it comes: looking for what is not takes a third of the time of replacing it. */
const UNTIDY = /[\p{Cc}\p{Cf}]|[^\S ]| {2}|^ | $/u;

/**
 * Text as it is searched: without tone marks and vowel marks, đ as d, lower case, so that `hoà`, `hòa` and `HOA` meet.
 * Source of the rule: product.md, "Search must ignore tone marks, đ/d, and hoà/hòa spelling".
 */
export const foldForSearch = (text: string): string =>
  tidyText(text)
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[đĐ]/gu, 'd')
    .toLowerCase();

/** How many characters a reader sees: grapheme clusters, so that `Ễ` counts once in any Unicode form. */
export const visibleLength = (text: string): number => {
  let count = 0;
  for (const _ of new Intl.Segmenter('vi', { granularity: 'grapheme' }).segment(text)) count += 1;
  return count;
};
