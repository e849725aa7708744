import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { systemClock, plusMilliseconds, days } from '../../functions/core/clock.ts';
import { hashSecret, newSecret } from '../../functions/core/ids.ts';
import type { HelpRequest } from '../../functions/help-requests/help-request.ts';
import { toOfficeRows, toRequestRow } from '../../functions/help-requests/help-request-row.ts';
import { createInvitationStore } from '../../functions/identity/invitation-store.dynamo.ts';
import { createOfficialStore } from '../../functions/identity/official-store.dynamo.ts';
import { createPasskeyStore } from '../../functions/identity/passkey-store.dynamo.ts';
import type { SessionHolder } from '../../functions/identity/session.ts';
import { createTeamPhoneStore } from '../../functions/identity/team-phone-store.dynamo.ts';
import { createKiosks } from '../../functions/kiosks/kiosks.ts';
import { putRows, type Row as TableRow } from '../../functions/storage/batch.ts';
import { writeIfStillSo } from '../../functions/storage/transact.ts';
import { toGlobalId } from '../../graphql/base/global-id.ts';
import { aRequest, anOffer } from '../help-requests/a-request.ts';
import { aDevice } from '../support/kiosk-device.ts';
import { aKiosk, aMember, aTeam } from '../support/lane.ts';
import { sealWith } from '../support/seal.ts';
import { answerOf, eventOf, openStation, type Asked, type GraphqlAnswer } from '../support/station.ts';
import { putUnits } from '../support/units.ts';
import type { AreaName, PrincipalName } from './table.ts';

const VERSION = '2025-07-01';
const communes = { own: '00004', neighbouring: '00008', foreign: '26740' } as const satisfies Record<AreaName, string>;
const provinces = { own: '01', neighbouring: '01', foreign: '79' } as const satisfies Record<AreaName, string>;
const units = [
  { version: VERSION, code: '01', level: 'PROVINCE', name: 'Thành phố Hà Nội' },
  { version: VERSION, code: '79', level: 'PROVINCE', name: 'Thành phố Hồ Chí Minh' },
  { version: VERSION, code: '00004', level: 'COMMUNE', name: 'Phường Ba Đình', parentCode: '01' },
  { version: VERSION, code: '00008', level: 'COMMUNE', name: 'Phường Ngọc Hà', parentCode: '01' },
  { version: VERSION, code: '26740', level: 'COMMUNE', name: 'Phường Sài Gòn', parentCode: '79' },
] as const;

/** What one area holds: a team with its lead, two members and a shared phone, and three kiosks. */
const areaOf = (name: AreaName, sealedPhone: string) => {
  const commune = communes[name];
  const team = aTeam(1, { code: `${commune}-001`, communeCode: commune, capacity: 500, chatUrl: 'https://zalo.me/g/to-1' });
  const lead = aMember(team.code, 'Lan', 'LEAD');
  const member = aMember(team.code, 'Tuấn');
  const concerned = { ...aMember(team.code, 'Hoa'), hasPhone: true };
  const kiosk = aKiosk({ code: `hall-${commune}`, communeCode: commune, openingHours: '24/7', device: { keyId: `key-${commune}`, pairedAt: '2026-11-01T00:00:00.000Z' } });
  return {
    name,
    commune,
    province: provinces[name],
    team,
    lead,
    member,
    concerned,
    /** Whom the acts on a person are about, as the API names them. */
    person: toGlobalId('Member', concerned.id),
    phoneId: `phone-${commune}`,
    /** One that has a device, one that is to get one, and one that has none. */
    kiosk,
    unpaired: { ...kiosk, code: `to-pair-${commune}`, device: undefined },
    spare: { ...kiosk, code: `spare-${commune}`, device: undefined },
    sealedPhone,
    /** Made by the clients of this area, so that a repeat is one. */
    id: randomUUID(),
    secret: newSecret(),
  };
};
export type TableArea = ReturnType<typeof areaOf>;

