import { HeaderMap, type ApolloServer, type HTTPGraphQLRequest } from '@apollo/server';
import { buildASTSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { Hono, type Context as HonoContext } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { anonymous } from '../../functions/identity/principal.ts';
import type { WhoAsks } from '../../functions/identity/sessions.ts';
import { isStorageTrouble } from '../../functions/storage/trouble.ts';
import { currentAsking, currentLanguage } from '../base/asking.ts';
import { createContext, type Context } from '../base/context.ts';
import type { Station } from '../base/station.ts';
import { limits } from '../limits/limits.ts';
import { preflightHeaders } from '../server.ts';
import { typeDefs } from '../typeDefs.generated.ts';
import { refuse } from './answer.ts';
import { answerExport } from './export.ts';
import { explorerPage, explorerPolicy } from './explorer-page.ts';
import { crossOrigin, withSecurityHeaders } from './headers.ts';
import { answerType } from './media-types.ts';
import { answerRefresh } from './refresh-session.ts';
import { isJson, isPlain, readBody } from './request-body.ts';
import { readSearch, searchOf, type Parameters } from './request-parameters.ts';
import { beginSignIn, finishSignIn } from './sign-in.ts';

export type ApiParts = {
  readonly station: Station;
  readonly server: ApolloServer<Context>;
  /** Whether everything that an answer needs is there. */
  readonly isReady: () => Promise<boolean>;
};

/** The committed contract, word for word: the same printing of the same definitions. */
export const contractText = (): string => `${printSchema(lexicographicSortSchema(buildASTSchema(typeDefs)))}\n`;

/** The API over HTTP: /graphql, /session/refresh, /schema.graphql, /explorer and /health. Every path refuses what it does not know. */
export const createApi = (parts: ApiParts): Hono => {
  const app = new Hono();
  let contract: string | undefined;
  app.use(withSecurityHeaders(parts.station.identity.secure));
  // With a slash at its end it is the same place: a redirect would lose the body of a POST.
  for (const place of ['/graphql', '/graphql/']) {
    app.use(place, crossOrigin, bodyLimit({ maxSize: limits.bodyBytes, onError: (context) => refuse(context, 'BODY_TOO_LARGE') }));
    app.all(place, (context) => answerGraphql(parts, context));
  }
  app.all('/session/refresh', (context) => answerRefresh(parts.station.identity, context));
  app.all('/sign-in', (context) => beginSignIn(parts.station, context));
  app.all('/sign-in/callback', (context) => finishSignIn(parts.station, context));
  for (const what of ['teams', 'members'] as const) app.all(`/export/${what}.csv`, (context) => answerExport(what)(parts.station, context));
  app.get('/schema.graphql', (context) => {
    contract ??= contractText();
    return context.body(contract, 200, {
      'content-type': 'text/plain; charset=utf-8',
      'access-control-allow-origin': '*',
      'cache-control': 'no-cache',
    });
  });
  app.get('/explorer', (context) =>
    context.html(explorerPage(currentLanguage()), 200, {
      'content-security-policy': explorerPolicy,
      'cache-control': 'no-cache',
      vary: 'accept-language',
    }),
  );
  app.get('/health', async (context) =>
    (await parts.isReady()) ? context.json({ status: 'ready' }) : refuse(context, 'NOT_READY'),
  );
  app.notFound((context) => refuse(context, 'NOT_FOUND'));
  app.onError((error, context) => {
    currentAsking()?.fault(error);
    return refuse(context, isStorageTrouble(error) ? 'UNAVAILABLE' : 'INTERNAL');
  });
  return app;
};

const answerGraphql = async (parts: ApiParts, context: HonoContext): Promise<Response> => {
  const { method } = context.req;
  if (method !== 'GET' && method !== 'POST') return refuse(context, 'METHOD_NOT_ALLOWED', { allow: 'GET, POST, OPTIONS' });
  const type = answerType(context.req.header('accept'));
  if (type === undefined) return refuse(context, 'NOT_ACCEPTABLE');
  const isReadable = method === 'GET' || (isJson(context.req.header('content-type')) && isPlain(context.req.header('content-encoding')));
  if (!isReadable) return refuse(context, 'UNSUPPORTED_MEDIA_TYPE');
  const read = method === 'GET' ? readSearch(new URL(context.req.url).searchParams) : readBody(await context.req.arrayBuffer());
  if (!read.ok) return refuse(context, read.code, {}, read.code === 'BAD_REQUEST' ? read.field : undefined);
  return execute(parts, context, type, { method, parameters: read.parameters, isSimple: method === 'GET' && isSimpleGet(context) });
};

const VARY = 'accept, accept-language, authorization, cookie';

const stranger: WhoAsks = { principal: anonymous, expired: false };

type Asked = { readonly method: 'GET' | 'POST'; readonly parameters: Parameters; readonly isSimple: boolean };

/**
 * A GET that any page's link or image could make a browser send. It changes nothing (GET runs queries only), and is
 * answered as to a stranger, so there is nothing for another site to gain by it.
 */
const isSimpleGet = ({ req }: HonoContext): boolean =>
  req.header('content-type') === undefined && !preflightHeaders.some((name) => (req.header(name) ?? '') !== '');

const execute = async (parts: ApiParts, context: HonoContext, type: string, asked: Asked): Promise<Response> => {
  const { station, server } = parts;
  const cookies: string[] = [];
  // Asked before the server has it: a session that cannot be read is refused below like anything else that broke.
  const { principal, expired } = asked.isSimple ? stranger : await station.identity.whoAsks(credentialsOf(context));
  // Nothing was done yet: the device fetches a new token and sends the same again.
  if (expired) return refuse(context, 'SESSION_EXPIRED', { vary: VARY });
  const answer = await server.executeHTTPGraphQLRequest({
    httpGraphQLRequest: requestOf(context, type, asked),
    context: () =>
      Promise.resolve(
        createContext({
          station,
          principal,
          language: currentLanguage(),
          requestId: currentAsking()?.requestId ?? '',
          address: currentAsking()?.address ?? '',
          setCookie: (cookie) => cookies.push(cookie),
        }),
      ),
  });
  if (answer.body.kind !== 'complete') throw new Error('The schema has nothing that is answered in parts.');
  const headers = new Headers([...answer.headers]);
  headers.set('content-type', `${type}; charset=utf-8`);
  headers.append('vary', VARY);
  for (const cookie of cookies) headers.append('set-cookie', cookie);
  return new Response(answer.body.string, { status: answer.status ?? 200, headers });
};

const requestOf = (context: HonoContext, type: string, { method, parameters, isSimple }: Asked): HTTPGraphQLRequest => {
  const headers = new HeaderMap(Object.entries(context.req.header()));
  headers.set('accept', type);
  // What such a request may do is bounded above; Apollo's own check stands for every other one.
  if (isSimple) headers.set('apollo-require-preflight', 'simple-get');
  return method === 'GET' ? { method, headers, search: searchOf(parameters), body: undefined } : { method, headers, search: '', body: parameters };
};

const credentialsOf = ({ req }: HonoContext) => ({ authorization: req.header('authorization'), cookie: req.header('cookie') });
