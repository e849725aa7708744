import { randomUUID } from 'node:crypto';
import { newSecret } from '../../functions/core/ids.ts';
import { sealWith } from './seal.ts';

type Answered<Data> = { readonly data?: Data; readonly errors?: readonly { readonly message: string }[] };

/** Throws what the API refuses. */
export const ask = async <Data>(origin: string, query: string, variables: object = {}, headers: Readonly<Record<string, string>> = {}): Promise<Data> => {
  const response = await fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as Answered<Data>;
  if (data === undefined || errors !== undefined) throw new Error(`The API refused: ${JSON.stringify(errors)}`);
  return data;
};

export type Wanted = {
  readonly mode?: 'HERE_NOW' | 'CALL_ME' | 'VISIT';
  readonly topic?: string;
  /** E.164. Sealed as a device does. */
  readonly phone?: string;
};

export type FiledRequest = {
  readonly ticket: string;
  /** Path of the resident's page. */
  readonly link: string;
  /** Whether a team could be asked; otherwise the commune was told at once. */
  readonly offered: boolean;
  /** The resident takes it back, if it is still to be had. */
  readonly cancel: () => Promise<void>;
};

const seal = async (origin: string, phone: string) => {
  const { contactSealing } = await ask<{ contactSealing: { publicKey: string; consent: { version: string } } }>(origin, '{ contactSealing { publicKey consent { version } } }');
  return { jwe: await sealWith(JSON.parse(contactSealing.publicKey) as Parameters<typeof sealWith>[0], JSON.stringify({ phone })), consentVersion: contactSealing.consent.version };
};

type Filed = { requestHelp: { __typename: string; message?: string; request?: { id: string; ticket: { number: string }; offer: { distanceMetres: number } | null } } };

/** A resident asks at the booth of the demonstration. */
export const fileRequest = async (origin: string, { mode = 'HERE_NOW', topic = 'public-services', phone }: Wanted = {}): Promise<FiledRequest> => {
  const id = randomUUID();
  const trackingSecret = newSecret();
  const contact = phone === undefined ? {} : { contact: await seal(origin, phone) };
  const { requestHelp } = await ask<Filed>(
    origin,
    `mutation ($input: RequestHelpInput!) {
      requestHelp(input: $input) {
        __typename
        ... on RequestHelpSuccess { request { id ticket { number } offer { distanceMetres } } }
        ... on Problem { message }
      }
    }`,
    { input: { id, kiosk: 'demo-walking-street', topic, mode, trackingSecret, ...contact } },
  );
  const { request } = requestHelp;
  if (request === undefined) throw new Error(`Not taken: ${requestHelp.__typename} ${requestHelp.message ?? ''}`);
  return {
    ticket: request.ticket.number,
    link: `/status/#${id}.${trackingSecret}`,
    offered: request.offer !== null,
    cancel: async () => {
      await ask(origin, 'mutation ($input: ChangeHelpRequestInput!) { cancelRequest(input: $input) { __typename } }', { input: { requestId: request.id, changeId: randomUUID() } }, { authorization: `Tracking ${id}.${trackingSecret}` });
    },
  };
};