const holders = ({ own }: Record<AreaName, TableArea>): Readonly<Record<Exclude<PrincipalName, 'anonymous' | 'resident'>, SessionHolder>> => {
  const official = (role: 'COMMUNE' | 'PROVINCE' | 'NATIONAL' | 'OPERATOR', unitCode?: string): SessionHolder => ({
    kind: 'official',
    officialId: `office-${role}`,
    role,
    unitVersion: VERSION,
    unitCode,
  });
  return {
    kiosk: { kind: 'kiosk', kioskCode: own.kiosk.code },
    teamPhone: { kind: 'teamPhone', phoneId: own.phoneId, teamCode: own.team.code },
    member: { kind: 'member', memberId: own.member.id },
    lead: { kind: 'member', memberId: own.lead.id },
    self: { kind: 'member', memberId: own.concerned.id },
    commune: official('COMMUNE', own.commune),
    province: official('PROVINCE', own.province),
    national: official('NATIONAL'),
    operator: official('OPERATOR'),
  };
};

/** A request of an area in some state: of its commune, at its kiosk, with its team. */
const requestIn = ({ commune, team, kiosk, concerned }: TableArea, trackingSecret: string, state: HelpRequest['state']): HelpRequest => {
  const now = systemClock();
  const offer = { ...anOffer(team.code), communeCode: commune };
  const acceptance = { teamCode: team.code, communeCode: commune, distanceMetres: 350, memberId: concerned.id, memberName: concerned.displayName, at: now };
  return aRequest({
    id: randomUUID(),
    state,
    kioskCode: kiosk.code,
    communeCode: commune,
    trackingHash: hashSecret(trackingSecret),
    hasContact: true,
    offer: state === 'WAITING' ? offer : undefined,
    acceptance: state === 'WAITING' ? undefined : acceptance,
    ...(state === 'RESOLVED' ? { resolvedAt: now, reopenableUntil: plusMilliseconds(now, days(7)), outcome: 'DONE_TOGETHER' as const } : {}),
    requestedAt: now,
  });
};

