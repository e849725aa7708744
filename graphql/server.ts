import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled, ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { Kind, type OperationDefinitionNode } from 'graphql';
import { currentAsking } from './base/asking.ts';
import type { Context } from './base/context.ts';
import { errorStatuses, formatError, type ErrorCode } from './base/errors.ts';
import { executableSchema } from './executable-schema.ts';
import { PLAIN_JSON } from './http/media-types.ts';
import { limits, limitsPlugin } from './limits/limits.ts';

/** Headers by which a simple request shows that a page of another origin did not send it by itself. */
export const preflightHeaders = ['apollo-require-preflight', 'x-apollo-operation-name'] as const;

/** Tells the log what is asked, by the schema's names: a client's own name for it could be anything. */
const nameOperation: ApolloServerPlugin<Context> = {
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation: ({ operation }) => Promise.resolve(currentAsking()?.operation(operationNameOf(operation))),
    }),
};

/**
 * Plain `application/json` answers a well-formed request with 200 whatever the document is worth, since its older clients take
 * any other status for a failure of the transport (GraphQL over HTTP, 6.4.1). The newer media type keeps its 400.
 */
const statusOfPlainJson: ApolloServerPlugin<Context> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse: ({ request, response }) => {
        if (response.http.status === 400 && request.http?.headers.get('accept') === PLAIN_JSON) response.http.status = 200;
        return Promise.resolve();
      },
    }),
};

/** An answer that holds nothing because the table did not answer says so in its status, too: clients and gateways try such again. */
const statusOfUnavailable: ApolloServerPlugin<Context> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse: ({ response: { http, body } }) => {
        if (body.kind === 'single' && (body.singleResult.data ?? null) === null) {
          const codes = body.singleResult.errors?.map(({ extensions }) => extensions?.['code']) ?? [];
          if (codes.includes('UNAVAILABLE' satisfies ErrorCode)) http.status = errorStatuses.UNAVAILABLE;
        }
        return Promise.resolve();
      },
    }),
};

/** `mutation requestHelp`, `query several`: one of a list that the schema bounds. */
export const operationNameOf = (operation: OperationDefinitionNode | undefined): string => {
  if (operation === undefined) return 'none';
  const names = new Set(
    operation.selectionSet.selections.map((selection) => (selection.kind === Kind.FIELD ? selection.name.value : '…')),
  );
  const [only] = names;
  return `${operation.operation} ${names.size === 1 && only !== undefined && only !== '…' ? only : 'several'}`;
};

/** The GraphQL server, ready to answer. It knows no transport: graphql/http does. */
export const createGraphqlServer = async (): Promise<ApolloServer<Context>> => {
  const server = new ApolloServer<Context>({
    schema: executableSchema(),
    formatError,
    includeStacktraceInErrorResponses: false,
    // The schema is public, and so is introspection: the explorer and other people's tools live by it.
    introspection: true,
    parseOptions: { maxTokens: limits.tokens },
    csrfPrevention: { requestHeaders: [...preflightHeaders] },
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    // Whoever runs the process ends it; a server that holds nothing open need not catch signals.
    stopOnTerminationSignals: false,
    plugins: [
      nameOperation,
      limitsPlugin,
      statusOfPlainJson,
      statusOfUnavailable,
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginCacheControlDisabled(),
    ],
  });
  await server.start();
  return server;
};
