import { ref, shallowRef, watch } from 'vue';
import { graphql } from '../../gql/index.ts';
import type { ConsoleBoothQuery, ConsoleBoothTeamsQuery } from '../../gql/graphql.ts';
import { ask, tell, type Failure } from '../../shared/api/api.ts';
import { language } from '../../shared/text/text.ts';
import { api } from '../api.ts';
import type { Stretch } from './week.ts';

const BoothQuery = graphql(`
  query ConsoleBooth($code: String!) {
    kiosk(code: $code) {
      id
      code
      name
      letter
      openingHours
      revision
      commune {
        id
        version
        code
        name
      }
      shifts {
        from
        until
        team {
          id
          code
          name
        }
      }
    }
  }
`);

const BoothTeamsQuery = graphql(`
  query ConsoleBoothTeams($version: Date!, $code: String!, $after: String) {
    adminUnit(asOf: $version, code: $code) {
      id
      teams(first: 100, after: $after) {
        edges {
          cursor
          node {
            id
            code
            name
            status
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

const LedTeamsQuery = graphql(`
  query ConsoleLedTeams {
    me {
      id
      teams {
        role
        team {
          id
          code
          name
          status
        }
      }
    }
  }
`);

const PlanShifts = graphql(`
  mutation ConsolePlanShifts($input: PlanShiftsInput!) {
    planShifts(input: $input) {
      __typename
      ... on KioskChanged {
        kiosk {
          id
          revision
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

export type Booth = NonNullable<ConsoleBoothQuery['kiosk']>;
export type BoothShift = Booth['shifts'][number];
export type TeamToPlan = { readonly code: string; readonly name: string };

/** Without an id of its own: what is planned already is planned, however often it is sent. */
export const planShifts = (input: { readonly kiosk: string; readonly revision: number; readonly team: string; readonly shifts: readonly Stretch[] }) =>
  tell(api, PlanShifts, { input: { ...input, shifts: [...input.shifts] } });

/** A kiosk with the shifts at its booth. `booth`: undefined until it is known, null when there is none. */
export const useBooth = (code: () => string) => {
  const booth = shallowRef<Booth | null>();
  const failure = ref<Failure>();
  const load = async (): Promise<void> => {
    const asked = code();
    const answer = await ask(api, BoothQuery, { code: asked });
    if (asked !== code()) return;
    failure.value = answer.ok ? undefined : answer.why;
    if (answer.ok) booth.value = answer.data.kiosk ?? null;
  };
  watch([code, language], () => void load(), { immediate: true });
  return { booth, failure, load };
};

type Found = { readonly ok: true; readonly teams: readonly TeamToPlan[] } | { readonly ok: false; readonly why: Failure };
const ready = (teams: readonly (TeamToPlan & { readonly status: string })[]): readonly TeamToPlan[] => teams.filter(({ status }) => status === 'ACTIVE');

/** The teams that whoever is here leads. */
export const teamsLed = async (): Promise<Found> => {
  const answer = await ask(api, LedTeamsQuery, {});
  if (!answer.ok) return answer;
  return { ok: true, teams: ready((answer.data.me?.teams ?? []).filter(({ role }) => role === 'LEAD').map(({ team }) => team)) };
};

/** The active teams of a commune. */
export const teamsOfCommune = async ({ version, code }: { readonly version: string; readonly code: string }): Promise<Found> => {
  const teams: (TeamToPlan & { readonly status: string })[] = [];
  let after: string | null = null;
  do {
    const answer: Awaited<ReturnType<typeof ask<ConsoleBoothTeamsQuery, { version: string; code: string; after: string | null }>>> = await ask(api, BoothTeamsQuery, { version, code, after });
    if (!answer.ok) return answer;
    const page: NonNullable<ConsoleBoothTeamsQuery['adminUnit']>['teams'] | undefined = answer.data.adminUnit?.teams;
    teams.push(...(page?.edges ?? []).map(({ node }) => node));
    after = page?.pageInfo.hasNextPage === true ? (page.pageInfo.endCursor ?? null) : null;
  } while (after !== null);
  return { ok: true, teams: ready(teams) };
};
