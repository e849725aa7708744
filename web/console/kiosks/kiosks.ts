import { ref, shallowRef, watch } from 'vue';
import { graphql, readFragment } from '../../gql/index.ts';
import type { ConsoleKioskFragment, ConsoleKiosksQuery, NewKioskInput } from '../../gql/graphql.ts';
import { ask, tell, type Answer, type Failure } from '../../shared/api/api.ts';
import { language } from '../../shared/text/text.ts';
import { api } from '../api.ts';
import type { Place } from '../map/map-points.ts';

export const KioskRow = graphql(`
  fragment ConsoleKiosk on Kiosk {
    id
    code
    name
    letter
    openingHours
    paired
    revision
    position {
      lat
      lon
    }
  }
`);

const KiosksQuery = graphql(`
  query ConsoleKiosks($version: Date!, $code: String!, $after: String) {
    adminUnit(asOf: $version, code: $code) {
      id
      version
      code
      name
      level
      kiosks(first: 100, after: $after) {
        edges {
          cursor
          node {
            ...ConsoleKiosk
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

const Pair = graphql(`
  mutation ConsolePairKiosk($input: PairKioskInput!) {
    pairKiosk(input: $input) {
      __typename
      ... on KioskChanged {
        kiosk {
          ...ConsoleKiosk
        }
      }
      ... on Problem {
        message
        nextStep
      }
      ... on InvalidInput {
        field
      }
    }
  }
`);
const Unpair = graphql(`
  mutation ConsoleUnpairKiosk($input: UnpairKioskInput!) {
    unpairKiosk(input: $input) {
      __typename
      ... on KioskChanged {
        kiosk {
          ...ConsoleKiosk
        }
      }
      ... on Problem {
        message
        nextStep
      }
    }
  }
`);
const Rename = graphql(`
  mutation ConsoleRenameKiosk($input: RenameKioskInput!) {
    renameKiosk(input: $input) {
      __typename
      ... on KioskChanged {
        kiosk {
          ...ConsoleKiosk
        }
      }
      ... on Problem {
        message
        nextStep
      }
      ... on InvalidInput {
        field
      }
    }
  }
`);
const Move = graphql(`
  mutation ConsoleMoveKiosk($input: MoveKioskInput!) {
    moveKiosk(input: $input) {
      __typename
      ... on KioskChanged {
        kiosk {
          ...ConsoleKiosk
        }
      }
      ... on Problem {
        message
        nextStep
      }
      ... on InvalidInput {
        field
      }
    }
  }
`);

export type KioskOfUnit = ConsoleKioskFragment;
export type UnitOfKiosks = NonNullable<ConsoleKiosksQuery['adminUnit']>;

/** Each act has an id of its own, made by whoever asks and kept until the answer. */
export const pairKiosk = (input: { id: string; pairingCode: string; kiosk: string; newKiosk?: NewKioskInput }) => tell(api, Pair, { input });
export const unpairKiosk = (input: { id: string; kiosk: string }) => tell(api, Unpair, { input });
export const renameKiosk = (input: { id: string; kiosk: string; revision: number; name: string }) => tell(api, Rename, { input });
export const moveKiosk = (input: { id: string; kiosk: string; revision: number; unitVersion: string; communeCode: string; position: Place }) => tell(api, Move, { input });

/** The kiosks of a commune. `unit`: undefined until it is known, null when there is none. */
export const useKiosks = (place: () => { readonly version: string; readonly code: string }) => {
  const unit = shallowRef<UnitOfKiosks | null>();
  const kiosks = shallowRef<readonly KioskOfUnit[]>([]);
  const loading = ref(true);
  const failure = ref<Failure>();
  const load = async (): Promise<void> => {
    loading.value = true;
    let found: readonly KioskOfUnit[] = [];
    let after: string | null = null;
    do {
      const answer: Answer<ConsoleKiosksQuery> = await ask(api, KiosksQuery, { ...place(), after });
      failure.value = answer.ok ? undefined : answer.why;
      if (!answer.ok) break;
      unit.value = answer.data.adminUnit ?? null;
      const page: UnitOfKiosks['kiosks'] | undefined = unit.value?.kiosks;
      found = [...found, ...(page?.edges ?? []).map(({ node }) => readFragment(KioskRow, node))];
      after = page?.pageInfo.hasNextPage === true ? (page.pageInfo.endCursor ?? null) : null;
    } while (after !== null);
    kiosks.value = found;
    loading.value = false;
  };
  watch([place, language], () => void load(), { immediate: true, deep: true });
  return { unit, kiosks, loading, failure, load };
};
