import { readFileSync } from 'node:fs';
import { buildSchema, getNamedType, isAbstractType, isInterfaceType, isObjectType, type GraphQLNamedType, type GraphQLObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asks, type Ask } from './table-asks.ts';
import { openTableWorld, type TableArea, type TableWorld } from './table-world.ts';
import { areas, principals, table, type AreaName, type PrincipalName } from './table.ts';

const schema = buildSchema(readFileSync(new URL('../../graphql/schema.generated.graphql', import.meta.url), 'utf8'));
const objects = Object.values(schema.getTypeMap()).filter((type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith('__'));
const fieldsOf = (type: GraphQLObjectType) => Object.values(type.getFields()).map((field) => ({ field, name: `${type.name}.${field.name}` }));
const isRoot = ({ name }: GraphQLObjectType): boolean => name === 'Query' || name === 'Mutation';

/** Whatever says something of one person: an answer that holds it came by a mutation, or by a field that needs a row. */
const PERSONAL = ['ContactGrant', 'Member', 'HelpRequest', 'HelpRequestChange', 'WaitingRequest', 'AuditEntry', 'Invitation', 'TeamPhone', 'Device', 'Passkey'];
const withoutPages = (name: string): string => name.replace(/(Connection|Edge)$/, '');
const isPage = ({ name }: GraphQLObjectType): boolean => withoutPages(name) !== name;

/** The types that a query can come to. What only mutations answer with is the mutation's to permit. */
const typesOfQueries = (): ReadonlySet<GraphQLObjectType> => {
  const found = new Set<GraphQLObjectType>();
  const follow = (type: GraphQLNamedType): void => {
    if (isAbstractType(type)) schema.getPossibleTypes(type).forEach(follow);
    if (!isObjectType(type) || found.has(type)) return;
    found.add(type);
    for (const { field } of fieldsOf(type)) follow(getNamedType(field.type));
  };
  const query = schema.getQueryType();
  if (query) follow(query);
  return found;
};
const queried = typesOfQueries();

/** Every way in, every field that leads to a person or a contact, and every field of which the schema says that it is not for everybody. */
const protectedFields = objects.flatMap((type) =>
  fieldsOf(type)
    .filter(({ field }) => {
      const isPersonal = PERSONAL.includes(withoutPages(getNamedType(field.type).name)) && queried.has(type) && !isPage(type);
      return isRoot(type) || isPersonal || /null for everybody else/i.test(field.description ?? '');
    })
    .map(({ name }) => name),
);

const node = schema.getType('Node');
const kindsOfNode = isInterfaceType(node) ? schema.getPossibleTypes(node).map(({ name }) => `Query.node: ${name}`) : [];

const fieldOfRow = (row: string): string => row.split(':')[0] ?? row;

describe('the table', () => {
  test('has a row for every query, every mutation, every contact and whatever is not shown to everybody', () => {
    const rows = new Set(Object.keys(table).map(fieldOfRow));
    expect(protectedFields.filter((name) => !rows.has(name))).toEqual([]);
    expect(kindsOfNode.filter((row) => !(row in table))).toEqual([]);
  });

  test('has no row for what the schema does not have', () => {
    const known = new Set(objects.flatMap((type) => fieldsOf(type).map(({ name }) => name)));
    expect(Object.keys(table).filter((row) => !known.has(fieldOfRow(row)))).toEqual([]);
  });

  test('says of every row how it is asked, and of nothing else', () => {
    expect(Object.keys(asks).toSorted()).toEqual(Object.keys(table).toSorted());
  });
});

let world: TableWorld;
beforeAll(async () => {
  world = await openTableWorld();
});
afterAll(() => world.stop());

const REFUSALS: readonly unknown[] = ['NotPermitted', 'NotSignedIn', 'NotFound'];

/** Refused: null, or a problem that says so or that hides that there is anything. Everything else had permission. */
const isAllowed = (answer: unknown, path: readonly (string | number)[]): boolean => {
  let value = answer;
  for (const step of path) value = (value as Record<string | number, unknown> | null | undefined)?.[step];
  if (value === null || value === undefined) return false;
  return !REFUSALS.includes((value as { readonly __typename?: unknown }).__typename);
};

/** In which areas this principal may: all three are asked in one document. */
const areasOpenTo = async (row: string, ask: Ask, name: PrincipalName, once: Readonly<Record<AreaName, string>>): Promise<readonly AreaName[]> => {
  const made: Record<AreaName, string> = { ...once };
  if (ask.make !== undefined) for (const area of areas) made[area] = await ask.make(world, world.areas[area]);
  const fieldIn = (area: TableArea): string => `${area.name}: ${ask.field(area, made[area.name])}`;
  const document = `${row.startsWith('Mutation.') ? 'mutation' : 'query'} { ${areas.map((area) => fieldIn(world.areas[area])).join('\n')} }`;
  const { data, errors } = await world.askAs(name, document, made.own);
  expect(errors, `${name} asks for ${row}`).toEqual([]);
  return areas.filter((area) => isAllowed((data as Record<AreaName, unknown> | null | undefined)?.[area], ask.path ?? []));
};

const whoMay = async (row: string, ask: Ask): Promise<readonly string[]> => {
  const once: Record<AreaName, string> = { own: '', neighbouring: '', foreign: '' };
  if (ask.makeOnce !== undefined) for (const area of areas) once[area] = await ask.makeOnce(world, world.areas[area]);
  const open = new Map<PrincipalName, readonly AreaName[]>();
  for (const name of principals) {
    open.set(name, await areasOpenTo(row, ask, name, once));
    if (ask.signsOut === true) await world.signEveryoneIn();
  }
  return areas.map((area) => principals.filter((name) => open.get(name)?.includes(area)).join(' '));
};

describe('in one’s own, a neighbouring and a foreign area, nobody may but whom the table names:', () => {
  test.each(Object.entries(table))('%s', async (row, expected) => {
    const ask = asks[row];
    if (ask === undefined) throw new Error(`nothing says how ${row} is asked`);
    expect(await whoMay(row, ask)).toEqual(expected);
  });
});
