import * as v from 'valibot';
import { catalogueSchema } from './catalogue-schema.ts';
import type { Catalogue, Topic } from './topic.ts';

/**
 * A written catalogue as the system uses it: flat, each skill also a topic of its own, its platforms those of all its
 * topics. Throws with every fault when the data is wrong: a catalogue is released with the code, so that is a bug.
 */
export const parseCatalogue = (written: unknown): Catalogue => {
  const data = v.parse(catalogueSchema, written);
  const topics: Topic[] = data.skills.flatMap((skill) => [
    {
      code: skill.code,
      skillCode: skill.code,
      name: skill.name,
      summary: skill.summary,
      icon: skill.icon,
      platformCodes: [...new Set(skill.topics.flatMap((topic) => topic.platforms))],
      promises: data.promises,
    },
    ...skill.topics.map(({ platforms, promises, ...topic }) => ({
      ...topic,
      skillCode: skill.code,
      platformCodes: platforms,
      promises: promises ?? data.promises,
    })),
  ]);
  const platforms = data.skills.flatMap((skill) => skill.platforms);
  const faults = [
    ...twice(topics).map((code) => `two topics have the code ${code}`),
    ...twice(platforms).map((code) => `two platforms have the code ${code}`),
    ...unknownPlatforms(topics, new Set(platforms.map(({ code }) => code))),
    ...data.skills
      .filter(({ number }, at) => number !== at + 1)
      .map((skill) => `skill ${skill.code} is not in the place that its number ${skill.number} says`),
  ];
  if (faults.length > 0) throw new Error(`Catalogue ${data.version}: ${faults.join('; ')}.`);
  return {
    version: data.version,
    skills: data.skills.map(({ code, number }) => ({ code, number })),
    topics,
    platforms,
    reach: data.reach,
    offerMinutes: data.offerMinutes,
    provinceAfterMinutes: data.provinceAfterMinutes,
    serviceHours: data.serviceHours,
  };
};

const twice = (coded: readonly { readonly code: string }[]): string[] => {
  const seen = new Set<string>();
  return coded.flatMap(({ code }) => (seen.size === seen.add(code).size ? [code] : []));
};

const unknownPlatforms = (topics: readonly Topic[], known: ReadonlySet<string>): string[] =>
  topics.flatMap(({ code, platformCodes }) =>
    platformCodes.filter((platform) => !known.has(platform)).map((platform) => `topic ${code} names unknown platform ${platform}`),
  );
