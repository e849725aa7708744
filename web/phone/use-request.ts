import { computed, onMounted, ref, watch } from 'vue';
import { ask, type Failure } from '../shared/api/api.ts';
import { language } from '../shared/text/text.ts';
import { graphql, readFragment } from '../gql/index.ts';
import type { PhoneRequestQuery } from '../gql/graphql.ts';
import { api } from './api.ts';
import { oneAtATime } from './live/asking.ts';
import { RequestCard } from './queue/documents.ts';
import { useQueue } from './queue/use-queue.ts';

const RequestQuery = graphql(`
  query PhoneRequest($id: ID!, $language: LanguageTag!) {
    node(id: $id) {
      __typename
      ... on HelpRequest {
        ...RequestCard
        topic {
          platforms {
            code
            name(language: $language)
            website
            guide(language: $language)
          }
        }
        forwarding {
          to
          reason
        }
        history(first: 50) {
          edges {
            cursor
            node {
              kind
              at
              memberName
              team {
                name
              }
              reason
            }
          }
        }
      }
    }
  }
`);

export type Detail = Extract<NonNullable<PhoneRequestQuery['node']>, { __typename: 'HelpRequest' }>;

/**
 * One request with its history, kept current by the same notices as the queue. `request`: undefined until it is known,
 * null when it is not for this member (any more).
 */
export const useRequest = (id: () => string) => {
  const { queues } = useQueue();
  const request = ref<Detail | null>();
  const failure = ref<Failure>();
  const refresh = oneAtATime(async () => {
    const asked = id();
    const answer = await ask(api, RequestQuery, { id: asked, language: language.value });
    if (asked !== id()) return;
    if (!answer.ok) {
      failure.value = answer.why;
      return;
    }
    failure.value = undefined;
    const node = answer.data.node;
    request.value = node?.__typename === 'HelpRequest' ? node : null;
  });
  onMounted(refresh);
  watch([id, language], () => void refresh());
  // The queue was asked because something changed: this request may be it.
  watch(queues, () => void refresh());

  const inQueue = computed(() => queues.value.flatMap(({ offered, mine, colleague, nobody }) => [...offered, ...mine, ...colleague, ...nobody]).find((card) => card.id === id()));
  /** Known at once from the queue; the rest of the page follows. */
  const card = computed(() => (request.value === null ? undefined : request.value ? readFragment(RequestCard, request.value) : inQueue.value));
  /** The member's team that has to do with it: for the way there. */
  const team = computed(() => {
    const concerned = card.value?.acceptance?.team.id ?? card.value?.offer?.team.id;
    return (queues.value.find((queue) => queue.team.id === concerned) ?? queues.value[0])?.team;
  });
  const isMine = computed(() => card.value?.acceptance?.byMe === true);
  return { request, card, team, isMine, failure, refresh };
};
