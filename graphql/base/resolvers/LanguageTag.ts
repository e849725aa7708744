import { GraphQLScalarType } from 'graphql';
import { textScalar } from '../text-scalar.ts';

/** Language, then script and region if any (RFC 5646, 2.1). Which languages teams speak is for the use cases to say. */
const TAG = /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?$/;

export const LanguageTag: GraphQLScalarType<string, string> = new GraphQLScalarType(
  textScalar('LanguageTag', 'a language tag such as vi, en or hmn', (text) => (TAG.test(text) ? text : undefined)),
);
