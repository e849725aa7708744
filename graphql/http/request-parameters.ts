import type { ParameterName } from '../base/problem-texts.ts';

/** What a request may say, by the names of the GraphQL-over-HTTP specification. Its `extensions` mean nothing to us and end here. */
export type Parameters = {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>> | null;
  readonly operationName: string | null;
};

export type ReadParameters =
  | { readonly ok: true; readonly parameters: Parameters }
  /** This one is not what the specification asks for. */
  | { readonly ok: false; readonly code: 'BAD_REQUEST'; readonly field: ParameterName }
  /** A hash instead of a query: whoever sent it can send the query itself. */
  | { readonly ok: false; readonly code: 'PERSISTED_QUERY_NOT_SUPPORTED' };

type Unread = { readonly [Name in ParameterName]?: unknown };

export const readParameters = ({ query, variables, operationName, extensions }: Unread): ReadParameters => {
  if (!isAbsent(extensions) && !isRecord(extensions)) return bad('extensions');
  if (isAbsent(query) && isRecord(extensions) && isRecord(extensions['persistedQuery'])) return { ok: false, code: 'PERSISTED_QUERY_NOT_SUPPORTED' };
  if (typeof query !== 'string' || query.trim() === '') return bad('query');
  if (!isAbsent(variables) && !isRecord(variables)) return bad('variables');
  if (!isAbsent(operationName) && typeof operationName !== 'string') return bad('operationName');
  return { ok: true, parameters: { query, variables: variables ?? null, operationName: operationName ?? null } };
};

const names = ['query', 'variables', 'operationName', 'extensions'] as const satisfies readonly ParameterName[];

/** Those of a GET: `variables` and `extensions` are JSON. An empty one is taken for none, as from a form with empty fields. */
export const readSearch = (search: URLSearchParams): ReadParameters => {
  const twice = names.find((name) => search.getAll(name).length > 1);
  if (twice !== undefined) return bad(twice);
  const text = (name: ParameterName): string | undefined => search.get(name) || undefined;
  return readParameters({ query: text('query'), operationName: text('operationName'), variables: fromJson(text('variables')), extensions: fromJson(text('extensions')) });
};

/** The same as a GET's address has them. */
export const searchOf = ({ query, variables, operationName }: Parameters): string => {
  const search = new URLSearchParams({ query });
  if (variables !== null) search.set('variables', JSON.stringify(variables));
  if (operationName !== null) search.set('operationName', operationName);
  return `?${search.toString()}`;
};

const bad = (field: ParameterName): ReadParameters => ({ ok: false, code: 'BAD_REQUEST', field });

/** What is no JSON stays text, which is refused where an object is wanted. */
const fromJson = (text: string | undefined): unknown => {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as unknown);
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
};

const isAbsent = (value: unknown): value is undefined | null => value === undefined || value === null;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
