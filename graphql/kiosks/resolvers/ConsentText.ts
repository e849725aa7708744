import type { ConsentTextResolvers } from '../../types.generated.ts';
import { inLanguage } from '../../base/in-language.ts';

export const ConsentText: ConsentTextResolvers = {
  text: ({ text }, { language }) => inLanguage(text, language),
};
