import { graphql } from '../../gql/index.ts';

/** What a card, a row and a heading show of a request. */
export const RequestCard = graphql(`
  fragment RequestCard on HelpRequest {
    id
    revision
    state
    ticket {
      number
    }
    topic {
      code
      name(language: $language)
      icon
    }
    mode
    language
    kiosk {
      name
    }
    position {
      lat
      lon
    }
    appointmentAt
    onBehalf
    requestedAt
    offer {
      team {
        id
      }
      distanceMetres
    }
    escalatedAt
    acceptance {
      team {
        id
        name
      }
      memberName
      byMe
      distanceMetres
    }
    promise {
      acceptBy
      contactBy
      doneBy
    }
    waitingForResident {
      since
      reason
    }
    startedAt
    outcome
    hasContact
    possibleChanges
    demonstration
  }
`);

/** Whoever is signed in, with the first thirty of each team's queue, oldest first: more than ten hands can hold. `me` is null for nobody. */
export const QueueQuery = graphql(`
  query PhoneQueue($language: LanguageTag!) {
    me {
      id
      displayName
      teams {
        role
        team {
          id
          name
          demonstration
          onDuty
          position {
            lat
            lon
          }
          commune {
            name
          }
          queue(first: 30) {
            edges {
              node {
                ...RequestCard
              }
            }
            pageInfo {
              hasNextPage
            }
          }
        }
      }
    }
  }
`);
