import { readFile } from 'node:fs/promises';
import { buildASTSchema, lexicographicSortSchema, parse, printSchema, validateSchema, visit, type ASTNode } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { catalogue } from '../../functions/topics/catalogue.ts';
import { executableSchema } from '../../graphql/executable-schema.ts';
import { contractText } from '../../graphql/http/app.ts';
import { limits } from '../../graphql/limits/limits.ts';
import { aKiosk, aTeam } from '../support/lane.ts';
import { answerOf, openStation, type OpenStation } from '../support/station.ts';

const near = aTeam(1);
const far = aTeam(2);
const paused = aTeam(3, { status: 'PAUSED', code: '00004-003' });
const skill = catalogue.skills[0]?.code ?? '';

let station: OpenStation;
beforeAll(async () => {
  station = await openStation([near, far, paused]);
});
afterAll(() => station.stop());

const nearest = 'query ($at: PositionInput!, $topic: String!, $first: Int! = 5, $language: LanguageTag! = "vi", $kiosk: String) { nearestTeams(at: $at, topic: $topic, first: $first, language: $language, kiosk: $kiosk) { edges { distanceMetres node { code onDuty openRequests capacity } } pageInfo { hasNextPage } } }';

describe('a developer looks for the nearest team', () => {
  test('teams come nearest first, with what holds at this moment, and paused ones not at all', async () => {
    const { data, errors } = await station.ask(nearest, { at: aKiosk().position, topic: skill });
    expect(errors).toEqual([]);
    expect(data).toMatchObject({
      nearestTeams: {
        edges: [
          { node: { code: near.code, onDuty: true, openRequests: 0, capacity: 2 } },
          { node: { code: far.code } },
        ],
        pageInfo: { hasNextPage: false },
      },
    });
    expect((data as unknown as { nearestTeams: { edges: { distanceMetres: number }[] } }).nearestTeams.edges[0]?.distanceMetres).toBeCloseTo(99.67, 1);
  });

  test.each([
    ['a place abroad', { at: { lat: 48.85, lon: 2.35 } }, 'OUTSIDE_VIETNAM', ['at']],
    ['swapped degrees', { at: { lat: 105.85, lon: 21.03 } }, 'OUTSIDE_VIETNAM', ['at']],
    ['an unknown topic', { topic: 'fortune-telling' }, 'UNKNOWN_TOPIC', ['topic']],
    ['a language that nobody speaks here', { language: 'tlh' }, 'UNKNOWN_LANGUAGE', ['language']],
    ['an unknown kiosk', { kiosk: 'nowhere' }, 'UNKNOWN_KIOSK', ['kiosk']],
    ['no team at all', { first: 0 }, 'PAGE_SIZE', ['first']],
    ['too many teams', { first: 21 }, 'PAGE_SIZE', ['first']],
  ])('%s is refused with its reason and what to do', async (_what, wrong, reason, field) => {
    const { errors } = await station.ask(nearest, { at: aKiosk().position, topic: skill, ...wrong });
    expect(errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', reason, field, nextStep: expect.stringMatching(/\S/) });
  });

  test.each(['NaN', 'Infinity', '"21"', 'null'])('a latitude of %s never reaches the house', async (lat) => {
    const { errors } = await station.ask(`{ nearestTeams(at: { lat: ${lat}, lon: 105 }, topic: "${skill}") { edges { cursor } } }`);
    expect(['GRAPHQL_VALIDATION_FAILED', 'GRAPHQL_PARSE_FAILED']).toContain(errors[0]?.extensions['code']);
  });

  test('the refusal is in the language that was asked for', async () => {
    const asked = { at: { lat: 48.85, lon: 2.35 }, topic: skill };
    const vi = await station.ask(nearest, asked);
    const en = await station.ask(nearest, asked, { headers: { 'accept-language': 'en-GB,en;q=0.9,vi;q=0.5' } });
    expect(vi.errors[0]?.message).toBe('Vị trí nằm ngoài Việt Nam.');
    expect(en.errors[0]?.message).toBe('The place is outside Vietnam.');
  });
});

describe('a developer follows the graph', () => {
  test('every thing is found again by its global id', async () => {
    const { data } = await station.ask(`{
      team(code: "${near.code}") { id }
      kiosk(code: "${aKiosk().code}") { id commune { id parent { id } } }
      skills { id topics { id platforms { id } } }
    }`);
    const ids = [...new Set([...JSON.stringify(data).matchAll(/"id":"([^"]+)"/g)].map(([, id]) => id))].slice(0, 50);
    expect(ids.length).toBeGreaterThan(20);
    const again = await station.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id __typename } }', { ids });
    expect((again.data as unknown as { nodes: { id: string }[] }).nodes.map(({ id }) => id)).toEqual(ids);
  });

  test.each(['', 'nothing', 'VGVhbTo=', 'UXVlcnk6MQ==', Buffer.from('Team:no-such-team').toString('base64')])(
    'an id like “%s” finds nothing, and that is no error',
    async (id) => {
      const { data, errors } = await station.ask('query ($id: ID!) { node(id: $id) { id } }', { id });
      expect(errors).toEqual([]);
      expect(data).toEqual({ node: null });
    },
  );

  test('communes come page by page, and a cursor of our own leads on', async () => {
    const query = 'query ($after: String) { adminUnit(code: "01") { name communes(first: 2, after: $after) { edges { node { name parent { name } } } pageInfo { hasNextPage hasPreviousPage endCursor } } } }';
    const first = (await station.ask(query)).data as unknown as { adminUnit: { communes: { edges: unknown[]; pageInfo: { endCursor: string } } } };
    expect(first.adminUnit.communes).toMatchObject({
      edges: [{ node: { name: 'Phường Ba Đình', parent: { name: 'Thành phố Hà Nội' } } }, { node: { name: 'Phường Giảng Võ' } }],
      pageInfo: { hasNextPage: true, hasPreviousPage: false },
    });
    const second = await station.ask(query, { after: first.adminUnit.communes.pageInfo.endCursor });
    expect(second.data).toMatchObject({
      adminUnit: { communes: { edges: [{ node: { name: 'Phường Ngọc Hà' } }], pageInfo: { hasNextPage: false, hasPreviousPage: true } } },
    });
    const wrong = await station.ask(query, { after: 'made-up' });
    expect(wrong.errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', reason: 'UNKNOWN_CURSOR' });
  });

  test('a day before the first list of units is refused', async () => {
    const { errors } = await station.ask('{ provinces(asOf: "1999-01-01") { name } }');
    expect(errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', reason: 'UNKNOWN_VERSION' });
    expect((await station.ask('{ provinces(asOf: "2026-02-30") { name } }')).errors[0]?.extensions['code']).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  test('the five skills come with their words in either language', async () => {
    const { data } = await station.ask('{ skills { number topic { vi: name en: name(language: "en") promises { mode doneWithinMinutes } } } }');
    const { skills } = data as unknown as { skills: { number: number; topic: { vi: string; en: string; promises: unknown[] } }[] };
    expect(skills.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
    for (const { topic } of skills) {
      expect(topic.vi).not.toBe(topic.en);
      expect(topic.promises).toHaveLength(4);
    }
  });

  test('a device gets what it needs to seal a contact, and no private half', async () => {
    const { data } = await station.ask('{ contactSealing { publicKey consent { version text en: text(language: "en") } } }');
    const { contactSealing } = data as unknown as { contactSealing: { publicKey: string; consent: { text: string } } };
    expect(JSON.parse(contactSealing.publicKey)).toEqual(station.contactKey);
    expect(contactSealing.consent.text).toMatch(/30 ngày/);
  });
});

describe('who reads the contract', () => {
  const described = ['ObjectTypeDefinition', 'InterfaceTypeDefinition', 'UnionTypeDefinition', 'EnumTypeDefinition', 'InputObjectTypeDefinition', 'ScalarTypeDefinition', 'FieldDefinition', 'InputValueDefinition', 'EnumValueDefinition'];
  const words = (text: string): string => text.replaceAll(/[^a-z]/gi, '').toLowerCase();

  /** Where something stands, `Team.queue.first`, with what is said of it. */
  const said: { readonly where: string; readonly name: string; readonly text: string }[] = [];
  const path: string[] = [];
  const isDescribed = (node: ASTNode): node is ASTNode & { readonly name: { readonly value: string }; readonly description?: { readonly value: string } } =>
    described.includes(node.kind);
  visit(parse(contractText()), {
    enter: (node) => {
      if (!isDescribed(node)) return;
      path.push(node.name.value);
      said.push({ where: path.join('.'), name: node.name.value, text: node.description?.value ?? '' });
    },
    leave: (node) => {
      if (isDescribed(node)) path.pop();
    },
  });

  test('is told something of each type, field, argument and value', () => {
    expect(said.length).toBeGreaterThan(800);
    expect(said.filter(({ text }) => text.trim() === '').map(({ where }) => where)).toEqual([]);
  });

  test('is told more than its name', () => {
    expect(said.filter(({ name, text }) => words(text) === words(name)).map(({ where }) => where)).toEqual([]);
  });
});

describe('fixed addresses', () => {
  test('the contract is served as it is committed', async () => {
    const committed = await readFile(new URL('../../graphql/schema.generated.graphql', import.meta.url), 'utf8');
    const served = await station.call({ path: '/schema.graphql' });
    expect(served.body?.trim()).toBe(committed.trim());
    expect(contractText().trim()).toBe(committed.trim());
    expect(served.headers).toMatchObject({ 'content-type': 'text/plain; charset=utf-8' });
  });

  test('the contract is whole, and what is executed says the same to the letter: a server that starts checks neither again', () => {
    expect(validateSchema(buildASTSchema(parse(contractText())))).toEqual([]);
    expect(printSchema(lexicographicSortSchema(executableSchema())).trim()).toBe(contractText().trim());
  });

  test('a slash at the end of the address changes nothing: not the answer, nor what it refuses', async () => {
    const body = JSON.stringify({ query: '{ __typename }' });
    const asked = { method: 'POST', path: '/graphql/', headers: { 'content-type': 'application/json' } };
    const answered = await station.call({ ...asked, body });
    expect(answered).toMatchObject({ statusCode: 200, headers: { 'content-type': expect.stringMatching(/^application\/json/) } });
    expect(JSON.parse(answered.body ?? '')).toEqual({ data: { __typename: 'Query' } });
    expect(answerOf(await station.call({ path: '/graphql/', query: 'query=%7B__typename%7D' })).data).toEqual({ __typename: 'Query' });
    const large = await station.call({ ...asked, body: JSON.stringify({ query: `{ __typename } #${'x'.repeat(limits.bodyBytes)}` }) });
    expect([large.statusCode, answerOf(large).errors[0]?.extensions]).toEqual([413, expect.objectContaining({ code: 'BODY_TOO_LARGE' })]);
    expect((await station.call({ ...asked, method: 'PUT', body })).statusCode).toBe(405);
  });

  test('health answers when the table does', async () => {
    const result = await station.call({ path: '/health' });
    expect(result.statusCode).toBe(200);
    expect(JSON.parse(result.body ?? '')).toEqual({ status: 'ready' });
  });

  test('the explorer is a page of our own origin that runs nothing from elsewhere', async () => {
    const { body = '', headers } = await station.call({ path: '/explorer' });
    expect(headers).toMatchObject({ 'content-type': expect.stringMatching(/^text\/html/) });
    expect(headers?.['content-security-policy']).toMatch(/script-src 'self';/);
    expect(headers?.['content-security-policy']).not.toMatch(/unsafe-eval|https?:/);
    expect(body).not.toMatch(/(src|href)="(https?:)?\/\//);
    expect(body).not.toMatch(/<script>|style=/);
  });

  test('every answer carries the security headers and the request’s id', async () => {
    const requestId = 'f0000000-0000-4000-8000-000000000427';
    for (const path of ['/graphql', '/schema.graphql', '/explorer', '/health', '/nowhere']) {
      const { headers } = await station.call({ path, headers: { 'x-request-id': requestId } });
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
        'permissions-policy': expect.stringContaining('camera=()'),
        'x-request-id': requestId,
      });
    }
    const strange = await station.call({ headers: { 'x-request-id': '0912345678' } });
    expect(strange.headers?.['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(answerOf(await station.call({ path: '/nowhere', headers: { 'x-request-id': requestId } })).errors[0]?.extensions).toMatchObject({ requestId });
  });
});
