import { topicByCode, topicsOfSkill } from '../../../functions/topics/catalogue.ts';
import type { SkillResolvers } from '../../types.generated.ts';
import { toGlobalId } from '../../base/global-id.ts';
import { present } from '../../base/present.ts';

export const Skill: SkillResolvers = {
  id: ({ code }) => toGlobalId('Skill', code),
  topic: ({ code }) => present(topicByCode(code), 'the topic of a whole skill'),
  topics: ({ code }) => topicsOfSkill(code),
};
