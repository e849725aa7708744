import type { PlatformResolvers } from '../../types.generated.ts';
import { toGlobalId } from '../../base/global-id.ts';
import { inLanguage } from '../../base/in-language.ts';

export const Platform: PlatformResolvers = {
  id: ({ code }) => toGlobalId('Platform', code),
  name: ({ name }, { language }) => inLanguage(name, language),
  guide: ({ guide }, { language }) => inLanguage(guide, language),
};
