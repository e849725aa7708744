import { computed, ref, shallowRef, watch } from 'vue';
import { graphql, readFragment } from '../../gql/index.ts';
import type { ConsoleToPlaceQuery } from '../../gql/graphql.ts';
import { ask, tell, type Answer, type Failure } from '../../shared/api/api.ts';
import { language } from '../../shared/text/text.ts';
import { api } from '../api.ts';
import { KioskRow } from '../kiosks/kiosks.ts';
import type { Place } from '../map/map-points.ts';
import { becameOf, useBecame, type Former } from './became.ts';
import type { Candidate } from './proposal.ts';

const ToPlaceQuery = graphql(`
  query ConsoleToPlace($version: Date!, $code: String!, $teams: String, $kiosks: String) {
    adminUnit(asOf: $version, code: $code) {
      id
      version
      code
      name
      level
      teamsToPlace(first: 100, after: $teams) {
        edges {
          cursor
          node {
            id
            code
            name
            revision
            position {
              lat
              lon
            }
            commune {
              id
              version
              code
              name
            }
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
      kiosksToPlace(first: 100, after: $kiosks) {
        edges {
          cursor
          node {
            ...ConsoleKiosk
            commune {
              id
              version
              code
              name
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

const WaitsQuery = graphql(`
  query ConsoleWaitsForPlace($version: Date!, $code: String!) {
    adminUnit(asOf: $version, code: $code) {
      id
      teamsToPlace(first: 1) {
        edges {
          cursor
        }
      }
      kiosksToPlace(first: 1) {
        edges {
          cursor
        }
      }
    }
  }
`);

const PlaceTeam = graphql(`
  mutation ConsolePlaceTeam($input: ChangeTeamInput!) {
    changeTeam(input: $input) {
      ...TeamOutcome
    }
  }
`);

/** A team or kiosk that stays in a commune of an earlier list until somebody says where it belongs. */
export type ToPlace = {
  readonly key: string;
  readonly kind: 'team' | 'kiosk';
  readonly code: string;
  readonly name: string;
  readonly revision: number;
  readonly position: Place;
  readonly former: Former;
};
export type UnitToPlace = NonNullable<ConsoleToPlaceQuery['adminUnit']>;
type Answered = Pick<UnitToPlace, 'teamsToPlace' | 'kiosksToPlace'>;

const itemsOf = ({ teamsToPlace, kiosksToPlace }: Answered): readonly ToPlace[] => [
  ...teamsToPlace.edges.map(({ node: { code, name, revision, position, commune } }): ToPlace => ({ key: `team ${code}`, kind: 'team', code, name, revision, position, former: commune })),
  ...kiosksToPlace.edges.map(({ node }): ToPlace => {
    const { code, name, revision, position } = readFragment(KioskRow, node);
    return { key: `kiosk ${code}`, kind: 'kiosk', code, name, revision, position, former: node.commune };
  }),
];

type Where = { readonly version: string; readonly code: string };

/**
 * What waits in a unit for somebody to say where it belongs, and where that may be. `unit`: undefined until it is known, null
 * when there is none.
 */
export const useToPlace = (place: () => Where) => {
  const unit = shallowRef<UnitToPlace | null>();
  const items = shallowRef<readonly ToPlace[]>([]);
  const loading = ref(true);
  const failure = ref<Failure>();
  const { became, learn } = useBecame();

  const load = async (): Promise<void> => {
    loading.value = true;
    const found = new Map<string, ToPlace>();
    let after: { readonly teams: string | null; readonly kiosks: string | null } | undefined = { teams: null, kiosks: null };
    while (after !== undefined) {
      const answer: Answer<ConsoleToPlaceQuery> = await ask(api, ToPlaceQuery, { ...place(), ...after });
      failure.value = answer.ok ? undefined : answer.why;
      if (!answer.ok) break;
      const known: UnitToPlace | null = answer.data.adminUnit ?? null;
      unit.value = known;
      for (const item of known === null ? [] : itemsOf(known)) found.set(item.key, item);
      after = known === null ? undefined : nextOf(known, after);
    }
    items.value = [...found.values()];
    if (failure.value === undefined && unit.value) failure.value = await learn(items.value.map(({ former }) => former), unit.value);
    loading.value = false;
  };
  watch([place, language], () => void load(), { immediate: true, deep: true });
  const candidatesOf = ({ former }: ToPlace): readonly Candidate[] => becameOf(became.value, former);
  return { unit, items, loading, failure, load, candidatesOf };
};

/** Of both lists the next page; a list that has ended is asked again from its last place, which is found once. */
const nextOf = ({ teamsToPlace, kiosksToPlace }: Answered, before: { readonly teams: string | null; readonly kiosks: string | null }) =>
  teamsToPlace.pageInfo.hasNextPage || kiosksToPlace.pageInfo.hasNextPage
    ? { teams: teamsToPlace.pageInfo.endCursor ?? before.teams, kiosks: kiosksToPlace.pageInfo.endCursor ?? before.kiosks }
    : undefined;

/** Whether anything waits in a unit: for its first page. False until it is known, and where it cannot be asked. */
export const useWaitsForPlace = (place: () => Where) => {
  const waits = ref(false);
  const look = async (): Promise<void> => {
    const answer = await ask(api, WaitsQuery, place());
    const unit = answer.ok ? answer.data.adminUnit : undefined;
    waits.value = unit !== null && unit !== undefined && unit.teamsToPlace.edges.length + unit.kiosksToPlace.edges.length > 0;
  };
  watch(place, () => void look(), { immediate: true, deep: true });
  return computed(() => waits.value);
};

/** Says where a team belongs; nothing else of it changes. */
export const placeTeam = ({ item, to }: { readonly item: ToPlace; readonly to: Where }) =>
  tell(api, PlaceTeam, { input: { code: item.code, revision: item.revision, commune: to.code, unitVersion: to.version } });
