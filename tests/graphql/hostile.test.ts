import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { UNITS_IN_FORCE } from '../../functions/units/admin-unit.ts';
import { encodeCursor } from '../../graphql/base/connection.ts';
import { aTeam } from '../support/lane.ts';
import { answerOf, openStation, type Asked, type OpenStation } from '../support/station.ts';

const team = aTeam(1);

let station: OpenStation;
beforeAll(async () => {
  station = await openStation([team]);
});
afterAll(() => station.stop());

const post = async (body: string | Uint8Array, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
  answerOf(await station.call({ method: 'POST', headers, body }));

const codeOf = ({ errors }: { readonly errors: readonly { readonly extensions: Record<string, unknown> }[] }): unknown =>
  errors[0]?.extensions['code'];

const repeat = (count: number, part: (at: number) => string): string => Array.from({ length: count }, (_, at) => part(at)).join(' ');

describe('somebody asks for far too much', () => {
  test('a query nested without end is refused before anything is read', async () => {
    const nested = `{ topic(code: "x") ${repeat(10, () => '{ skill { topic')} { code } ${repeat(10, () => '} }')} }`;
    const answer = await station.ask(nested);
    expect(answer.status).toBe(400);
    expect(answer.errors[0]?.extensions).toMatchObject({ code: 'TOO_DEEP', limit: 12 });
    expect(answer.data).toBeUndefined();
  });

  test('depth counts through fragments too', async () => {
    const fragments = repeat(10, (at) => `fragment F${at} on Skill { topic { skill { ...F${at + 1} } } }`);
    const answer = await station.ask(`{ skills { ...F0 } } ${fragments} fragment F10 on Skill { code }`);
    expect(codeOf(answer)).toBe('TOO_DEEP');
  });

  test('a crowd of aliases is refused', async () => {
    const answer = await station.ask(`{ ${repeat(21, (at) => `a${at}: topic(code: "x") { code }`)} }`);
    expect(answer.errors[0]?.extensions).toMatchObject({ code: 'TOO_MANY_ALIASES', limit: 20, found: 21 });
  });

  test('aliases count through fragments that are used many times', async () => {
    const aliases = repeat(5, (at) => `a${at}: code`);
    const answer = await station.ask(
      `{ skills { topic { ...A } topics { ...A } } s2: skills { topic { ...A } topics { ...A } } } fragment A on Topic { ${aliases} }`,
    );
    expect(codeOf(answer)).toBe('TOO_MANY_ALIASES');
  });

  test('fragments that double each other are refused, and to measure them is no work of 2⁴⁰ steps', async () => {
    const doubling = repeat(40, (at) => `fragment D${at} on Skill { ...D${at + 1} topic { code } ...D${at + 1} }`);
    const answer = await station.ask(`{ skills { ...D0 } } ${doubling} fragment D40 on Skill { code }`);
    expect(codeOf(answer)).toBe('TOO_COSTLY');
  });

  test('fragments that run in circles are refused', async () => {
    const answer = await station.ask('{ skills { ...A } } fragment A on Skill { ...B } fragment B on Skill { ...A }');
    expect(codeOf(answer)).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  test('a document of too many words is refused while it is parsed', async () => {
    const answer = await station.ask(`{ ${repeat(2000, () => '__typename')} }`);
    expect(codeOf(answer)).toBe('TOO_MANY_TOKENS');
  });

  test.each([
    ['in the document', '{ provinces { communes(first: 100) { edges { node { communes(first: 100) { edges { node { name } } } } } } } }', {}],
    ['in a variable', 'query ($n: Int!) { provinces { communes(first: $n) { edges { node { communes(first: $n) { edges { node { name } } } } } } } }', { n: 100 }],
    ['in the default of a variable', 'query ($n: Int! = 100) { provinces { communes(first: $n) { edges { node { communes(first: $n) { edges { node { name } } } } } } } }', {}],
    ['by the schema alone', '{ provinces { communes { edges { node { communes { edges { node { name } } } } } } } }', {}],
  ])('pages within pages are counted, with their size %s', async (_where, query, variables) => {
    const answer = await station.ask(query, variables);
    expect(answer.status).toBe(400);
    expect(answer.errors[0]?.extensions).toMatchObject({ code: 'TOO_COSTLY', limit: 5000 });
  });

  test('fifty ids are answered, fifty-one are not', async () => {
    const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
    const ids = (count: number) => ({ ids: Array.from({ length: count }, () => 'nothing') });
    expect((await station.ask(query, ids(50))).data).toMatchObject({ nodes: Array.from({ length: 50 }, () => null) });
    const refused = await station.ask(query, ids(51));
    expect(refused.errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', reason: 'TOO_MANY_IDS', field: ['ids'] });
  });

  test('introspection within introspection is refused, the explorer’s own is not', async () => {
    const deep = `{ __schema { types { ${repeat(6, () => 'fields { type {')} name ${repeat(6, () => '} }')} } } }`;
    expect(codeOf(await station.ask(deep))).toBe('GRAPHQL_VALIDATION_FAILED');
    const { getIntrospectionQuery } = await import('graphql');
    const whole = await station.ask(getIntrospectionQuery({ inputValueDeprecation: true, schemaDescription: true, oneOf: true }));
    expect(whole.errors).toEqual([]);
    expect(whole.data).toHaveProperty('__schema.queryType.name', 'Query');
  });
});

describe('somebody asks the schema about itself, over and over', () => {
  const inner = 'fields { type { name fields { name type { name } } } }';

  test.each([
    ['side by side', `{ __schema { ${repeat(21, (at) => `a${at}: types { name }`)} } }`, 'TOO_MANY_ALIASES'],
    ['through one fragment', `{ __schema { ${repeat(100, (at) => `a${at}: types { ...F }`)} } } fragment F on __Type { ${inner} }`, 'TOO_MANY_ALIASES'],
    ['within each other', `{ __schema { ${repeat(6, (at) => `a${at}: types { ${repeat(2, (name) => `b${name}: ${inner}`)} }`)} } }`, 'TOO_COSTLY'],
  ])('%s, and is refused', async (_how, query, code) => {
    expect(codeOf(await station.ask(query))).toBe(code);
  });

  test('by one type’s name, and is answered', async () => {
    expect((await station.ask(`{ __type(name: "HelpRequest") { name ${inner} } }`)).data).toHaveProperty('__type.name', 'HelpRequest');
  });
});

describe('somebody sends what is no request', () => {
  test('a body of more than 100 KB is refused, and says so', async () => {
    const answer = await post(JSON.stringify({ query: `{ __typename } # ${'x'.repeat(110_000)}` }));
    expect(answer.status).toBe(413);
    expect(codeOf(answer)).toBe('BODY_TOO_LARGE');
  });

  test.each([
    ['no JSON', '{"query": "{ __typename }"', undefined],
    ['nothing', '', undefined],
    ['a number', '1', undefined],
    ['null', 'null', undefined],
    ['no query', '{"variables": {}}', ['query']],
    ['a query of spaces', '{"query": "  "}', ['query']],
    ['a query that is no text', '{"query": {"kind": "Document"}}', ['query']],
    ['variables that are text', '{"query": "{ __typename }", "variables": "{}"}', ['variables']],
    ['variables that are a list', '{"query": "{ __typename }", "variables": []}', ['variables']],
    ['a name that is a number', '{"query": "{ __typename }", "operationName": 1}', ['operationName']],
    ['extensions that are a list', '{"query": "{ __typename }", "extensions": []}', ['extensions']],
  ])('%s in the body is refused, and what is wrong is named', async (_what, body, field) => {
    const answer = await post(body);
    expect(answer.status).toBe(400);
    expect(answer.errors[0]?.extensions).toMatchObject({ code: 'BAD_REQUEST', ...(field === undefined ? {} : { field }) });
  });

  test.each([
    ['nothing', {}, 'query'],
    ['an empty query', { query: '' }, 'query'],
    ['variables that are no JSON', { query: '{ __typename }', variables: '{"n": }' }, 'variables'],
    ['variables that are a number', { query: '{ __typename }', variables: '1' }, 'variables'],
    ['a query that comes twice', 'query={__typename}&query={skills{code}}', 'query'],
  ])('%s in the address is refused, and what is wrong is named', async (_what, search, field) => {
    const answer = answerOf(await station.call({ query: new URLSearchParams(search).toString() }));
    expect(answer.status).toBe(400);
    expect(answer.errors[0]?.extensions).toMatchObject({ code: 'BAD_REQUEST', field: [field] });
  });

  const persistedQuery = { version: 1, sha256Hash: 'ecf4edb46db40b5132295c0291d62fb65d6759a9eedfa4d5d612dd5ec54a6b38' };

  test('a client that sends a hash for its query is told to send the query, and no fault of ours is logged', async () => {
    const posted = await post(JSON.stringify({ extensions: { persistedQuery } }));
    const got = answerOf(await station.call({ query: new URLSearchParams({ extensions: JSON.stringify({ persistedQuery }) }).toString() }));
    for (const answer of [posted, got]) expect([answer.status, codeOf(answer)]).toEqual([400, 'PERSISTED_QUERY_NOT_SUPPORTED']);
  });

  test('a hash beside the query itself does not stand in its way', async () => {
    const asked = { query: 'query ($code: String!) { topic(code: $code) { code } }', variables: { code: 'online-safety' } };
    const posted = await post(JSON.stringify({ ...asked, extensions: { persistedQuery } }));
    const search = new URLSearchParams({ query: asked.query, variables: JSON.stringify(asked.variables), extensions: JSON.stringify({ persistedQuery }), operationName: '' });
    const got = answerOf(await station.call({ query: search.toString() }));
    for (const answer of [posted, got]) expect(answer.data).toEqual({ topic: { code: 'online-safety' } });
  });

  test('a body that is compressed is refused, and says so', async () => {
    const answer = await post('{"query":"{ __typename }"}', { 'content-type': 'application/json', 'content-encoding': 'gzip' });
    expect([answer.status, codeOf(answer)]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
  });

  test('bytes that are not UTF-8 are refused', async () => {
    const bytes = Buffer.concat([Buffer.from('{"query":"{ topic(code: \\"'), Buffer.from([0xc3, 0x28]), Buffer.from('\\") { code } }"}')]);
    const answer = await post(bytes);
    expect(answer.status).toBe(400);
    expect(codeOf(answer)).toBe('BAD_REQUEST');
  });

  test('several operations in one array are refused', async () => {
    const answer = await post('[{"query":"{ __typename }"},{"query":"{ __typename }"}]');
    expect(codeOf(answer)).toBe('BATCH_NOT_ALLOWED');
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/graphql', 'application/json; charset=utf-16', ''])(
    'a body that comes as “%s” is refused, so that no form of another site can send one',
    async (contentType) => {
      const answer = await post('{"query":"mutation { signOut { signedOut } }"}', contentType === '' ? {} : { 'content-type': contentType });
      expect(answer.status).toBe(415);
      expect(codeOf(answer)).toBe('UNSUPPORTED_MEDIA_TYPE');
      expect(answer.cookies).toEqual([]);
    },
  );

  test.each(['PUT', 'DELETE', 'PATCH', 'TRACE', 'HEAD'])('%s is refused', async (method) => {
    const result = await station.call({ method });
    expect(result.statusCode).toBe(405);
    expect(result.headers).toMatchObject({ allow: 'GET, POST, OPTIONS' });
  });

  test('nothing changes by a GET', async () => {
    const query = new URLSearchParams({ query: 'mutation { signOut { signedOut } }' }).toString();
    const answer = answerOf(await station.call({ query }));
    expect(answer.status).toBe(405);
    expect(codeOf(answer)).toBe('METHOD_NOT_ALLOWED');
    expect(answer.cookies).toEqual([]);
  });

  test('a GET that pretends to be a form is taken for another site’s', async () => {
    const query = new URLSearchParams({ query: '{ __typename }' }).toString();
    const answer = answerOf(await station.call({ query, headers: { 'content-type': 'text/plain' } }));
    expect(answer.status).toBe(400);
    expect(codeOf(answer)).toBe('CROSS_SITE_REQUEST');
  });

  test('a client that takes neither media type is told which there are', async () => {
    const answer = await station.ask('{ __typename }', {}, { headers: { accept: 'text/html' } });
    expect(answer.status).toBe(406);
    expect(codeOf(answer)).toBe('NOT_ACCEPTABLE');
  });

  test('an unknown field, a wrong variable and a broken document each have their code, and their place', async () => {
    expect(codeOf(await station.ask('{ nobody }'))).toBe('GRAPHQL_VALIDATION_FAILED');
    expect(codeOf(await station.ask('query ($code: String!) { topic(code: $code) { code } }', { code: 1 }))).toBe('BAD_USER_INPUT');
    expect(codeOf(await station.ask('{'))).toBe('GRAPHQL_PARSE_FAILED');
    const { errors } = await station.ask('{ adminUnit(code: "01", asOf: "yesterday") { name } }');
    expect(errors[0]).toMatchObject({ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' }, locations: [{ line: 1, column: 31 }] });
    expect(codeOf(await station.ask('query A { __typename } query B { __typename }'))).toBe('OPERATION_RESOLUTION_FAILURE');
  });

  test.each([
    ['far too long', 'x'.repeat(5000)],
    ['half an emoji', '\ud83d'],
    ['empty', ''],
    ['a name of the language', '__proto__'],
  ])('a code that is %s names nothing, and is no fault of ours', async (_what, code) => {
    const things = await station.ask('query ($code: String!) { kiosk(code: $code) { name } team(code: $code) { name } adminUnit(code: $code) { name } topic(code: $code) { name } }', { code });
    expect([things.errors, things.data]).toEqual([[], { kiosk: null, team: null, adminUnit: null, topic: null }]);
    const ids = ['Kiosk', 'Team', 'AdminUnit', 'Member', 'HelpRequest', 'Topic'].map((type) => Buffer.from(`${type}:${code}`).toString('base64'));
    const nodes = await station.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids }, { cookies: [await station.signIn(`${team.code}-lan`)] });
    expect([nodes.errors, nodes.data]).toEqual([[], { nodes: ids.map(() => null) }]);
  });

  const communesOf = (code: string, after: string) =>
    station.ask('query ($code: String!, $after: String!) { adminUnit(code: $code) { communes(first: 1, after: $after) { edges { cursor } } } }', { code, after });

  test.each([['too long to be ours', 'x'.repeat(1500)], ['empty', '']])('a cursor that is %s is refused by name', async (_what, cursor) => {
    const answer = await communesOf('01', encodeCursor(['communes', UNITS_IN_FORCE, '01'], cursor));
    expect(answer.errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', reason: 'UNKNOWN_CURSOR', field: ['after'] });
  });

  test('a cursor of another list is refused, and not taken for a place in this one', async () => {
    const { data } = await station.ask('{ adminUnit(code: "01") { communes(first: 1) { pageInfo { endCursor } } } searchAdminUnits(text: "ba dinh", first: 1) { pageInfo { endCursor } } }');
    const { adminUnit, searchAdminUnits } = data as unknown as Record<'searchAdminUnits', { pageInfo: { endCursor: string } }> & { adminUnit: { communes: { pageInfo: { endCursor: string } } } };
    const ofHanoi = adminUnit.communes.pageInfo.endCursor;
    expect((await communesOf('01', ofHanoi)).errors).toEqual([]);
    for (const answer of [
      await communesOf('01', searchAdminUnits.pageInfo.endCursor),
      await station.ask('query ($after: String!) { adminUnit(code: "00004") { communes(after: $after) { edges { cursor } } } }', { after: ofHanoi }),
      await station.ask('query ($after: String!) { adminUnit(code: "01") { teams(after: $after) { edges { cursor } } } }', { after: ofHanoi }),
      await station.ask('query ($after: String!) { searchAdminUnits(text: "sa pa", after: $after) { edges { cursor } } }', { after: searchAdminUnits.pageInfo.endCursor }),
    ]) {
      expect(answer.errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', reason: 'UNKNOWN_CURSOR' });
    }
  });

  test.each(['999', '00004', ''])('a search within “%s”, which is no province, is refused and not answered with nothing', async (within) => {
    const answer = await station.ask('query ($within: String!) { searchAdminUnits(text: "ba dinh", within: $within) { edges { cursor } } }', { within });
    expect(answer.errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', reason: 'UNKNOWN_UNIT', field: ['within'] });
  });

  test('a subscription is refused as what the schema does not have, and is no fault of ours', async () => {
    const answer = await station.ask('subscription { x }');
    expect([answer.status, codeOf(answer)]).toEqual([400, 'OPERATION_RESOLUTION_FAILURE']);
  });

  test('unknown paths and strange addresses get a plain answer', async () => {
    for (const path of ['/nowhere', '//example.org/graphql', '/graphql/..%2f', '/%']) {
      const result = await station.call({ path });
      expect(result.statusCode).toBe(404);
      expect(codeOf(answerOf(result))).toBe('NOT_FOUND');
    }
  });

  test('a member’s cookie on a request that any page could make counts for nothing', async () => {
    const cookie = await station.signIn(`${team.code}-lan`);
    const simple: Asked = { query: new URLSearchParams({ query: '{ me { displayName } }' }).toString(), cookies: [cookie] };
    expect(answerOf(await station.call(simple)).data).toEqual({ me: null });
    const meant = await station.call({ ...simple, headers: { 'apollo-require-preflight': '1' } });
    expect(answerOf(meant).data).toEqual({ me: { displayName: 'Lan' } });
  });

  test('a page of another origin may ask, but never with credentials', async () => {
    const preflight = await station.call({ method: 'OPTIONS', headers: { origin: 'https://elsewhere.example', 'access-control-request-method': 'POST' } });
    expect(preflight.statusCode).toBe(204);
    expect(preflight.headers).toMatchObject({ 'access-control-allow-origin': '*', 'access-control-allow-methods': 'GET, POST' });
    expect(preflight.headers).not.toHaveProperty('access-control-allow-credentials');
  });
});
