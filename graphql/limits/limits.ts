import type { ApolloServerPlugin, GraphQLRequestContextDidResolveOperation } from '@apollo/server';
import { getVariableValues, GraphQLError, Kind, type FragmentDefinitionNode } from 'graphql';
import type { Context } from '../base/context.ts';
import { limitError, type ErrorCode } from '../base/errors.ts';
import { measure } from './measure.ts';

/**
 * What one request may ask for. The pages of this product need a depth of 9, no more than 4 aliases, 400 tokens and a cost of
 * about 300; the rest is room for others. The whole introspection of the explorer has some 220 tokens.
 */
export const limits = {
  /** Levels of fields. */
  depth: 12,
  aliases: 20,
  /** Words and signs of the document, counted while it is parsed: nothing longer is ever validated. */
  tokens: 1500,
  /** Objects that the answer may hold, see measure.ts. */
  cost: 5000,
  /** Bytes of a request's body. */
  bodyBytes: 100 * 1024,
} as const;

/**
 * Refuses a document that asks for too much, before anything is read. It measures each request anew, since the size of a
 * page may be in its variables; graphql-armor's rules look at the document alone, and so let a variable pass.
 */
export const limitsPlugin: ApolloServerPlugin<Context> = {
  requestDidStart: () => Promise.resolve({ didResolveOperation: (request) => Promise.resolve(refuseTooMuch(request)) }),
};

/** Validation lets a subscription pass to a schema that has none, and the execution would fail as if by our fault. */
const unknownRoot = (kind: string): GraphQLError =>
  new GraphQLError(`The schema has no ${kind}.`, { extensions: { code: 'OPERATION_RESOLUTION_FAILURE' satisfies ErrorCode, http: { status: 400 } } });

const refuseTooMuch = ({ schema, document, operation, request }: GraphQLRequestContextDidResolveOperation<Context>): void => {
  if (operation === undefined) return;
  if (schema.getRootType(operation.operation) === undefined) throw unknownRoot(operation.operation);
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], request.variables ?? {});
  // Variables that do not fit are refused by the execution itself, before any field.
  if (errors !== undefined) return;
  const size = measure({ schema, operation, fragments, variables: coerced });
  if (size.depth > limits.depth) throw limitError('TOO_DEEP', limits.depth, size.depth);
  if (size.aliases > limits.aliases) throw limitError('TOO_MANY_ALIASES', limits.aliases, size.aliases);
  if (size.cost > limits.cost) throw limitError('TOO_COSTLY', limits.cost, size.cost);
};
