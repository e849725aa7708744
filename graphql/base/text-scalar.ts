import { GraphQLError, Kind, type GraphQLScalarTypeConfig } from 'graphql';

/**
 * A scalar that is text of one form. `parse` gives the text as it is kept, or undefined when it does not have the form; the
 * same rule holds for what comes in and what goes out. `form` names the form, with an example.
 */
export const textScalar = (
  name: string,
  form: string,
  parse: (text: string) => string | undefined,
): GraphQLScalarTypeConfig<string, string> => {
  const read = (value: unknown): string => {
    const parsed = typeof value === 'string' ? parse(value) : undefined;
    if (parsed === undefined) throw new GraphQLError(`${name} must be ${form}.`);
    return parsed;
  };
  return {
    name,
    serialize: read,
    parseValue: read,
    parseLiteral: (node) => read(node.kind === Kind.STRING ? node.value : undefined),
  };
};
