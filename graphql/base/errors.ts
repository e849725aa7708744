import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { isStorageTrouble } from '../../functions/storage/trouble.ts';
import { currentAsking, currentLanguage } from './asking.ts';
import type { InvalidReason, ParameterName } from './problem-texts.ts';
import { texts, wordsFor, type InvalidValue } from './problems.ts';

/**
 * `extensions.code` of every error outside of data, with the HTTP status of an answer without data. Stable: programs look
 * at the code, people read the message. ../README.md explains each.
 */
export const errorStatuses = {
  INVALID_INPUT: 200,
  BAD_REQUEST: 400,
  CROSS_SITE_REQUEST: 400,
  BATCH_NOT_ALLOWED: 400,
  PERSISTED_QUERY_NOT_SUPPORTED: 400,
  GRAPHQL_PARSE_FAILED: 400,
  GRAPHQL_VALIDATION_FAILED: 400,
  OPERATION_RESOLUTION_FAILURE: 400,
  BAD_USER_INPUT: 400,
  TOO_DEEP: 400,
  TOO_MANY_ALIASES: 400,
  TOO_MANY_TOKENS: 400,
  TOO_COSTLY: 400,
  SESSION_EXPIRED: 401,
  SESSION_ENDED: 401,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  NOT_ACCEPTABLE: 406,
  BODY_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  INTERNAL: 500,
  NOT_READY: 503,
  UNAVAILABLE: 503,
} as const satisfies Readonly<Record<string, number>>;

export type ErrorCode = keyof typeof errorStatuses;

/**
 * Codes whose message is GraphQL's own, in English: it names the field, the variable or the character, which is what a
 * developer needs. All others are written in problems.<language>.ts.
 */
export const developerCodes = [
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_USER_INPUT',
] as const satisfies readonly ErrorCode[];

export type DeveloperCode = (typeof developerCodes)[number];
export type TranslatedCode = Exclude<ErrorCode, DeveloperCode | 'INVALID_INPUT'>;

const isOneOf = <Name extends string>(names: readonly Name[], name: unknown): name is Name =>
  names.some((known) => known === name);

/** A value of a query that cannot be taken. (Mutations answer the same failure as data, through problems.ts.) */
export class InvalidInputError extends GraphQLError {
  readonly failure: InvalidValue;

  constructor(reason: InvalidReason, field: readonly string[], limit?: number) {
    super(reason, { extensions: { code: 'INVALID_INPUT' satisfies ErrorCode } });
    this.failure = { type: 'InvalidInput', reason, field, limit };
  }
}

/** A document that asks for more than the API gives at once. */
export const limitError = (
  code: 'TOO_DEEP' | 'TOO_MANY_ALIASES' | 'TOO_COSTLY',
  limit: number,
  found: number,
): GraphQLError => new GraphQLError(code, { extensions: { code, limit, found, http: { status: errorStatuses[code] } } });

/**
 * What leaves the house of an error: a stable code, words, and the request's id. Whatever is not expected becomes
 * INTERNAL, or UNAVAILABLE when it was the table that did not answer: its own words stay in the log.
 */
export const formatError = (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
  const cause = unwrapped(error);
  const code = codeOf(formatted, cause);
  currentAsking()?.failed(code);
  const isFault = code === 'INTERNAL' || code === 'UNAVAILABLE';
  if (isFault) currentAsking()?.fault(cause);
  const { locations, path } = formatted;
  return {
    ...(cause instanceof InvalidInputError
      ? invalidInputError(cause)
      : { message: messageFor(code, formatted.message), extensions: { code, ...limitsOf(formatted), ...requestIdNow() } }),
    ...(locations === undefined || isFault ? {} : { locations }),
    ...(path === undefined ? {} : { path }),
  };
};

/** The error of an answer that never came to GraphQL. `field`: the parameter of the request that cannot be read. */
export const plainError = (code: TranslatedCode, field?: ParameterName): GraphQLFormattedError => {
  currentAsking()?.failed(code);
  const { errors, parameters } = texts[currentLanguage()];
  return {
    message: field === undefined ? errors[code] : parameters[field],
    extensions: { code, ...(field === undefined ? {} : { field: [field] }), ...requestIdNow() },
  };
};

const codeOf = ({ message, extensions }: GraphQLFormattedError, cause: unknown): ErrorCode => {
  const code = extensions?.['code'];
  // graphql-js and Apollo have no codes of their own for these: they are known by their words, which tests hold on to.
  if (code === 'GRAPHQL_PARSE_FAILED' && message.includes('tokens. Parsing aborted')) return 'TOO_MANY_TOKENS';
  if (code === 'BAD_REQUEST' && message.startsWith('GET requests only support query')) return 'METHOD_NOT_ALLOWED';
  if (code === 'BAD_REQUEST' && message.includes('Cross-Site Request Forgery')) return 'CROSS_SITE_REQUEST';
  return isOneOf(Object.keys(errorStatuses) as ErrorCode[], code) && code !== 'INTERNAL' ? code : faultOf(cause);
};

const faultOf = (cause: unknown): ErrorCode => (isStorageTrouble(cause) ? 'UNAVAILABLE' : 'INTERNAL');

const messageFor = (code: ErrorCode, own: string): string =>
  isOneOf(developerCodes, code) || code === 'INVALID_INPUT' ? own : texts[currentLanguage()].errors[code];

const invalidInputError = ({ failure }: InvalidInputError): GraphQLFormattedError => {
  const { message, nextStep } = wordsFor(texts[currentLanguage()], failure);
  const { field, reason } = failure;
  return { message, extensions: { code: 'INVALID_INPUT', reason, field, nextStep, ...requestIdNow() } };
};

const limitsOf = ({ extensions }: GraphQLFormattedError): Record<string, unknown> =>
  typeof extensions?.['limit'] === 'number' ? { limit: extensions['limit'], found: extensions['found'] } : {};

const requestIdNow = (): { readonly requestId?: string } => {
  const asking = currentAsking();
  return asking === undefined ? {} : { requestId: asking.requestId };
};

const unwrapped = (error: unknown): unknown =>
  error instanceof GraphQLError && error.originalError !== undefined ? error.originalError : error;
