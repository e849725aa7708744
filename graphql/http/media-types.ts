export const GRAPHQL_JSON = 'application/graphql-response+json';
export const PLAIN_JSON = 'application/json';

/**
 * The better of the two media types of an answer, by `Accept` (RFC 9110, 12.5.1): plain JSON when nothing is said or
 * anything goes, as the GraphQL-over-HTTP specification wants for older clients. Undefined: neither is acceptable.
 */
export const answerType = (accept: string | undefined): typeof GRAPHQL_JSON | typeof PLAIN_JSON | undefined => {
  if (accept === undefined || accept.trim() === '') return PLAIN_JSON;
  const plain = weightOf(accept, PLAIN_JSON);
  const graphql = weightOf(accept, GRAPHQL_JSON);
  if (plain === 0 && graphql === 0) return undefined;
  if (graphql === plain) return namedFirst(accept);
  return graphql > plain ? GRAPHQL_JSON : PLAIN_JSON;
};

/** The weight of the most specific range that fits. */
const weightOf = (accept: string, type: string): number => {
  const ranges = rangesOf(accept);
  for (const range of [type, 'application/*', '*/*']) {
    const found = ranges.find(({ name }) => name === range);
    if (found !== undefined) return found.weight;
  }
  return 0;
};

const namedFirst = (accept: string): typeof GRAPHQL_JSON | typeof PLAIN_JSON => {
  const named = rangesOf(accept).find(({ name }) => name === GRAPHQL_JSON || name === PLAIN_JSON);
  return named?.name === GRAPHQL_JSON ? GRAPHQL_JSON : PLAIN_JSON;
};

const rangesOf = (accept: string): { readonly name: string; readonly weight: number }[] =>
  accept
    .toLowerCase()
    .split(',')
    .map((range) => {
      const [name = '', ...parameters] = range.split(';').map((part) => part.trim());
      const weight = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1);
      return { name, weight: weight >= 0 && weight <= 1 ? weight : 0 };
    });
