import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Hono } from 'hono';
import { whileAsking } from '../../graphql/base/asking.ts';
import { languageOf } from '../../graphql/base/language.ts';
import { createApi } from '../../graphql/http/app.ts';
import { createGraphqlServer } from '../../graphql/server.ts';
import { requestOf, resultOf } from './lambda-http.ts';
import { recordAnswer, recordFault, requestIdOf, traced } from './observability.ts';
import { station, type Wired } from './wiring.ts';

/** The API over a station that is already wired. */
export const createApiHandler = async (wired: Wired) => {
  const api = createApi({ ...wired, server: await createGraphqlServer() });
  return (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => answer(api, wired.addressOf, event);
};

const answer = async (api: Hono, addressOf: Wired['addressOf'], event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
  const startedAt = performance.now();
  const requestId = requestIdOf(event.headers['x-request-id']);
  const failures: string[] = [];
  let operation = knownPaths.has(event.rawPath) ? event.rawPath : 'unknown path';
  const asking = {
    language: languageOf(event.headers['accept-language']),
    requestId,
    address: addressOf(event.headers, event.requestContext.http.sourceIp),
    fault: (error: unknown) => recordFault(requestId, error),
    failed: (name: string) => failures.push(name),
    operation: (name: string) => (operation = name),
  };
  const result = await whileAsking(asking, () =>
    traced('answer', requestId, async () => resultOf(await api.fetch(requestOf(event)))),
  );
  const milliseconds = Math.round((performance.now() - startedAt) * 100) / 100;
  recordAnswer({ requestId, operation, status: result.statusCode ?? 200, milliseconds, failures });
  return { ...result, headers: { ...result.headers, 'x-request-id': requestId } };
};

const knownPaths = new Set(['/graphql', '/graphql/', '/session/refresh', '/sign-in', '/sign-in/callback', '/schema.graphql', '/export/teams.csv', '/export/members.csv', '/explorer', '/health']);

let handling: ReturnType<typeof createApiHandler> | undefined;

/** `/graphql`, `/schema.graphql`, `/explorer` and `/health`, as API Gateway's HTTP API calls it (payload format 2.0). */
export const handler = async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
  handling ??= station().then(createApiHandler);
  return (await handling)(event);
};
