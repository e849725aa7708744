import { ref } from 'vue';
import { ask, tell } from '../shared/api/api.ts';
import { graphql } from '../gql/index.ts';
import type { PhoneInHandQuery } from '../gql/graphql.ts';
import { api } from './api.ts';

const PhoneInHand = graphql(`
  query PhoneInHand {
    teamPhone {
      id
      team {
        name
      }
      members {
        id
        displayName
        hasPin
      }
    }
  }
`);

const TakePhone = graphql(`
  mutation TakePhone($input: TakePhoneInput!) {
    takePhone(input: $input) {
      __typename
      ... on Problem {
        message
        nextStep
      }
    }
  }
`);

const LeavePhone = graphql(`
  mutation LeavePhone {
    leavePhone {
      viewer {
        id
      }
    }
  }
`);

const SetPin = graphql(`
  mutation SetPin($pin: String!) {
    setPin(input: { pin: $pin }) {
      __typename
      ... on Problem {
        message
        nextStep
      }
    }
  }
`);

const SetUpTeamPhone = graphql(`
  mutation SetUpTeamPhone($input: SetUpTeamPhoneInput!) {
    setUpTeamPhone(input: $input) {
      __typename
      ... on InvitationMade {
        link
        invitation {
          endsAt
        }
      }
      ... on Problem {
        message
        nextStep
      }
    }
  }
`);

/** The shared phone that this is; undefined for a phone of somebody's own, or while it is not known. */
export const phoneInHand = ref<NonNullable<PhoneInHandQuery['teamPhone']>>();

/** Looks which phone this is. Without an answer it stays as it was. */
export const lookAtPhone = async (): Promise<void> => {
  const answer = await ask(api, PhoneInHand, {});
  if (answer.ok) phoneInHand.value = answer.data.teamPhone ?? undefined;
};

export const takePhone = (member: string, pin: string) => tell(api, TakePhone, { input: { member, pin } });
export const leavePhone = () => tell(api, LeavePhone, {});
export const setPin = (pin: string) => tell(api, SetPin, { pin });
export const setUpTeamPhone = (id: string, team: string, secret: string) => tell(api, SetUpTeamPhone, { input: { id, team, secret } });
