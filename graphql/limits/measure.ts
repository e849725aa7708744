import {
  getArgumentValues,
  getNamedType,
  getNullableType,
  GraphQLError,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type FieldNode,
  type SelectionSetNode,
} from 'graphql';

/** How much a document asks for. */
export type Size = {
  /** Levels of fields, the root's own being the first. Fragments add none. */
  readonly depth: number;
  readonly aliases: number;
  /** Objects that the answer may hold, counting every page as full. */
  readonly cost: number;
};

export type Measured = {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Coerced, with the defaults that the document gives. */
  readonly variables: Readonly<Record<string, unknown>>;
};

/** A list that does not page is taken for this long: the longest are the 34 provinces, most have fewer than ten things. */
const PLAIN_LIST = 10;

/** A change reads, decides and writes: as much work as some tens of reads. */
const MUTATION_COST = 25;

/**
 * What the schema says of itself lies in memory: five of its things count as one that is read. The explorer's whole
 * question then costs some 3,500, so that nobody can ask it twice at once.
 */
const INTROSPECTION_COST = 0.2;

const nothing: Size = { depth: 0, aliases: 0, cost: 0 };

/**
 * Measures one validated operation, with the values of its variables, so that a page's size counts wherever it was said:
 * in the document, in a variable, or by the schema's default. Each fragment is measured once, so a document whose
 * fragments double each other costs no more time than its length.
 */
export const measure = ({ schema, operation, fragments, variables }: Measured): Size => {
  const known = new Map<string, Size>();

  const ofSelections = (selections: SelectionSetNode, parent: GraphQLNamedType | undefined): Size =>
    selections.selections.map((selection) => {
      switch (selection.kind) {
        case Kind.FIELD:
          return ofField(selection, parent);
        case Kind.INLINE_FRAGMENT:
          return ofSelections(
            selection.selectionSet,
            selection.typeCondition === undefined ? parent : schema.getType(selection.typeCondition.name.value),
          );
        case Kind.FRAGMENT_SPREAD:
          return ofFragment(selection.name.value);
      }
    }).reduce(together, nothing);

  const ofFragment = (name: string): Size => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const fragment = fragments.get(name);
    if (fragment === undefined) return nothing;
    const size = ofSelections(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value));
    known.set(name, size);
    return size;
  };

  const ofField = (node: FieldNode, parent: GraphQLNamedType | undefined): Size => {
    const aliases = node.alias === undefined ? 0 : 1;
    const isIntrospection = node.name.value.startsWith('__');
    const field = isIntrospection ? introspectionFields.get(node.name.value) : fieldOf(parent, node.name.value);
    if (field === undefined || node.selectionSet === undefined) return { depth: 1, aliases, cost: isIntrospection ? 1 : 0 };
    const inner = ofSelections(node.selectionSet, getNamedType(field.type));
    // graphql-js bounds how deep introspection goes, and the explorer needs it whole; how often it is asked counts.
    if (isIntrospection) return { depth: 1, aliases: inner.aliases + aliases, cost: 1 + Math.round(inner.cost * INTROSPECTION_COST) };
    const own = parent === schema.getMutationType() ? MUTATION_COST : 1;
    return {
      depth: inner.depth + 1,
      aliases: inner.aliases + aliases,
      cost: own + multiplicity(node, field) * inner.cost + (isList(field) ? multiplicity(node, field) : 0),
    };
  };

  const multiplicity = (node: FieldNode, field: GraphQLField<unknown, unknown>): number => {
    const { first, ids } = argumentsOf(node, field);
    if (typeof first === 'number') return Math.max(0, first);
    if (Array.isArray(ids)) return ids.length;
    // The page's size was counted where the connection was asked for.
    return isList(field) && node.name.value !== 'edges' ? PLAIN_LIST : 1;
  };

  const argumentsOf = (node: FieldNode, field: GraphQLField<unknown, unknown>): Readonly<Record<string, unknown>> => {
    try {
      return getArgumentValues(field, node, variables);
    } catch (error) {
      // Null where a value is needed: the field will fail by itself, and reads nothing.
      if (error instanceof GraphQLError) return {};
      throw error;
    }
  };

  const root = schema.getRootType(operation.operation) ?? undefined;
  return ofSelections(operation.selectionSet, root);
};

/** `__schema` and `__type` are fields of every query and of no type. */
const introspectionFields = new Map([SchemaMetaFieldDef, TypeMetaFieldDef].map((field) => [field.name, field]));

const together = (a: Size, b: Size): Size => ({
  depth: Math.max(a.depth, b.depth),
  aliases: a.aliases + b.aliases,
  cost: a.cost + b.cost,
});

const fieldOf = (parent: GraphQLNamedType | undefined, name: string): GraphQLField<unknown, unknown> | undefined =>
  isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;

const isList = (field: GraphQLField<unknown, unknown>): boolean =>
  isListType(getNullableType(field.type)) && isCompositeType(getNamedType(field.type));
