import { ref, shallowRef, watch } from 'vue';
import { graphql } from '../../gql/index.ts';
import type { ConsoleTeamFragment, ConsoleUnitQuery } from '../../gql/graphql.ts';
import { readFragment } from '../../gql/index.ts';
import { ask, type Failure } from '../../shared/api/api.ts';
import { language } from '../../shared/text/text.ts';
import { api } from '../api.ts';

export const TeamRow = graphql(`
  fragment ConsoleTeam on Team {
    id
    code
    name
    status
    onDuty
    openRequests
    capacity
    reachKm
    languages
    demonstration
    position {
      lat
      lon
    }
    commune {
      id
      code
      name
    }
    skills {
      id
      number
    }
  }
`);

const UnitQuery = graphql(`
  query ConsoleUnit($version: Date!, $code: String!, $after: String) {
    adminUnit(asOf: $version, code: $code) {
      id
      version
      code
      name
      level
      parent {
        id
        version
        code
        name
      }
      teams(first: 250, after: $after) {
        edges {
          cursor
          node {
            ...ConsoleTeam
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

export type TeamOfUnit = ConsoleTeamFragment;
export type Unit = NonNullable<ConsoleUnitQuery['adminUnit']>;

/** Pages between two pictures: sorting, counting and the map take up all that there is, each time. */
const SHOWN_EVERY = 4;

/**
 * A unit with all of its teams, page after page: the first show at once, the rest as they come. `unit`: undefined
 * until it is known, null when there is none.
 */
export const useUnit = (ref_: () => { readonly version: string; readonly code: string }) => {
  const unit = shallowRef<Unit | null>();
  const teams = shallowRef<readonly TeamOfUnit[]>([]);
  const loading = ref(true);
  const failure = ref<Failure>();
  let turn = 0;

  const load = async (): Promise<void> => {
    turn += 1;
    const mine = turn;
    loading.value = true;
    failure.value = undefined;
    const found: TeamOfUnit[] = [];
    let pages = 0;
    let after: string | null | undefined;
    do {
      const answer = await ask(api, UnitQuery, { ...ref_(), after: after ?? null });
      if (mine !== turn) return;
      if (!answer.ok) {
        // What came before stays: it is true, and the note above says that there is more.
        failure.value = answer.why;
        teams.value = [...found];
        break;
      }
      const known = answer.data.adminUnit ?? null;
      unit.value = known;
      for (const { node } of known?.teams.edges ?? []) found.push(readFragment(TeamRow, node));
      after = known?.teams.pageInfo.hasNextPage === true ? known.teams.pageInfo.endCursor : null;
      pages += 1;
      if (pages % SHOWN_EVERY === 1 || typeof after !== 'string') teams.value = [...found];
    } while (after !== null && after !== undefined);
    loading.value = false;
  };
  watch([ref_, language], () => void load(), { immediate: true, deep: true });
  return { unit, teams, loading, failure, load };
};
