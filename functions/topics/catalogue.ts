import { catalogueV1 } from './catalogue.v1/index.ts';
import { parseCatalogue } from './parse-catalogue.ts';
import type { Catalogue, Platform, Skill, Topic } from './topic.ts';

/** The catalogue in force, checked when it is loaded. */
export const catalogue: Catalogue = parseCatalogue(catalogueV1);

const topics = new Map(catalogue.topics.map((topic) => [topic.code, topic]));
const platforms = new Map(catalogue.platforms.map((platform) => [platform.code, platform]));
const skills = new Map(catalogue.skills.map((skill) => [skill.code, skill]));

export const topicByCode = (code: string): Topic | undefined => topics.get(code);
export const platformByCode = (code: string): Platform | undefined => platforms.get(code);
export const skillByCode = (code: string): Skill | undefined => skills.get(code);

/** The topics under a skill in the order in which they are shown, without the one that stands for the whole skill. */
export const topicsOfSkill = (skillCode: string): readonly Topic[] =>
  catalogue.topics.filter((topic) => topic.skillCode === skillCode && topic.code !== skillCode);
