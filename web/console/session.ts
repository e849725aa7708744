import { computed, ref } from 'vue';
import { ask, tell, type Failure } from '../shared/api/api.ts';
import type { ConsoleViewerQuery } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';
import { api } from './api.ts';

/** A unit as an address names it: codes have been reused, so a code alone says too little. */
export type UnitRef = { readonly version: string; readonly code: string; readonly name: string };
/** Who works at this desk, and for what area. `unit`: undefined for the whole country. */
export type Viewer = {
  readonly name: string;
  readonly role: 'COMMUNE' | 'PROVINCE' | 'NATIONAL' | 'OPERATOR' | 'LEAD' | 'MEMBER';
  readonly unit?: UnitRef | undefined;
  /** Codes of the teams that a member is in. */
  readonly teams: readonly string[];
};

const ViewerQuery = graphql(`
  query ConsoleViewer {
    viewer {
      __typename
      ... on Official {
        id
        displayName
        officialRole: role
        unit {
          id
          version
          code
          name
        }
      }
      ... on Member {
        id
        displayName
        teams {
          role
          team {
            id
            code
            commune {
              id
              version
              code
              name
            }
          }
        }
      }
    }
  }
`);

const SignOut = graphql(`
  mutation ConsoleSignOut {
    signOut {
      signedOut
      atIssuer
    }
  }
`);

/** Undefined while it is not known, null for nobody. */
const viewer = ref<Viewer | null>();
const failure = ref<Failure>();

/** A shared phone and a station have no business at a desk: there nobody has said who they are. */
const viewerOf = (known: ConsoleViewerQuery['viewer']): Viewer | null => {
  if (known?.__typename === 'Official') return { name: known.displayName, role: known.officialRole, unit: known.unit ?? undefined, teams: [] };
  if (known?.__typename !== 'Member') return null;
  // Who leads a team works for its commune; who leads none, for the first that they are in.
  const own = known.teams.find(({ role }) => role === 'LEAD') ?? known.teams[0];
  return { name: known.displayName, role: own?.role ?? 'MEMBER', unit: own?.team.commune, teams: known.teams.map(({ team }) => team.code) };
};

const refresh = async (): Promise<void> => {
  const answer = await ask(api, ViewerQuery, {});
  if (!answer.ok) {
    if (answer.why.kind === 'Problem' && ['UNAUTHENTICATED', 'SESSION_ENDED'].includes(answer.why.code)) viewer.value = null;
    else failure.value = answer.why;
    return;
  }
  failure.value = undefined;
  viewer.value = viewerOf(answer.data.viewer);
};

const signOut = async (): Promise<void> => {
  const answer = await tell(api, SignOut, {});
  // The session is the server's: only its answer says that it is over.
  if (!answer.ok) {
    failure.value = answer.why;
    return;
  }
  viewer.value = null;
  if (typeof answer.data.signOut.atIssuer === 'string') location.assign(answer.data.signOut.atIssuer);
};

/** Whoever works for an office, and not for one team. */
const isOffice = computed(() => viewer.value !== null && viewer.value !== undefined && viewer.value.role !== 'LEAD' && viewer.value.role !== 'MEMBER');

export const useSession = () => ({ viewer: computed(() => viewer.value), isOffice, failure: computed(() => failure.value), refresh, signOut });
