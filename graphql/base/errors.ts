import { GraphQLError } from 'graphql';
import type { InvalidValue } from './problems.ts';

/**
 * `extensions.code` of every error outside of data. Stable: programs look at the code, people read the message.
 * ../README.md explains each, with the HTTP status that it gives to an answer without data.
 */
export const errorStatuses = {
  INVALID_INPUT: 200,
  NOT_FOUND: 404,
  BAD_REQUEST: 400,
  GRAPHQL_PARSE_FAILED: 400,
  GRAPHQL_VALIDATION_FAILED: 400,
  OPERATION_RESOLUTION_FAILURE: 400,
  BAD_USER_INPUT: 400,
  METHOD_NOT_ALLOWED: 405,
  NOT_ACCEPTABLE: 406,
  UNSUPPORTED_MEDIA_TYPE: 415,
  BODY_TOO_LARGE: 413,
  CROSS_SITE_REQUEST: 400,
  BATCH_NOT_ALLOWED: 400,
  TOO_DEEP: 400,
  TOO_MANY_ALIASES: 400,
  TOO_MANY_TOKENS: 400,
  TOO_COSTLY: 400,
  INTERNAL: 500,
} as const satisfies Readonly<Record<string, number>>;

export type ErrorCode = keyof typeof errorStatuses;

export const isErrorCode = (code: unknown): code is ErrorCode => typeof code === 'string' && Object.hasOwn(errorStatuses, code);

/** A value of a query that cannot be taken. (Mutations answer the same failure as data, through problems.ts.) */
export class InvalidInputError extends GraphQLError {
  readonly failure: InvalidValue;

  constructor(failure: Omit<InvalidValue, 'type'>) {
    super(failure.reason, { extensions: { code: 'INVALID_INPUT' satisfies ErrorCode, field: failure.field, reason: failure.reason } });
    this.failure = { type: 'InvalidInput', ...failure };
  }
}

/** A rule of the API's limits that a document breaks. */
export const limitError = (code: 'TOO_DEEP' | 'TOO_MANY_ALIASES' | 'TOO_MANY_TOKENS' | 'TOO_COSTLY', limit: number): GraphQLError =>
  new GraphQLError(code, { extensions: { code, limit } });
