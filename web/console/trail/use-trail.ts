import { computed, ref, shallowRef, watch } from 'vue';
import { graphql, readFragment } from '../../gql/index.ts';
import type { ConsoleCountryTrailQuery, ConsoleTrailQuery } from '../../gql/graphql.ts';
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

const CountryTrailQuery = graphql(`
  query ConsoleCountryTrail($after: String) {
    countryAuditTrail(first: 100, after: $after) {
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
`);

type UnitOfTrail = NonNullable<ConsoleTrailQuery['adminUnit']>;
type TrailPage = UnitOfTrail['auditTrail'] | ConsoleCountryTrailQuery['countryAuditTrail'];

/** Pages that are read at once: what a week brings in a busy commune. */
const PAGES_AT_ONCE = 3;

type Place = { readonly version: string; readonly code: string };
type Read = { readonly unit: UnitOfTrail | null | undefined; readonly trail: TrailPage | undefined };

const pageOf = async (place: Place | undefined, after: string | null): Promise<Answer<Read>> => {
  if (place === undefined) {
    const answer = await ask(api, CountryTrailQuery, { after });
    return answer.ok ? { ok: true, data: { unit: undefined, trail: answer.data.countryAuditTrail } } : answer;
  }
  const answer = await ask(api, TrailQuery, { ...place, after });
  return answer.ok ? { ok: true, data: { unit: answer.data.adminUnit ?? null, trail: answer.data.adminUnit?.auditTrail } } : answer;
};

/**
 * The trail of a unit, or where no place is given of the country, newest first. `unit`: undefined until it is known and for the
 * country, null when there is none; `lines`: null when they are not for the caller. `more` reads further back, while `hasMore`;
 * `load` begins anew.
 */
export const useTrail = (place: () => Place | undefined) => {
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
      const answer = await pageOf(place(), after);
      if (mine !== turn) return;
      if (!answer.ok) {
        failure.value = answer.why;
        break;
      }
      unit.value = answer.data.unit;
      const { trail } = answer.data;
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
