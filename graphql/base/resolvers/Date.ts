import { GraphQLScalarType } from 'graphql';
import { textScalar } from '../text-scalar.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

const toDay = (text: string): string | undefined => {
  if (!DAY.test(text)) return undefined;
  const time = globalThis.Date.parse(`${text}T00:00:00.000Z`);
  // A day that does not exist (30 February) is moved on by the parser.
  return !Number.isNaN(time) && new globalThis.Date(time).toISOString().startsWith(text) ? text : undefined;
};

export const Date: GraphQLScalarType<string, string> = new GraphQLScalarType(
  textScalar('Date', 'a calendar day such as 2026-11-21', toDay),
);
