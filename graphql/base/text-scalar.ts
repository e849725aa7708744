import { GraphQLError, Kind, type GraphQLScalarTypeConfig, type ValueNode } from 'graphql';

/**
 * A scalar that is text of one form. `parse` gives the text as it is kept, or undefined when it does not have the form; the
 * same rule holds for what comes in and what goes out. `form` names the form, with an example.
 */
export const textScalar = (
  name: string,
  form: string,
  parse: (text: string) => string | undefined,
): GraphQLScalarTypeConfig<string, string> => {
  /** `literal`: where it stands in the document, for the error to say. */
  const read = (value: unknown, literal?: ValueNode): string => {
    const parsed = typeof value === 'string' ? parse(value) : undefined;
    if (parsed === undefined) throw new GraphQLError(`${name} must be ${form}.`, literal === undefined ? {} : { nodes: literal });
    return parsed;
  };
  return {
    name,
    serialize: (value) => read(value),
    parseValue: (value) => read(value),
    parseLiteral: (node) => read(node.kind === Kind.STRING ? node.value : undefined, node),
  };
};
