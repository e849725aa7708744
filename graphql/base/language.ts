/** Languages in which problems and errors are written. */
export type Language = 'vi' | 'en';

/**
 * The language of `Accept-Language` (RFC 9110, 12.5.4) among ours: the one with the higher weight, Vietnamese when the
 * header is missing, names neither, or weighs both the same.
 */
export const languageOf = (acceptLanguage: string | null | undefined): Language => {
  const weights: Record<Language, number> = { vi: 0, en: 0 };
  for (const range of (acceptLanguage ?? '').split(',')) {
    const [tag = '', ...parameters] = range.trim().toLowerCase().split(';');
    const primary = tag.trim().split('-')[0];
    if (primary === 'vi' || primary === 'en') weights[primary] = Math.max(weights[primary], weightOf(parameters));
  }
  return weights.en > weights.vi ? 'en' : 'vi';
};

const weightOf = (parameters: readonly string[]): number => {
  for (const parameter of parameters) {
    const [name, value] = parameter.split('=').map((part) => part.trim());
    if (name === 'q') return Number(value) >= 0 && Number(value) <= 1 ? Number(value) : 0;
  }
  return 1;
};
