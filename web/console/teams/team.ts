import { ref, shallowRef, watch } from 'vue';
import { graphql } from '../../gql/index.ts';
import type { ConsoleTeamPageQuery } from '../../gql/graphql.ts';
import { ask, tell, type Failure } from '../../shared/api/api.ts';
import { language } from '../../shared/text/text.ts';
import { api } from '../api.ts';

const TeamQuery = graphql(`
  query ConsoleTeamPage($code: String!, $language: LanguageTag!) {
    team(code: $code) {
      id
      code
      name
      kind
      revision
      serviceHours
      leaves {
        from
        until
      }
      chatUrl
      decision {
        number
        date
      }
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
        version
        code
        name
      }
      skills {
        id
        code
        number
        topic {
          id
          name(language: $language)
        }
      }
      members {
        id
        displayName
        revision
        organisation
        hasPhone
        trainings {
          code
          on
        }
        teams {
          role
          team {
            id
            code
          }
        }
        devices {
          id
        }
      }
      invitations(first: 100) {
        edges {
          cursor
          node {
            id
            endsAt
            member {
              id
              displayName
            }
          }
        }
      }
      sharedPhones {
        id
        setUpAt
      }
    }
  }
`);

export const InviteMember = graphql(`
  mutation ConsoleInviteMember($input: InviteMemberInput!) {
    inviteMember(input: $input) {
      __typename
      ... on InvitationMade {
        link
        invitation {
          id
          endsAt
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

export const SetUpPhone = graphql(`
  mutation ConsoleSetUpPhone($input: SetUpTeamPhoneInput!) {
    setUpTeamPhone(input: $input) {
      __typename
      ... on InvitationMade {
        link
        invitation {
          id
          endsAt
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

const CancelInvitation = graphql(`
  mutation ConsoleCancelInvitation($input: CancelInvitationInput!) {
    cancelInvitation(input: $input) {
      __typename
      ... on InvitationCancelled {
        invitation
      }
      ... on Problem {
        message
        nextStep
      }
    }
  }
`);

const RevokeAll = graphql(`
  mutation ConsoleRevokeAll($input: RevokeAllDevicesInput!) {
    revokeAllDevices(input: $input) {
      __typename
      ... on DevicesRevoked {
        count
      }
      ... on Problem {
        message
        nextStep
      }
    }
  }
`);

export const cancelInvitation = (invitation: string) => tell(api, CancelInvitation, { input: { invitation } });
export const revokeMember = (member: string) => tell(api, RevokeAll, { input: { member } });
export const revokePhone = (teamPhone: string) => tell(api, RevokeAll, { input: { teamPhone } });

export type TeamPage = NonNullable<ConsoleTeamPageQuery['team']>;
export type TeamMember = NonNullable<TeamPage['members']>[number];

/** One team with all that whoever asks may see of it. `team`: undefined until it is known, null when there is none. */
export const useTeam = (code: () => string) => {
  const team = shallowRef<TeamPage | null>();
  const failure = ref<Failure>();
  const load = async (): Promise<void> => {
    const asked = code();
    const answer = await ask(api, TeamQuery, { code: asked, language: language.value });
    if (asked !== code()) return;
    failure.value = answer.ok ? undefined : answer.why;
    if (answer.ok) team.value = answer.data.team ?? null;
  };
  watch([code, language], () => void load(), { immediate: true });
  return { team, failure, load };
};
