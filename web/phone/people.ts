import { ask, tell } from '../shared/api/api.ts';
import { graphql } from '../gql/index.ts';
import { api } from './api.ts';

const People = graphql(`
  query PhonePeople {
    me {
      id
      teams {
        role
        team {
          id
          code
          name
          members {
            id
            displayName
            teams {
              role
              team {
                code
              }
            }
          }
          sharedPhones {
            id
            setUpAt
          }
          invitations(first: 50) {
            edges {
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
        }
      }
    }
  }
`);

const InviteMember = graphql(`
  mutation InviteMember($input: InviteMemberInput!) {
    inviteMember(input: $input) {
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

const CancelInvitation = graphql(`
  mutation CancelInvitation($invitation: ID!) {
    cancelInvitation(input: { invitation: $invitation }) {
      __typename
    }
  }
`);

const RevokeAllDevices = graphql(`
  mutation RevokeAllDevices($member: ID!) {
    revokeAllDevices(input: { member: $member }) {
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

const RevokeTeamPhone = graphql(`
  mutation RevokeTeamPhone($teamPhone: ID!) {
    revokeAllDevices(input: { teamPhone: $teamPhone }) {
      __typename
    }
  }
`);

const Access = graphql(`
  query PhoneAccess {
    me {
      id
      passkeys {
        id
        addedAt
        backedUp
      }
      devices {
        id
        signedInAt
        lastUsedAt
        thisDevice
      }
      auditTrail(first: 20) {
        edges {
          node {
            id
            at
            act
            by {
              kind
              name
            }
            subject {
              kind
            }
          }
        }
      }
    }
  }
`);

const RevokeDevice = graphql(`
  mutation RevokeDevice($device: ID!) {
    revokeDevice(input: { device: $device }) {
      __typename
    }
  }
`);

const RemovePasskey = graphql(`
  mutation RemovePasskey($passkey: ID!) {
    removePasskey(input: { passkey: $passkey }) {
      __typename
    }
  }
`);

export const readPeople = () => ask(api, People, {});
export const inviteMember = (member: string, team: string, secret: string) => tell(api, InviteMember, { input: { member, team, secret } });
export const cancelInvitation = (invitation: string) => tell(api, CancelInvitation, { invitation });
export const signMemberOut = (member: string) => tell(api, RevokeAllDevices, { member });
export const signSharedPhoneOut = (teamPhone: string) => tell(api, RevokeTeamPhone, { teamPhone });
export const readAccess = () => ask(api, Access, {});
export const signDeviceOut = (device: string) => tell(api, RevokeDevice, { device });
export const removePasskey = (passkey: string) => tell(api, RemovePasskey, { passkey });
