import { tell } from '../shared/api/api.ts';
import { graphql } from '../gql/index.ts';
import { api } from './api.ts';
import { deviceSecret, forgetDeviceSecret } from './device-secret.ts';

const AcceptInvitation = graphql(`
  mutation AcceptInvitation($input: AcceptInvitationInput!) {
    acceptInvitation(input: $input) {
      __typename
      ... on AcceptInvitationSuccess {
        member {
          displayName
          teams {
            role
            team {
              id
              name
              demonstration
              commune {
                name
              }
            }
          }
        }
      }
      ... on PinNeeded {
        isNew
      }
      ... on Problem {
        message
        nextStep
      }
    }
  }
`);

const SignOut = graphql(`
  mutation SignOut {
    signOut {
      signedOut
    }
  }
`);

/** Signs in; the answer sets the session's cookies. Sent again after a lost answer it is the same device's, and lets it in. */
export const acceptInvitation = async (invitation: string, pin?: string) => {
  const answer = await tell(api, AcceptInvitation, { input: { invitation, deviceSecret: deviceSecret(), pin } });
  if (answer.ok && answer.data.acceptInvitation.__typename === 'AcceptInvitationSuccess') forgetDeviceSecret();
  return answer;
};
export const signOut = () => tell(api, SignOut, {});