/** Three areas on the real engine behind the exported handler, and somebody of every kind, at home in the first of them. */
export const openTableWorld = async () => {
  // On a file: in memory the engine looks through its whole stream with every write (infra/local/engine-stream.ts).
  const folder = await mkdtemp(join(tmpdir(), 'tram-so-table-'));
  const station = await openStation([], aKiosk(), join(folder, 'database.sqlite'));
  await putUnits(station.main, units);
  // The handler reads its settings when it is first loaded: after the station has set them.
  const { handler } = await import('../../functions/handlers/graphql.ts');
  const sealedPhone = await sealWith(station.contactKey, JSON.stringify({ phone: '+84900000427' }));
  const inArea = (name: AreaName): TableArea => areaOf(name, sealedPhone);
  const world = { own: inArea('own'), neighbouring: inArea('neighbouring'), foreign: inArea('foreign') };
  const phones = createTeamPhoneStore(station.main);
  const passkeys = createPasskeyStore(station.main);
  const invitations = createInvitationStore(station.main);
  const kiosks = createKiosks(station.main);
  for (const { team, lead, member, concerned, kiosk, unpaired, spare, phoneId } of Object.values(world)) {
    await station.teamRecords.changeTeam(team);
    for (const person of [lead, member, concerned]) await station.teamRecords.saveMember(person);
    for (const one of [kiosk, unpaired, spare]) await kiosks.saveKiosk(one);
    await station.main.client.send(new TransactWriteCommand({ TransactItems: [phones.adding({ phoneId, teamCode: team.code, setUpAt: systemClock() })] }));
  }

  /** An invitation that nobody has used, by its id. */
  const putInvitation = async ({ team, member }: TableArea): Promise<string> => {
    const hash = hashSecret(newSecret());
    const madeAt = systemClock();
    await invitations.save({ hash, holder: { kind: 'member', memberId: member.id }, teamCode: team.code, madeAt, endsAt: plusMilliseconds(madeAt, days(3)) });
    return hash;
  };
  for (const area of Object.values(world)) await putInvitation(area);

  const holderOf = holders(world);
  const officials = createOfficialStore(station.main);
  for (const holder of Object.values(holderOf)) {
    if (holder.kind !== 'official') continue;
    const { officialId: id, role, unitVersion, unitCode } = holder;
    await officials.signIn({ id, displayName: `Cán bộ ${role}`, role, unitVersion, unitCode, signedInAt: systemClock() }, []);
  }
  const cookies = new Map<PrincipalName, string>();
  const signEveryoneIn = async (): Promise<void> => {
    for (const [name, holder] of Object.entries(holderOf)) {
      cookies.set(name as PrincipalName, `session=${(await station.identity.openSession(holder)).accessToken}`);
    }
  };
  await signEveryoneIn();

  /** Each kind of principal asks from an address of their own, so that none uses up another's tries. */
  const addressOf = (name: PrincipalName): string => `203.0.113.${10 + [...cookies.keys()].indexOf(name)}`;

  const trackingSecret = newSecret();

  /** One call of the exported handler, with what this kind of principal has. */
  const callAs = async (name: PrincipalName, asked: Asked, trackingOf?: string) => {
    const cookie = cookies.get(name);
    const authorization = name === 'resident' && trackingOf !== undefined ? { authorization: `Tracking ${trackingOf}.${trackingSecret}` } : {};
    const event = eventOf({ ...asked, headers: { ...asked.headers, ...authorization }, cookies: cookie === undefined ? [] : [cookie] });
    const http = { ...event.requestContext.http, sourceIp: addressOf(name) };
    return handler({ ...event, requestContext: { ...event.requestContext, http } });
  };

  return {
    ...station,
    stop: async (): Promise<void> => {
      await station.stop();
      await rm(folder, { recursive: true, force: true });
    },
    areas: world,
    signEveryoneIn,
    callAs,

    /** What somebody asks, answered by the exported handler. `own`: the request whose tracking link a resident has. */
    askAs: async (name: PrincipalName, document: string, own?: string): Promise<GraphqlAnswer> => {
      const headers = { 'content-type': 'application/json', accept: 'application/graphql-response+json' };
      return answerOf(await callAs(name, { method: 'POST', headers, body: JSON.stringify({ query: document }) }, own));
    },

    /** The text to which residents agree now. */
    consentVersion: async (): Promise<string> => {
      const { data } = await station.ask('{ contactSealing { consent { version } } }');
      return (data as unknown as { contactSealing: { consent: { version: string } } }).contactSealing.consent.version;
    },

    /** A new request in this area. */
    putRequest: async (area: TableArea, state: HelpRequest['state'], changes: Partial<HelpRequest> = {}): Promise<string> => {
      const request = { ...requestIn(area, trackingSecret, state), ...changes };
      await putRows(station.main, [toRequestRow(request), ...toOfficeRows(request)] as TableRow[]);
      return request.id;
    },

    /** A passkey of the person concerned. */
    putPasskey: async ({ concerned }: TableArea): Promise<{ memberId: string; credentialId: string }> => {
      const passkey = { credentialId: newSecret(), memberId: concerned.id, publicKey: 'AA', counter: 0, transports: [], backedUp: false, addedAt: systemClock() };
      if (!(await writeIfStillSo(station.main, [passkeys.adding(passkey)]))) throw new Error('The passkey is there already.');
      return passkey;
    },

    /** A device of the person concerned. */
    signIn: async ({ concerned }: TableArea): Promise<{ holder: { kind: 'member'; memberId: string }; sessionId: string }> => {
      const holder = { kind: 'member', memberId: concerned.id } as const;
      return { holder, sessionId: (await station.identity.openSession(holder)).sessionId };
    },

    putInvitation,

    /** The code on the screen of a device that nobody has paired. */
    showCode: async (): Promise<string> => {
      const { publicKey } = await aDevice();
      const document = 'mutation ($input: StartKioskPairingInput!) { startKioskPairing(input: $input) { ... on KioskPairingStarted { code } } }';
      const { data } = await station.ask(document, { input: { publicKey } });
      return (data as unknown as { startKioskPairing: { code: string } }).startKioskPairing.code;
    },
  };
};

export type TableWorld = Awaited<ReturnType<typeof openTableWorld>>;
