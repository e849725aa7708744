import { platformByCode, skillByCode } from '../../../functions/topics/catalogue.ts';
import type { RoutingMode } from '../../../functions/topics/topic.ts';
import type { TopicResolvers } from '../../types.generated.ts';
import { toGlobalId } from '../../base/global-id.ts';
import { inLanguage } from '../../base/in-language.ts';
import { present } from '../../base/present.ts';

const modes = ['HERE_NOW', 'CALL_ME', 'VISIT', 'APPOINTMENT'] as const satisfies readonly RoutingMode[];

export const Topic: TopicResolvers = {
  id: ({ code }) => toGlobalId('Topic', code),
  skill: ({ skillCode }) => present(skillByCode(skillCode), 'the skill of a topic'),
  name: ({ name }, { language }) => inLanguage(name, language),
  summary: ({ summary }, { language }) => inLanguage(summary, language),
  platforms: ({ platformCodes }) => platformCodes.map((code) => present(platformByCode(code), 'a platform of a topic')),
  promises: ({ promises }) => modes.map((mode) => ({ mode, ...promises[mode] })),
};
