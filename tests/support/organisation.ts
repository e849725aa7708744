import { exportJWK, generateKeyPair } from 'jose';
import { createAudit } from '../../functions/audit/audit.ts';
import type { AuditEntry, AuditSubject } from '../../functions/audit/audit.ts';
import { createContacts } from '../../functions/contacts/contacts.ts';
import { createContactOpener } from '../../functions/contacts/open-contact.ts';
import { createContactSealer } from '../../functions/contacts/seal-contact.ts';
import { createHandOver } from '../../functions/help-requests/hand-over.ts';
import type { OfficialRole, Principal } from '../../functions/identity/principal.ts';
import { createKiosks } from '../../functions/kiosks/kiosks.ts';
import { createPermission } from '../../functions/permission/permission.ts';
import { placeMoveWrites, readLivePages } from '../../functions/routing/live-page-store.dynamo.ts';
import { createRouter } from '../../functions/routing/route.ts';
import { putSnapshot } from '../../functions/routing/snapshot-store.dynamo.ts';
import { knowsLanguage } from '../../functions/teams/languages.ts';
import { createOrganisation } from '../../functions/teams/organisation.ts';
import { createTeams } from '../../functions/teams/teams.ts';
import type { Team } from '../../functions/teams/team.ts';
import { catalogue } from '../../functions/topics/catalogue.ts';
import { createUnits } from '../../functions/units/units.ts';
import { startEngine } from './engine.ts';
import { handClock, SATURDAY_NIGHT } from './lane.ts';
import { putUnits } from './units.ts';

export const UNIT_VERSION = '2025-07-01';
export const BA_DINH = '00004';
export const NGOC_HA = '00008';
export const SAI_GON = '26740';

const units = [
  { version: UNIT_VERSION, code: '01', level: 'PROVINCE', name: 'Thành phố Hà Nội' },
  { version: UNIT_VERSION, code: '79', level: 'PROVINCE', name: 'Thành phố Hồ Chí Minh' },
  { version: UNIT_VERSION, code: BA_DINH, level: 'COMMUNE', name: 'Phường Ba Đình', parentCode: '01' },
  { version: UNIT_VERSION, code: NGOC_HA, level: 'COMMUNE', name: 'Phường Ngọc Hà', parentCode: '01' },
  { version: UNIT_VERSION, code: SAI_GON, level: 'COMMUNE', name: 'Phường Sài Gòn', parentCode: '79' },
] as const;

export const asOffice = (role: OfficialRole, unitCode?: string): Principal => ({
  kind: 'official',
  officialId: `office-${role}-${unitCode ?? 'VN'}`,
  role,
  unitVersion: UNIT_VERSION,
  unitCode,
  sessionId: 'test',
});

/** Offices, teams and their trail on the real engine, with nobody in them yet. */
export const openOffice = async () => {
  const engine = await startEngine();
  const { main } = engine;
  const clock = handClock(SATURDAY_NIGHT);
  await putUnits(main, units);
  await putSnapshot(main, [], clock.now());
  const pair = await generateKeyPair('ECDH-ES+A256KW', { crv: 'P-256', extractable: true });
  const publicKey = { ...(await exportJWK(pair.publicKey)), kid: 'test' };
  const privateKey = { ...(await exportJWK(pair.privateKey)), kid: 'test' };
  const teams = createTeams(main);
  const permission = createPermission({ teams, kiosks: createKiosks(main), units: createUnits(main) });
  const organisation = createOrganisation({
    main,
    permission,
    versionOn: async () => UNIT_VERSION,
    contacts: createContacts(engine.contacts, publicKey, clock.now),
    skills: new Set(catalogue.skills.map(({ code }) => code)),
    knowsLanguage,
    handOver: createHandOver(main, { placeWrites: (move) => placeMoveWrites(main, move), clock: clock.now }),
    clock: clock.now,
  });
  const router = createRouter(main);
  const audit = createAudit(main);
  return {
    ...engine,
    clock,
    teams,
    permission,
    organisation,
    contactKey: publicKey,
    seal: createContactSealer(publicKey),
    openContact: createContactOpener(engine.contacts, [privateKey], clock.now),
    /** Codes of the teams that routing would ask at this place now, nearest first. */
    askedAt: async (at: Team['position']): Promise<string[]> => {
      const question = { at, skill: catalogue.skills[0]?.code ?? '', language: 'vi', reachKm: 3, first: 5, exclude: [], boothTeamIds: [], now: clock.now() };
      return (await router.nearestTeams(question)).candidates.map(({ teamId }) => teamId);
    },
    live: async ({ code, communeCode }: Pick<Team, 'code' | 'communeCode'>) => (await readLivePages(main, [communeCode])).get(communeCode)?.teams.get(code),
    /** The trail of one thing, newest first. */
    trail: async (subject: AuditSubject): Promise<AuditEntry[]> => (await audit.ofSubject(subject, { first: 100 })).items.map(({ item }) => item),
    trailOfOffice: async (unitCode: string): Promise<AuditEntry[]> => (await audit.ofOffice(UNIT_VERSION, unitCode, { first: 100 })).items.map(({ item }) => item),
  };
};

export type Office = Awaited<ReturnType<typeof openOffice>>;
