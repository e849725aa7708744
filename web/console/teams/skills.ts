import { shallowRef, watch } from 'vue';
import { graphql } from '../../gql/index.ts';
import type { ConsoleSkillsQuery } from '../../gql/graphql.ts';
import { ask } from '../../shared/api/api.ts';
import { language } from '../../shared/text/text.ts';
import { api } from '../api.ts';

const SkillsQuery = graphql(`
  query ConsoleSkills($language: LanguageTag!) {
    skills {
      id
      code
      number
      topic {
        id
        name(language: $language)
      }
    }
  }
`);

export type SkillOfCatalogue = ConsoleSkillsQuery['skills'][number];

/** The skills by name, in the page's language. Empty until they come. */
export const useSkills = (come?: (skills: readonly SkillOfCatalogue[]) => void) => {
  const skills = shallowRef<readonly SkillOfCatalogue[]>([]);
  watch(
    language,
    async () => {
      const answer = await ask(api, SkillsQuery, { language: language.value });
      if (!answer.ok) return;
      skills.value = answer.data.skills;
      come?.(answer.data.skills);
    },
    { immediate: true },
  );
  return { skills };
};
