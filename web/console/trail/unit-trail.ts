import { computed, ref, shallowRef, watch } from 'vue';
import { graphql, readFragment } from '../../gql/index.ts';
import type { ConsoleTrailQuery } from '../../gql/graphql.ts';
import { ask, type Answer, type Failure } from '../../shared/api/api.ts';
import { api } from '../api.ts';
import { TrailLine, type Line } from './trail.ts';

const TrailQuery = graphql(`
  query ConsoleTrail($version: Date!, $code: String!, $after: String) {
    adminUnit(asOf: $version, code: $code) {
      id
      version
      code
      name
      auditTrail(first: 100, after: $after) {
        edges {
          cursor
          node {
            ...TrailLine
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

type UnitOfTrail = NonNullable<ConsoleTrailQuery['adminUnit']>;

/** Pages that are read at once: what a week brings in a busy commune. */
const PAGES_AT_ONCE = 3;

/**
 * The trail of a unit, newest first. `unit`: undefined until it is known, null when there is none; `lines`: null when they are
 * not for the caller. `more` reads further back, while `hasMore`; `load` begins anew.
 */
export const useUnitTrail = (place: () => { readonly version: string; readonly code: string }) => {
  const unit = shallowRef<UnitOfTrail | null>();
  const lines = shallowRef<readonly Line[] | null>([]);
  const next = ref<string | null>(null);
  const loading = ref(true);
  const failure = ref<Failure>();
  let turn = 0;

  const read = async (from: string | null): Promise<void> => {
    turn += 1;
    const mine = turn;
    loading.value = true;
    failure.value = undefined;
    let after = from;
    for (let page = 0; page < PAGES_AT_ONCE; page += 1) {
      const answer: Answer<ConsoleTrailQuery> = await ask(api, TrailQuery, { ...place(), after });
      if (mine !== turn) return;
      if (!answer.ok) {
        failure.value = answer.why;
        break;
      }
      unit.value = answer.data.adminUnit ?? null;
      const trail: UnitOfTrail['auditTrail'] | undefined = unit.value?.auditTrail;
      const found = (trail?.edges ?? []).map(({ node }) => readFragment(TrailLine, node));
      lines.value = trail ? [...(after === null ? [] : (lines.value ?? [])), ...found] : null;
      after = trail?.pageInfo.hasNextPage === true ? (trail.pageInfo.endCursor ?? null) : null;
      // Kept page by page, so that what failed goes on where it stopped.
      next.value = after;
      if (after === null) break;
    }
    loading.value = false;
  };
  const load = (): Promise<void> => read(null);
  watch(place, () => void load(), { immediate: true, deep: true });
  return { unit, lines, loading, failure, load, hasMore: computed(() => next.value !== null), more: () => read(next.value) };
};
