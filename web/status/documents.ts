import { graphql } from '../gql/index.ts';

/** All that the status page shows. There are no contact details in it, of nobody. */
export const TrackedRequest = graphql(`
  fragment TrackedRequest on HelpRequest {
    id
    revision
    state
    ticket {
      number
    }
    topic {
      name(language: $language)
    }
    mode
    language
    kiosk {
      name
      contactPoint {
        name
        phone
      }
    }
    appointmentAt
    requestedAt
    offer {
      team {
        name
      }
      distanceMetres
    }
    escalatedAt
    provinceToldAt
    acceptance {
      team {
        name
      }
      memberName
      distanceMetres
    }
    promise {
      acceptBy
      contactBy
      doneBy
    }
    waitingForResident {
      reason
    }
    outcome
    reopenableUntil
    forwarding {
      to
      reason
    }
    rating
    contactKeptUntil
    possibleChanges
    demonstration
  }
`);

export const TrackedQuery = graphql(`
  query Tracked($language: LanguageTag!) {
    trackedRequest {
      ...TrackedRequest
    }
  }
`);

/** Who opened the number: asked for when somebody wants to know. */
export const OpeningsQuery = graphql(`
  query ContactOpenings {
    trackedRequest {
      id
      auditTrail(first: 100) {
        edges {
          node {
            id
            at
            act
            by {
              name
            }
          }
        }
      }
    }
  }
`);

export const ResidentChange = graphql(`
  fragment ResidentChange on HelpRequestChangeResult {
    __typename
    ... on HelpRequestChanged {
      request {
        ...TrackedRequest
      }
    }
    ... on NotPossibleNow {
      request {
        ...TrackedRequest
      }
    }
    ... on Problem {
      message
      nextStep
    }
  }
`);

export const CancelMutation = graphql(`
  mutation CancelRequest($input: ChangeHelpRequestInput!, $language: LanguageTag!) {
    cancelRequest(input: $input) {
      ...ResidentChange
    }
  }
`);
export const EraseMutation = graphql(`
  mutation EraseContact($input: ChangeHelpRequestInput!, $language: LanguageTag!) {
    eraseContact(input: $input) {
      ...ResidentChange
    }
  }
`);
export const ReopenMutation = graphql(`
  mutation ReopenRequest($input: ReopenRequestInput!, $language: LanguageTag!) {
    reopenRequest(input: $input) {
      ...ResidentChange
    }
  }
`);
export const RateMutation = graphql(`
  mutation RateHelp($input: RateHelpInput!, $language: LanguageTag!) {
    rateHelp(input: $input) {
      ...ResidentChange
    }
  }
`);
