import { buildASTSchema, isAbstractType, isInterfaceType, isObjectType, isScalarType, type GraphQLFieldResolver, type GraphQLNamedType, type GraphQLSchema, type GraphQLTypeResolver } from 'graphql';
import type { Context } from './base/context.ts';
import { resolvers } from './resolvers.generated.ts';
import { typeDefs } from './typeDefs.generated.ts';

/**
 * The schema with our resolvers in it. Left to the server, every cold start checked anew what generating the code has checked,
 * and made all types three times over: a sixth of the processor time of a start. Throws when a resolver has no place.
 */
export const executableSchema = (): GraphQLSchema => {
  const schema = buildASTSchema(typeDefs, { assumeValid: true, assumeValidSDL: true });
  for (const [name, own] of Object.entries(resolvers)) {
    const type = schema.getType(name);
    if (type === undefined) throw new Error(`There are resolvers of ${name}, which is not in the schema.`);
    give(type, own);
  }
  return schema;
};

type Own = Readonly<Record<string, unknown>>;

const give = (type: GraphQLNamedType, own: object): void => {
  if (isScalarType(type)) {
    if (!isScalarType(own)) throw new Error(`${type.name} is a scalar, and its resolver is none.`);
    const { serialize, parseValue, parseLiteral } = own;
    Object.assign(type, { serialize, parseValue, parseLiteral });
    return;
  }
  const fields = isObjectType(type) || isInterfaceType(type) ? type.getFields() : {};
  for (const [name, resolve] of Object.entries(own as Own)) {
    if (typeof resolve !== 'function') throw new Error(`The resolver ${type.name}.${name} is no function.`);
    const field = fields[name];
    if (field !== undefined) field.resolve = resolve as GraphQLFieldResolver<unknown, Context>;
    else if (name === '__resolveType' && isAbstractType(type)) type.resolveType = resolve as GraphQLTypeResolver<unknown, Context>;
    else throw new Error(`The resolver ${type.name}.${name} has no place in the schema.`);
  }
};
