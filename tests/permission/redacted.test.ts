import { readFileSync } from 'node:fs';
import { buildSchema, getNamedType, isLeafType, isObjectType, isRequiredArgument, type GraphQLField, type GraphQLObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { randomUUID } from 'node:crypto';
import { toChangeRow } from '../../functions/help-requests/help-request-row.ts';
import { putRows, type Row } from '../../functions/storage/batch.ts';
import { toGlobalId } from '../../graphql/base/global-id.ts';
import { openTableWorld, type TableWorld } from './table-world.ts';
import type { PrincipalName } from './table.ts';

const offices = ['commune', 'province', 'national', 'operator'] as const satisfies readonly PrincipalName[];

/** What is on record of this request and is nobody's business but the resident's and the team's. */
const HOME = { lat: 21.0427, lon: 105.8427 };
const REASON = 'Bà Bảy ở ngõ 42 chưa vào được';
const APPOINTMENT = '2026-11-30T02:30:00.000Z';

let world: TableWorld;
let requestId: string;
beforeAll(async () => {
  world = await openTableWorld();
  const { own } = world.areas;
  requestId = await world.putRequest(own, 'IN_PROGRESS', { position: HOME, mode: 'APPOINTMENT', appointmentAt: APPOINTMENT, onBehalf: true, missed: ['DONE'] });
  const change = { requestId, changeId: randomUUID(), contentHash: 'x', revision: 1, kind: 'REOPENED', at: '2026-11-21T12:44:00.000Z', actor: { kind: 'RESIDENT' }, stateAfter: 'WAITING', reason: REASON } as const;
  await putRows(world.main, [toChangeRow(change) as Row]);
});
afterAll(() => world.stop());

const schema = buildSchema(readFileSync(new URL('../../graphql/schema.generated.graphql', import.meta.url), 'utf8'));
const typeNamed = (name: string): GraphQLObjectType => {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new Error(`${name} is no object type`);
  return type;
};
const asksNothing = ({ args }: GraphQLField<unknown, unknown>): boolean => !args.some(isRequiredArgument);
const fieldsOf = (type: GraphQLObjectType): readonly GraphQLField<unknown, unknown>[] => Object.values(type.getFields()).filter(asksNothing);
const leavesOf = (type: GraphQLObjectType): string => fieldsOf(type).filter((field) => isLeafType(getNamedType(field.type))).map(({ name }) => name).join(' ');

/** Whatever the schema has on what waits, and one step on: what is added one day is looked at too. */
const everything = fieldsOf(typeNamed('WaitingRequest'))
  .map(({ name, type }) => {
    const named = getNamedType(type);
    return isObjectType(named) ? `${name} { ${leavesOf(named)} }` : name;
  })
  .join(' ');

const waitingFor = async (office: PrincipalName): Promise<{ text: string; ids: readonly string[] }> => {
  const unit = world.areas.own.commune;
  const { data, errors } = await world.askAs(office, `{ adminUnit(code: "${unit}") { waitingRequests { edges { node { ${everything} } } } } }`);
  expect(errors).toEqual([]);
  const { adminUnit } = data as unknown as { adminUnit: { waitingRequests: { edges: { node: { id: string } }[] } | null } };
  return { text: JSON.stringify(adminUnit.waitingRequests), ids: (adminUnit.waitingRequests?.edges ?? []).map(({ node }) => node.id) };
};

describe('an office sees of a request in its area', () => {
  test.each(['commune', 'province', 'national'] as const)('that it waits, but not whose it is, where they live, when they are met and what anybody wrote (%s)', async (office) => {
    const { text, ids } = await waitingFor(office);
    expect(ids).toEqual([toGlobalId('HelpRequest', requestId)]);
    const { concerned } = world.areas.own;
    for (const hidden of [REASON, String(HOME.lat), String(HOME.lon), APPOINTMENT, concerned.displayName, 'token', 'trackingHash']) expect(text).not.toContain(hidden);
  });

  test('no field that leads to the contact, the history or the people', () => {
    const leadsTo = fieldsOf(typeNamed('WaitingRequest')).map(({ type }) => getNamedType(type).name);
    for (const hidden of ['ContactGrant', 'HelpRequest', 'HelpRequestChangeConnection', 'Acceptance', 'Forwarding', 'Position', 'Member']) expect(leadsTo).not.toContain(hidden);
  });

  test.each(offices)('nothing more by its id (%s)', async (office) => {
    const id = toGlobalId('HelpRequest', requestId);
    const request = '... on HelpRequest { position { lat } history { edges { node { reason memberName } } } contactGrant { token } }';
    const { data, errors } = await world.askAs(office, `{ node(id: "${id}") { ${request} } nodes(ids: ["${id}"]) { ${request} } trackedRequest { id } }`);
    expect(errors).toEqual([]);
    expect(data).toEqual({ node: null, nodes: [null], trackedRequest: null });
  });

  test.each(offices)('not even by trying to change it (%s)', async (office) => {
    const input = `{ changeId: "${randomUUID()}", requestId: "${requestId}" }`;
    const { data } = await world.askAs(office, `mutation { startRequest(input: ${input}) { __typename ... on NotPossibleNow { request { id } } } }`);
    expect(data).toEqual({ startRequest: { __typename: 'NotPermitted' } });
  });
});

test('the team that has it sees what it needs to come', async () => {
  const { data } = await world.askAs('self', `{ node(id: "${toGlobalId('HelpRequest', requestId)}") { ... on HelpRequest { position { lat } appointmentAt history { edges { node { reason } } } } } }`);
  expect(data).toEqual({ node: { position: { lat: HOME.lat }, appointmentAt: APPOINTMENT, history: { edges: [{ node: { reason: REASON } }] } } });
});
