import { graphql } from '../../gql/index.ts';
import type { MemberRole, Organisation } from '../../gql/graphql.ts';
import { tell } from '../../shared/api/api.ts';
import { api } from '../api.ts';

export const MemberOutcome = graphql(`
  fragment MemberOutcome on MemberResult {
    __typename
    ... on MemberSaved {
      member {
        id
        displayName
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
`);

const AddMember = graphql(`
  mutation ConsoleAddMember($input: AddMemberInput!) {
    addMember(input: $input) {
      ...MemberOutcome
    }
  }
`);
const SetRole = graphql(`
  mutation ConsoleSetRole($input: SetRoleInput!) {
    setRole(input: $input) {
      ...MemberOutcome
    }
  }
`);
const RemoveMember = graphql(`
  mutation ConsoleRemoveMember($input: MemberInTeamInput!) {
    removeFromTeam(input: $input) {
      ...MemberOutcome
    }
  }
`);

/** Whom a member comes from, in the order in which offices name them. */
export const ORGANISATIONS = [
  'RESIDENTIAL_HEAD', 'POLICE', 'YOUTH_UNION', 'WOMENS_UNION', 'FARMERS_UNION', 'VETERANS', 'COMPANY', 'SCHOOL', 'OTHER',
] as const satisfies readonly Organisation[];

type Seen = { readonly memberId: string; readonly revision: number; readonly team: string };
export const addMember = (input: { readonly id: string; readonly team: string; readonly displayName: string; readonly role: MemberRole; readonly organisation: Organisation }) =>
  tell(api, AddMember, { input });
export const setRole = (input: Seen & { readonly role: MemberRole }) => tell(api, SetRole, { input });
export const removeFromTeam = (input: Seen) => tell(api, RemoveMember, { input });
