export type { Platform as PlatformMapper, Skill as SkillMapper, Topic as TopicMapper } from '../../functions/topics/topic.ts';
