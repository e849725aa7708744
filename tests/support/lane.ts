import { randomUUID } from 'node:crypto';
import { createContacts } from '../../functions/contacts/contacts.ts';
import type { Clock } from '../../functions/core/clock.ts';
import { instantOf, millisecondsOf } from '../../functions/core/clock.ts';
import { newSecret } from '../../functions/core/ids.ts';
import { publicHolidays } from '../../functions/core/public-holidays.ts';
import type { Ask } from '../../functions/help-requests/ask.ts';
import { createHelpRequests } from '../../functions/help-requests/help-requests.ts';
import type { Principal } from '../../functions/identity/principal.ts';
import { createKiosks } from '../../functions/kiosks/kiosks.ts';
import type { Kiosk } from '../../functions/kiosks/kiosk.ts';
import { placeMoveWrites, readLivePages } from '../../functions/routing/live-page-store.dynamo.ts';
import { createRateLimits } from '../../functions/rate-limits/rate-limits.ts';
import { createRouter } from '../../functions/routing/route.ts';
import { putSnapshot } from '../../functions/routing/snapshot-store.dynamo.ts';
import { languageTags } from '../../functions/teams/languages.ts';
import { createTeams } from '../../functions/teams/teams.ts';
import { MEMBER_DEFAULTS, TEAM_DEFAULTS } from '../../functions/teams/team.ts';
import type { Member, Team } from '../../functions/teams/team.ts';
import { catalogue, topicByCode } from '../../functions/topics/catalogue.ts';
import { createPermission } from '../../functions/permission/permission.ts';
import { createUnits } from '../../functions/units/units.ts';
import { startEngine } from './engine.ts';
import { putUnits } from './units.ts';

/** A clock that a test moves: it never goes by itself. */
export const handClock = (start: string): { now: Clock; advance: (milliseconds: number) => void } => {
  let at = millisecondsOf(start);
  return {
    now: () => instantOf(at),
    advance: (milliseconds) => {
      at += milliseconds;
    },
  };
};

export const SATURDAY_NIGHT = '2026-11-21T12:44:00.000Z';

const KIOSK_AT = { lat: 21.03, lon: 105.85 };

export const aKiosk = (changes: Partial<Kiosk> = {}): Kiosk => ({
  code: 'demo-walking-street',
  name: 'Phố đi bộ Cầu Mây',
  unitVersion: '2025-07-01',
  communeCode: '00004',
  position: KIOSK_AT,
  letter: 'B',
  openingHours: 'Fr-Su 18:00-23:00',
  contactPoint: { name: 'UBND phường', phone: '+842400000427' },
  shifts: [],
  demonstration: true,
  ...changes,
});

/** Team `number` stands `number` hundred metres north of the kiosk, open all day, with two places. */
export const aTeam = (number: number, changes: Partial<Team> = {}): Team => ({
  ...TEAM_DEFAULTS,
  code: `00004-00${number}`,
  name: `Tổ dân phố số ${number}`,
  unitVersion: '2025-07-01',
  communeCode: '00004',
  position: { lat: KIOSK_AT.lat + number * 0.0009, lon: KIOSK_AT.lon },
  skills: catalogue.skills.map(({ code }) => code),
  languages: ['vi'],
  reachKm: 5,
  capacity: 2,
  serviceHours: '24/7',
  status: 'ACTIVE',
  demonstration: true,
  ...changes,
});

export const aMember = (teamCode: string, name: string, role: 'MEMBER' | 'LEAD' = 'MEMBER'): Member => ({
  ...MEMBER_DEFAULTS,
  id: `${teamCode}-${name.toLowerCase()}`,
  displayName: name,
  memberships: [{ teamCode, role }],
  demonstration: true,
});

const units = [
  { version: '2025-07-01', code: '01', level: 'PROVINCE', name: 'Thành phố Hà Nội' },
  { version: '2025-07-01', code: '00004', level: 'COMMUNE', name: 'Phường Ba Đình', parentCode: '01' },
  { version: '2025-07-01', code: '00008', level: 'COMMUNE', name: 'Phường Ngọc Hà', parentCode: '01' },
] as const;

export const asMember = ({ id }: Member): Principal => ({ kind: 'member', memberId: id, sessionId: 'test' });

/** A lane on the real engine: one kiosk, the given teams with two members each, and every use case in place. */
export const openLane = async (teams: readonly Team[], kiosk: Kiosk = aKiosk(), database?: string) => {
  const engine = await startEngine(database);
  const clock = handClock(SATURDAY_NIGHT);
  const teamRecords = createTeams(engine.main);
  const kiosks = createKiosks(engine.main);
  await putSnapshot(engine.main, [], clock.now());
  await kiosks.saveKiosk(kiosk);
  const members: Record<string, Member[]> = {};
  for (const team of teams) {
    await teamRecords.changeTeam(team);
    members[team.code] = [aMember(team.code, 'Lan', 'LEAD'), aMember(team.code, 'Tuấn')];
    for (const member of members[team.code] ?? []) await teamRecords.saveMember(member);
  }
  const contacts = createContacts(engine.contacts, { kty: 'EC', kid: 'test' }, clock.now);
  await putUnits(engine.main, units);
  const unitLists = createUnits(engine.main, () => millisecondsOf(clock.now()));
  const permission = createPermission({ teams: teamRecords, kiosks, units: unitLists });
  const unreadable: string[] = [];
  const helpRequests = createHelpRequests(engine.main, {
    router: createRouter(engine.main),
    placeWrites: (move) => placeMoveWrites(engine.main, move),
    kiosks,
    teams: teamRecords,
    catalogue,
    topicByCode,
    knowsLanguage: (tag) => (languageTags as readonly string[]).includes(tag),
    contacts,
    permission,
    placeOf: permission.placeOf,
    units: unitLists,
    signContactGrant: () => Promise.reject(new Error('no grant is asked for in this test')),
    takeTry: createRateLimits(engine.main, new Uint8Array(32), clock.now).takeTry,
    holidays: publicHolidays,
    clock: clock.now,
    unreadable: (_error, row) => unreadable.push(row),
  });
  const ask = (changes: Partial<Ask> = {}): Ask => ({
    id: randomUUID(),
    kiosk: kiosk.code,
    topic: catalogue.skills[0]?.code ?? '',
    mode: 'HERE_NOW',
    language: 'vi',
    trackingSecret: newSecret(),
    onBehalf: false,
    ...changes,
  });
  const residentOf = ({ id, trackingSecret }: Ask): Principal => ({ kind: 'resident', requestId: id, trackingSecret });
  const openPlaces = async (team: Team): Promise<number | undefined> =>
    (await readLivePages(engine.main, [team.communeCode])).get(team.communeCode)?.teams.get(team.code)?.open;
  const memberOf = (team: Team, at = 1): Member => {
    const member = members[team.code]?.[at];
    if (member === undefined) throw new Error('this team has no such member');
    return member;
  };
  return { ...engine, clock, unreadable, permission, helpRequests, teamRecords, ask, residentOf, openPlaces, memberOf };
};

export type Lane = Awaited<ReturnType<typeof openLane>>;

/** Unwraps what must have succeeded, and shows the failure otherwise. */
export const valueOf = <Value>(result: { ok: true; value: Value } | { ok: false; failure: unknown }): Value => {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.failure)}`);
  return result.value;
};
