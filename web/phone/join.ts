import { tell } from '../shared/api/api.ts';
import { graphql } from '../gql/index.ts';
import { api } from './api.ts';

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

/** Signs in; the answer sets the session's cookie. */
export const acceptInvitation = (secret: string) => tell(api, AcceptInvitation, { input: { invitation: secret } });
export const signOut = () => tell(api, SignOut, {});
