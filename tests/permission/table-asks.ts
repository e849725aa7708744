import { randomUUID } from 'node:crypto';
import { newSecret } from '../../functions/core/ids.ts';
import type { HelpRequest } from '../../functions/help-requests/help-request.ts';
import { catalogue } from '../../functions/topics/catalogue.ts';
import { toGlobalId } from '../../graphql/base/global-id.ts';
import { deviceId, passkeyId, teamPhoneId } from '../../graphql/identity/device-id.ts';
import type { TableArea, TableWorld } from './table-world.ts';

/** What is asked of one area: the field as it is written, and where in its answer the thing lies that is not for everybody. */
export type Ask = {
  readonly field: (area: TableArea, made: string) => string;
  readonly path?: readonly (string | number)[];
  /** What has to be there before one principal asks, and its id: each gets one of their own, since the first may use it up. */
  readonly make?: (world: TableWorld, area: TableArea) => Promise<string>;
  /** What has to be there once for all principals of an area. */
  readonly makeOnce?: (world: TableWorld, area: TableArea) => Promise<string>;
  /** Somebody is signed out by it: everybody signs in again. */
  readonly signsOut?: true;
};

const text = (value: string): string => JSON.stringify(value);
/** An object as GraphQL writes it: names without quotation marks. */
const literal = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (value instanceof Name) return value.name;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{ ${Object.entries(value).map(([key, one]) => `${key}: ${literal(one)}`).join(', ')} }`;
};
/** A value of an enum. */
class Name {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}
const named = (name: string): Name => new Name(name);

const mutation = (name: string, input: (area: TableArea, made: string) => object, more: Omit<Ask, 'field'> = {}): readonly [string, Ask] => [
  `Mutation.${name}`,
  { field: (area, made) => `${name.split(':')[0]}(input: ${literal(input(area, made))}) { __typename }`, ...more },
];

const node = (type: 'AdminUnit' | 'HelpRequest' | 'Kiosk' | 'Member' | 'Platform' | 'Skill' | 'Team' | 'Topic', id: (area: TableArea, made: string) => string, fields: string): Ask['field'] =>
  (area, made) => `node(id: ${text(toGlobalId(type, id(area, made)))}) { ... on ${type} { ${fields} } }`;

const request = (state: HelpRequest['state'], changes: Partial<HelpRequest> = {}): Pick<Ask, 'make'> => ({
  make: (world, area) => world.putRequest(area, state, changes),
});
const change = (name: string, state: HelpRequest['state'], more: object = {}, changes: Partial<HelpRequest> = {}): readonly [string, Ask] =>
  mutation(name, (_area, requestId) => ({ changeId: randomUUID(), requestId, ...more }), request(state, changes));

const ofTeam = (field: string, selection = ''): readonly [string, Ask] => [
  `Team.${field}`,
  { field: ({ team }) => `team(code: ${text(team.code)}) { ${field} ${selection} }`, path: [field] },
];
const ofMember = (field: string, selection: string): readonly [string, Ask] => [
  `Member.${field}`,
  { field: node('Member', ({ concerned }) => concerned.id, `${field} ${selection}`), path: [field] },
];
const ofUnit = (row: string, unit: 'commune' | 'province', selection: string): readonly [string, Ask] => {
  const field = row.split(':')[0] ?? row;
  return [`AdminUnit.${row}`, { field: (area) => `adminUnit(code: ${text(area[unit])}) { ${field} ${selection} }`, path: [field] }];
};

const page = '(first: 1) { edges { cursor } }';
const [topic] = catalogue.topics;
const [skill] = catalogue.skills;
const [platform] = catalogue.platforms;
const at = { lat: 21.03, lon: 105.85 };
/** A row of a file as the API takes it. */
const cells = (row: Readonly<Record<string, string>>) => Object.entries(row).map(([column, cell]) => ({ column, text: cell }));
/** Seen before everybody who has changed anything since. */
const STALE = 999;
/** Refused for what it says by whoever may be heard at all: nothing changes. */
const NEVER = { from: '2026-01-02T00:00:00.000Z', until: '2026-01-01T00:00:00.000Z' };

const queries: Readonly<Record<string, Ask>> = {
  'Query.adminUnit': { field: ({ commune }) => `adminUnit(code: ${text(commune)}) { name }` },
  'Query.adminUnitVersions': { field: () => 'adminUnitVersions { version }' },
  'Query.contactSealing': { field: () => 'contactSealing { publicKey }' },
  'Query.importColumns': { field: () => 'importColumns(of: MEMBERS) { name required }' },
  'Query.kiosk': { field: ({ kiosk }) => `kiosk(code: ${text(kiosk.code)}) { name }` },
  'Query.kioskDevice': { field: () => `kioskDevice(keyId: ${text('k'.repeat(43))}) { state }` },
  'Query.nearestTeams': { field: () => `nearestTeams(at: ${literal(at)}, topic: ${text(topic?.code ?? '')}) { edges { cursor } }` },
  'Query.provinces': { field: () => 'provinces { name }' },
  'Query.searchAdminUnits': { field: ({ commune }) => `searchAdminUnits(text: "phuong", within: ${text(commune === '26740' ? '79' : '01')}) { edges { cursor } }` },
  'Query.skills': { field: () => 'skills { code }' },
  'Query.team': { field: ({ team }) => `team(code: ${text(team.code)}) { name onDuty openRequests }` },
  'Query.teamSpread': { field: () => 'teamSpread { teams active middle { lat } province { name } }' },
  'Query.topic': { field: () => `topic(code: ${text(topic?.code ?? '')}) { name }` },
  'Query.me': { field: () => 'me { id }' },
  'Query.teamPhone': { field: () => 'teamPhone { id }' },
  'Query.trackedRequest': { field: () => 'trackedRequest { id }', ...request('WAITING') },
  'Query.viewer': { field: () => 'viewer { __typename }' },
  'Query.countryAuditTrail': { field: () => `countryAuditTrail${page}` },
  'Query.node: AdminUnit': { field: node('AdminUnit', ({ commune, kiosk }) => `${kiosk.unitVersion}:${commune}`, 'name') },
  'Query.node: HelpRequest': { field: node('HelpRequest', (_area, made) => made, 'state history { edges { cursor } }'), ...request('ACCEPTED') },
  'Query.node: Kiosk': { field: node('Kiosk', ({ kiosk }) => kiosk.code, 'name') },
  'Query.node: Member': { field: node('Member', ({ concerned }) => concerned.id, 'displayName') },
  'Query.node: Platform': { field: node('Platform', () => platform?.code ?? '', 'name') },
  'Query.node: Skill': { field: node('Skill', () => skill?.code ?? '', 'number') },
  'Query.node: Team': { field: node('Team', ({ team }) => team.code, 'name') },
  'Query.node: Topic': { field: node('Topic', () => topic?.code ?? '', 'name') },
  'Query.nodes': { field: ({ person }) => `nodes(ids: [${text(person)}]) { id }`, path: [0] },
  'Query.nodes: of a request': { field: (_area, made) => `nodes(ids: [${text(toGlobalId('HelpRequest', made))}]) { id }`, path: [0], ...request('ACCEPTED') },
  'HelpRequest.contactGrant': { field: node('HelpRequest', (_area, made) => made, 'contactGrant { endpoint }'), path: ['contactGrant'], ...request('ACCEPTED') },
  'HelpRequest.history': { field: node('HelpRequest', (_area, made) => made, `history${page}`), path: ['history'], ...request('ACCEPTED') },
  'Invitation.member': {
    field: ({ team }) => `team(code: ${text(team.code)}) { invitations(first: 1) { edges { node { member { id } } } } }`,
    path: ['invitations', 'edges', 0, 'node', 'member'],
  },
  'TeamPhone.members': { field: () => 'teamPhone { members { id } }', path: ['members'] },
  'TeamPhone.members: of the phones of a team': {
    field: ({ team }) => `team(code: ${text(team.code)}) { sharedPhones { members { id } } }`,
    path: ['sharedPhones', 0, 'members', 0],
  },
  'HelpRequest.auditTrail': { field: node('HelpRequest', (_area, made) => made, `auditTrail${page}`), path: ['auditTrail'], ...request('ACCEPTED') },
};

/** How each row of the table is asked. Inputs reach the decision of who may, and change little. */
export const asks: Readonly<Record<string, Ask>> = {
  ...queries,
  ...Object.fromEntries([
    ofUnit('auditTrail', 'commune', page),
    ofUnit('auditTrail: of its province', 'province', page),
    ofUnit('waitingRequests', 'commune', page),
    ofUnit('waitingRequests: of its province', 'province', page),
    ofMember('auditTrail', page),
    ofMember('devices', '{ id }'),
    ofMember('passkeys', '{ id }'),
    ofMember('phoneGrant', '{ endpoint }'),
    ofTeam('auditTrail', page),
    ofTeam('chatUrl'),
    ofTeam('invitations', page),
    ofTeam('members', '{ id }'),
    ofTeam('queue', page),
    ofTeam('sharedPhones', '{ id }'),

    mutation(
      'requestHelp',
      ({ kiosk, sealedPhone }, consentVersion) => ({ id: randomUUID(), kiosk: kiosk.code, topic: topic?.code, mode: named('CALL_ME'), trackingSecret: newSecret(), contact: { jwe: sealedPhone, consentVersion } }),
      { makeOnce: (world) => world.consentVersion() },
    ),
    mutation('requestHelp: here and now at a paired kiosk', ({ kiosk }) => ({ id: randomUUID(), kiosk: kiosk.code, topic: topic?.code, mode: named('HERE_NOW'), trackingSecret: newSecret() })),
    change('cancelRequest', 'ACCEPTED'),
    change('reopenRequest', 'RESOLVED'),
    change('rateHelp', 'RESOLVED', { rating: 4 }),
    change('eraseContact', 'ACCEPTED', {}, { hasContact: true }),
    change('acceptRequest', 'WAITING'),
    change('declineOffer', 'WAITING', { reason: named('BUSY') }),
    change('startRequest', 'ACCEPTED'),
    change('resolveRequest', 'IN_PROGRESS', { outcome: named('DONE_TOGETHER') }),
    change('forwardRequest', 'IN_PROGRESS', { to: named('BANK'), reason: 'Cần ra quầy.' }),
    change('waitForResident', 'IN_PROGRESS', { reason: named('NO_ANSWER') }),
    change('resumeRequest', 'ACCEPTED', {}, { waitingForResident: { since: '2026-11-21T12:44:00.000Z', reason: 'NO_ANSWER' } }),

    mutation('addTeam', ({ team, commune }) => ({ code: team.code, name: 'Tổ khác', commune, position: team.position, skills: team.skills })),
    mutation('importTeams', ({ commune }) => ({
      importId: randomUUID(),
      dryRun: true,
      rows: [{ line: 2, cells: cells({ code: 'file-1', name: 'Tổ trong tệp', unit_code: commune, lat: String(at.lat), lon: String(at.lon) }) }],
    })),
    mutation('importMembers', ({ team }) => ({
      importId: randomUUID(),
      dryRun: true,
      rows: [{ line: 2, cells: cells({ team_code: team.code, full_name: 'Người trong tệp' }) }],
    })),
    mutation('changeTeam', ({ team }) => ({ code: team.code, revision: STALE, name: 'Tổ khác' })),
    mutation('pauseTeam', ({ team }) => ({ code: team.code, revision: STALE })),
    mutation('activateTeam', ({ team }) => ({ code: team.code, revision: STALE })),
    mutation('mergeTeams', ({ team }) => ({ code: team.code, revision: STALE, into: team.code })),
    mutation('mergeTeams: of the own commune into that one', ({ team }) => ({ code: '00004-001', revision: STALE, into: team.code })),

    mutation('addMember', ({ team }) => ({ id: randomUUID(), displayName: '', team: team.code })),
    mutation('addMember: as a lead', ({ team }) => ({ id: randomUUID(), displayName: '', team: team.code, role: named('LEAD') })),
    mutation('addToTeam', ({ team, person }) => ({ memberId: person, revision: STALE, team: team.code })),
    mutation('changeMember', ({ person }) => ({ memberId: person, revision: STALE, displayName: 'Hoà' })),
    mutation('removeFromTeam', ({ team, person }) => ({ memberId: person, revision: STALE, team: team.code })),
    mutation('setMemberPhone', ({ person, sealedPhone }) => ({ memberId: person, phone: sealedPhone })),
    mutation('setRole', ({ team, person }) => ({ memberId: person, revision: STALE, team: team.code, role: named('LEAD') })),

    mutation('setDutyUntil', () => ({ until: NEVER.until })),
    mutation('takeLeave', () => NEVER),
    mutation('endLeave', () => NEVER),
    mutation('takeTeamLeave', ({ team }) => ({ code: team.code, ...NEVER })),
    mutation('endTeamLeave', ({ team }) => ({ code: team.code, ...NEVER })),

    mutation('acceptInvitation', () => ({ invitation: newSecret(), deviceSecret: newSecret() })),
    ['Mutation.beginPasskeySignIn', { field: () => 'beginPasskeySignIn { __typename }' }] as const,
    mutation('signInWithPasskey', () => ({ response: '{}' })),
    ['Mutation.signOut', { field: () => 'signOut { signedOut }', signsOut: true }] as const,
    ['Mutation.beginPasskey', { field: () => 'beginPasskey { __typename }' }] as const,
    mutation('addPasskey', () => ({ response: '{}' })),
    mutation('setPin', () => ({ pin: '111111' })),
    mutation('takePhone', ({ person }) => ({ member: person, pin: '427427' })),
    ['Mutation.leavePhone', { field: () => 'leavePhone { __typename }' }] as const,
    mutation('inviteMember', ({ team, person, secret }) => ({ member: person, team: team.code, secret })),
    mutation('cancelInvitation', (_area, invitation) => ({ invitation }), { make: (world, area) => world.putInvitation(area) }),
    mutation('setUpTeamPhone', ({ team, id }, secret) => ({ id, team: team.code, secret }), { makeOnce: () => Promise.resolve(newSecret()) }),
    mutation('removePasskey', (_area, passkey) => ({ passkey }), { make: async (world, area) => passkeyId(await world.putPasskey(area)) }),
    mutation('revokeDevice', (_area, device) => ({ device }), {
      make: async (world, area) => {
        const { holder, sessionId } = await world.signIn(area);
        return deviceId(holder, sessionId);
      },
    }),
    mutation('revokeAllDevices', ({ person }) => ({ member: person }), { signsOut: true }),
    mutation('revokeAllDevices: of a shared phone', ({ team }) => ({ teamPhone: teamPhoneId({ teamCode: team.code, phoneId: 'lost' }) })),

    mutation('startKioskPairing', () => ({ publicKey: '{}' })),
    mutation('challengeKiosk', () => ({ keyId: 'k'.repeat(43) })),
    mutation('signInKiosk', () => ({ keyId: 'k'.repeat(43), nonce: newSecret(), signature: 's'.repeat(86) })),
    mutation('pairKiosk', ({ unpaired, id }, pairingCode) => ({ id, kiosk: unpaired.code, pairingCode }), { makeOnce: (world) => world.showCode() }),
    mutation('renameKiosk', ({ spare }) => ({ id: randomUUID(), kiosk: spare.code, revision: STALE, name: 'Trạm khác' })),
    mutation('moveKiosk', ({ spare, commune }) => ({ id: randomUUID(), kiosk: spare.code, revision: STALE, communeCode: commune, position: at })),
    mutation('planShifts', ({ spare, team }) => ({ kiosk: spare.code, revision: STALE, team: team.code, shifts: [{ from: '2040-01-01T11:00:00.000Z', until: '2040-01-01T15:00:00.000Z' }] })),
    mutation('unpairKiosk', ({ spare }) => ({ id: randomUUID(), kiosk: spare.code })),
  ]),
};
