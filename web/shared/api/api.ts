import { cacheExchange, Client, fetchExchange, type AnyVariables, type DocumentInput, type Exchange, type OperationResult } from '@urql/core';
import { learnTime } from '../now.ts';
import { patientFetch } from './patient-fetch.ts';
import { renewingFetch } from './renew-session.ts';

/** Nothing came back: no network, or no answer in time. What was sent may or may not have arrived: repeat it. */
export type Offline = { readonly kind: 'Offline' };
/** The service answered and said no: `code` is extensions.code of the API (UNAUTHENTICATED, …) or UNAVAILABLE. */
export type Problem = { readonly kind: 'Problem'; readonly code: string };
export type Failure = Offline | Problem;
export type Answer<Data> = { readonly ok: true; readonly data: Data } | { readonly ok: false; readonly why: Failure };

export type ApiOptions = {
  /** Headers of each request, e.g. the device's or the member's token. Called anew every time. */
  readonly getHeaders?: () => Readonly<Record<string, string>>;
  /** Default: /graphql of the page's own origin. */
  readonly url?: string;
  /** Milliseconds before one attempt is given up. Default 10 s: more than a slow 3G round trip, less than patience. */
  readonly timeoutMs?: number;
  /** Milliseconds before each further attempt. Default 400, 1600. */
  readonly pausesMs?: readonly number[];
  /** Keep answers in memory. Off by default: a kiosk must keep nothing of the last person. */
  readonly cache?: boolean;
  /** Further exchanges (live updates), run before the request is sent. */
  readonly exchanges?: readonly Exchange[];
};

/** A fetch by which the page learns the time. Of our own answers alone: a hotel's network has a clock of its own. */
const heedingFetch =
  (send: typeof fetch): typeof fetch =>
  async (input, init) => {
    const response = await send(input, init);
    if (response.headers.get('content-type')?.includes('graphql-response') === true) learnTime(response.headers.get('date'));
    return response;
  };

/** Tests have no page. */
const here = (): string => (typeof location === 'undefined' ? 'http://localhost' : location.href);

/**
 * A client of our API. An expired session is renewed on the way. Every operation is a POST with a fresh x-request-id, which is also in the service's logs; its
 * repeats carry the same one. Mutations are repeated as queries are: all of ours carry an id made by the client, and
 * the service answers a repeat as it did the first time.
 */
export const createApi = ({ getHeaders, url = '/graphql', timeoutMs = 10_000, pausesMs = [400, 1600], cache = false, exchanges = [] }: ApiOptions = {}): Client =>
  new Client({
    url,
    preferGetMethod: false,
    fetch: renewingFetch(heedingFetch(patientFetch({ timeoutMs, pausesMs })), new URL('/session/refresh', new URL(url, here())).href),
    fetchOptions: () => ({
      credentials: 'same-origin',
      cache: 'no-store',
      headers: {
        accept: 'application/graphql-response+json, application/json;q=0.9',
        'apollo-require-preflight': 'true',
        'x-request-id': crypto.randomUUID(),
        ...getHeaders?.(),
      },
    }),
    exchanges: [...(cache ? [cacheExchange] : []), ...exchanges, fetchExchange],
    requestPolicy: cache ? 'cache-and-network' : 'network-only',
  });

/** What went wrong, or undefined when nothing did. For useQuery: `failureOf(query.error.value)`. */
export const failureOf = (error: OperationResult['error']): Failure | undefined => {
  if (error === undefined) return undefined;
  const code = error.graphQLErrors[0]?.extensions['code'];
  if (typeof code === 'string') return { kind: 'Problem', code };
  if (error.graphQLErrors.length > 0) return { kind: 'Problem', code: 'UNKNOWN' };
  // urql hands over the response when one came, even a page of a proxy that is no GraphQL.
  const answered: unknown = error.response;
  return answered === undefined || answered === null ? { kind: 'Offline' } : { kind: 'Problem', code: 'UNAVAILABLE' };
};

const answerOf = <Data>(result: OperationResult<Data, AnyVariables>): Answer<Data> => {
  const why = failureOf(result.error);
  if (why !== undefined) return { ok: false, why };
  return result.data === undefined || result.data === null
    ? { ok: false, why: { kind: 'Problem', code: 'UNKNOWN' } }
    : { ok: true, data: result.data };
};

/** Asks once, and always answers with a value: it never throws for the network's sake. */
export const ask = async <Data, Variables extends AnyVariables>(api: Client, query: DocumentInput<Data, Variables>, variables: Variables): Promise<Answer<Data>> =>
  answerOf(await api.query(query, variables).toPromise());

/** Changes something. Make the id in `variables` once, before the first call, and keep it for every repeat. */
export const tell = async <Data, Variables extends AnyVariables>(api: Client, mutation: DocumentInput<Data, Variables>, variables: Variables): Promise<Answer<Data>> =>
  answerOf(await api.mutation(mutation, variables).toPromise());
