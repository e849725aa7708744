import { ref, shallowRef, watch } from 'vue';
import { graphql } from '../../gql/index.ts';
import type { ConsoleWaitingQuery } from '../../gql/graphql.ts';
import { ask, type Failure } from '../../shared/api/api.ts';
import { language } from '../../shared/text/text.ts';
import { api } from '../api.ts';
import { t } from '../text/index.ts';

const WaitingQuery = graphql(`
  query ConsoleWaiting($version: Date!, $code: String!, $language: LanguageTag!, $after: String) {
    adminUnit(asOf: $version, code: $code) {
      id
      version
      code
      name
      waitingRequests(first: 100, after: $after) {
        edges {
          cursor
          node {
            id
            ticket {
              number
              day
            }
            topic {
              id
              name(language: $language)
            }
            kiosk {
              id
              name
            }
            waitedMinutes
            missedPromises
            team {
              id
              name
            }
            waitingForResident {
              reason
            }
            nobodyCould {
              reason
              inReach
              asked
              full
            }
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

type Answered = NonNullable<ConsoleWaitingQuery['adminUnit']>;
export type Waiting = NonNullable<Answered['waitingRequests']>['edges'][number]['node'];

/** What waits in a unit. `unit`: undefined until it is known, null when there is none; `waiting`: null when it is not for the caller. */
export const useWaiting = (place: () => { readonly version: string; readonly code: string }) => {
  const unit = shallowRef<Answered | null>();
  const waiting = shallowRef<readonly Waiting[] | null>([]);
  const loading = ref(true);
  const failure = ref<Failure>();
  const load = async (): Promise<void> => {
    loading.value = true;
    let found: readonly Waiting[] = [];
    let after: string | null | undefined;
    do {
      const answer = await ask(api, WaitingQuery, { ...place(), language: language.value, after: after ?? null });
      failure.value = answer.ok ? undefined : answer.why;
      if (!answer.ok) break;
      unit.value = answer.data.adminUnit ?? null;
      const page = unit.value?.waitingRequests;
      found = [...found, ...(page?.edges ?? []).map(({ node }) => node)];
      waiting.value = page ? found : null;
      after = page?.pageInfo.hasNextPage === true ? page.pageInfo.endCursor : null;
    } while (after !== null && after !== undefined);
    loading.value = false;
  };
  watch([place, language], () => void load(), { immediate: true, deep: true });
  return { unit, waiting, loading, failure, load };
};

/** For how long, as people say it: minutes, hours, then days. */
export const waitedWords = (minutes: number): string => {
  if (minutes < 60) return t('waiting.minutes', { count: minutes });
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? t('waiting.hours', { hours, minutes: minutes % 60 }) : t('waiting.days', { days: Math.floor(hours / 24), hours: hours % 24 });
};

/** Why it waits: what stood nearest in the way. */
export const whyWords = ({ waitingForResident, nobodyCould, team }: Waiting): string => {
  if (waitingForResident) return t('waiting.forResident', { reason: t(`waiting.${waitingForResident.reason}`) });
  if (team) return t('waiting.atTeam', { team: team.name });
  if (!nobodyCould) return '';
  const { reason, full, inReach, asked } = nobodyCould;
  switch (reason) {
    case 'NO_CAPACITY':
      return t('waiting.NO_CAPACITY', { full });
    case 'NOBODY_ON_DUTY':
      return t('waiting.NOBODY_ON_DUTY', { inReach });
    case 'ALL_ASKED':
      return t('waiting.ALL_ASKED', { asked });
    default:
      return t(`waiting.${reason}`);
  }
};
