import { GraphQLScalarType } from 'graphql';
import { textScalar } from '../text-scalar.ts';

/** Milliseconds are written or left out; the day and the hour have to exist. */
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?Z$/;

const toInstant = (text: string): string | undefined => {
  if (!INSTANT.test(text)) return undefined;
  const time = Date.parse(text);
  if (Number.isNaN(time)) return undefined;
  const instant = new Date(time).toISOString();
  // A day that does not exist (30 February) is moved on by the parser.
  return instant.startsWith(text.slice(0, 19)) ? instant : undefined;
};

export const DateTime: GraphQLScalarType<string, string> = new GraphQLScalarType(
  textScalar('DateTime', 'an instant in UTC such as 2026-11-21T12:44:00.000Z', toInstant),
);
