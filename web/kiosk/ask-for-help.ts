import type { Client } from '@urql/core';
import { graphql } from '../gql/index.ts';
import type { RequestHelpInput, RequestHelpMutation, TicketRequestFragment } from '../gql/graphql.ts';
import { readFragment } from '../gql/index.ts';
import { ask as question, createApi, tell } from '../shared/api/api.ts';
import type { Ask, Refusal, SessionEvent } from './session.ts';

export const TicketRequestDocument = graphql(`
  fragment TicketRequest on HelpRequest {
    id
    state
    mode
    requestedAt
    appointmentAt
    escalatedAt
    demonstration
    ticket {
      number
    }
    offer {
      distanceMetres
      team {
        name
      }
    }
    acceptance {
      memberName
      distanceMetres
      team {
        name
      }
    }
    promise {
      contactBy
    }
  }
`);

const RequestHelpDocument = graphql(`
  mutation RequestHelp($input: RequestHelpInput!) {
    requestHelp(input: $input) {
      __typename
      ... on RequestHelpSuccess {
        request {
          ...TicketRequest
        }
      }
      ... on Problem {
        message
        nextStep
      }
      ... on InvalidInput {
        field
      }
      ... on NotFound {
        kind
      }
      ... on ConsentOutdated {
        consent {
          version
          vi: text(language: "vi")
          en: text(language: "en")
        }
      }
    }
  }
`);

const TrackedTicketDocument = graphql(`
  query TrackedTicket {
    trackedRequest {
      ...TicketRequest
    }
  }
`);

/** What a ticket is printed from. */
export type TicketRequest = TicketRequestFragment;

/** The address in the QR code: the secret stands behind #, so that it is in no server's log. */
export const statusLink = (origin: string, { id, trackingSecret }: Pick<Ask, 'id' | 'trackingSecret'>): string =>
  `${origin}/status/#${id}.${trackingSecret}`;

const inputOf = (kiosk: string, language: string, ask: Ask): RequestHelpInput => ({
  id: ask.id,
  kiosk,
  topic: ask.skill.topic.code,
  mode: ask.want.mode,
  language,
  trackingSecret: ask.trackingSecret,
  onBehalf: ask.onBehalf,
  ...(ask.want.mode === 'APPOINTMENT' ? { appointmentAt: ask.want.at } : {}),
  ...(ask.contact === undefined ? {} : { contact: ask.contact }),
});

const mendOf = (field: string | undefined): Refusal['mend'] =>
  field === 'contact' ? 'contact' : field === 'appointmentAt' ? 'appointment' : field === 'topic' ? 'topic' : 'confirm';

const eventOf = (id: string, result: RequestHelpMutation['requestHelp']): SessionEvent => {
  switch (result.__typename) {
    case 'RequestHelpSuccess':
      return { type: 'answered', id, request: readFragment(TicketRequestDocument, result.request) };
    case 'ConsentOutdated':
      return { type: 'consentOutdated', id, consent: result.consent };
    case 'ContactMissing':
      return { type: 'refused', id, refusal: { message: result.message, nextStep: result.nextStep, mend: 'contact' } };
    case 'InvalidInput':
      return { type: 'refused', id, refusal: { message: result.message, nextStep: result.nextStep, mend: mendOf(result.field[0]) } };
    case 'NotFound':
      return { type: 'refused', id, refusal: { message: result.message, nextStep: result.nextStep, mend: result.kind === 'TOPIC' ? 'topic' : 'confirm' } };
    case 'IdAlreadyUsed':
    case 'NotPermitted':
    case 'TooManyTries':
      return { type: 'refused', id, refusal: { message: result.message, nextStep: result.nextStep, mend: 'confirm' } };
  }
};

/** Sends the ask and says what became of it. May be repeated with the same ask: the service answers as the first time. */
export const sendAsk = async (api: Client, kiosk: string, language: string, ask: Ask): Promise<SessionEvent> => {
  const answer = await tell(api, RequestHelpDocument, { input: inputOf(kiosk, language, ask) });
  if (!answer.ok) return { type: 'unanswered', id: ask.id, why: answer.why.kind === 'Offline' ? 'OFFLINE' : 'BUSY' };
  return eventOf(ask.id, answer.data.requestHelp);
};

/** How the request stands now, by the resident's own link; undefined when that could not be found out. */
export const readTicket = async ({ id, trackingSecret }: Ask): Promise<TicketRequest | undefined> => {
  const api = createApi({ getHeaders: () => ({ authorization: `Tracking ${id}.${trackingSecret}` }), pausesMs: [] });
  const answer = await question(api, TrackedTicketDocument, {});
  const request = answer.ok ? answer.data.trackedRequest : undefined;
  return request === null || request === undefined ? undefined : readFragment(TicketRequestDocument, request);
};
