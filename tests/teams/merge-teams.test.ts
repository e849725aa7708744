import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHandOver } from '../../functions/help-requests/hand-over.ts';
import { createKiosks } from '../../functions/kiosks/kiosks.ts';
import { createPermission } from '../../functions/permission/permission.ts';
import { placeMoveWrites } from '../../functions/routing/live-page-store.dynamo.ts';
import { knowsLanguage } from '../../functions/teams/languages.ts';
import { createOrganisation } from '../../functions/teams/organisation.ts';
import type { Organisation } from '../../functions/teams/organisation.ts';
import { createUnits } from '../../functions/units/units.ts';
import { createContacts } from '../../functions/contacts/contacts.ts';
import { hours, minutes, plusMilliseconds } from '../../functions/core/clock.ts';
import { runDueIn } from '../support/due.ts';
import { aKiosk, asMember, aTeam, openLane, valueOf } from '../support/lane.ts';
import type { Lane } from '../support/lane.ts';
import { asOffice, UNIT_VERSION } from '../support/organisation.ts';
import { putUnits } from '../support/units.ts';

/** Both teams are at work; the second lies in the commune next door. */
const from = aTeam(1, { capacity: 5 });
const into = aTeam(2, { code: '00008-002', communeCode: '00008', capacity: 2 });
const office = asOffice('PROVINCE', '01');
const merge = { code: from.code, revision: 1, into: into.code };

let lane: Lane;
let organisation: Organisation;
beforeEach(async () => {
  lane = await openLane([from, into]);
  const { main } = lane;
  await putUnits(main, [
    { version: UNIT_VERSION, code: '01', level: 'PROVINCE', name: 'Thành phố Hà Nội' },
    { version: UNIT_VERSION, code: '00004', level: 'COMMUNE', name: 'Phường Ba Đình', parentCode: '01' },
    { version: UNIT_VERSION, code: '00008', level: 'COMMUNE', name: 'Phường Ngọc Hà', parentCode: '01' },
  ]);
  organisation = createOrganisation({
    main,
    permission: createPermission({ teams: lane.teamRecords, kiosks: createKiosks(main), units: createUnits(main) }),
    versionOn: async () => UNIT_VERSION,
    contacts: createContacts(lane.contacts, { kty: 'EC', kid: 'test' }, lane.clock.now),
    skills: new Set(from.skills),
    knowsLanguage,
    handOver: createHandOver(main, { placeWrites: (move) => placeMoveWrites(main, move), clock: lane.clock.now }),
    clock: lane.clock.now,
  });
});
afterEach(() => lane.stop());

const askFor = async (count: number) => {
  const asks = Array.from({ length: count }, () => lane.ask());
  for (const ask of asks) expect(valueOf(await lane.helpRequests.requestHelp(ask)).offer?.teamCode).toBe(from.code);
  return asks;
};
const requestOf = async (ask: { id: string; trackingSecret: string }) => {
  const found = await lane.helpRequests.trackedRequest({ kind: 'resident', requestId: ask.id, trackingSecret: ask.trackingSecret });
  if (found === undefined) throw new Error('The request is lost.');
  return found;
};

describe('two teams that become one', () => {
  it('take their members and open requests along, beyond their capacity too, and lose none', async () => {
    const [offered, acceptedAsk, startedAsk] = await askFor(3);
    const tuan = lane.memberOf(from);
    for (const ask of [acceptedAsk, startedAsk]) valueOf(await lane.helpRequests.acceptRequest(asMember(tuan), { requestId: ask?.id ?? '', changeId: randomUUID() }));
    valueOf(await lane.helpRequests.startRequest(asMember(tuan), { requestId: startedAsk?.id ?? '', changeId: randomUUID() }));

    expect(valueOf(await organisation.mergeTeams(office, merge))).toMatchObject({ code: into.code });
    expect(await lane.teamRecords.team(from.code)).toMatchObject({ status: 'MERGED', mergedInto: into.code });
    expect(await lane.teamRecords.membersOf(from.code)).toEqual([]);
    expect((await lane.teamRecords.membersOf(into.code)).map(({ displayName }) => displayName).sort()).toEqual(['Lan', 'Lan', 'Tuấn', 'Tuấn']);
    expect((await lane.teamRecords.membersOf(into.code)).filter(({ memberships }) => memberships[0]?.role === 'LEAD')).toHaveLength(1);
    expect(await lane.openPlaces(into)).toBe(3);
    expect(await lane.openPlaces(from)).toBeUndefined();
    if (offered === undefined || acceptedAsk === undefined || startedAsk === undefined) throw new Error('Three were asked.');
    expect(await requestOf(offered)).toMatchObject({ state: 'WAITING', offer: { teamCode: into.code } });
    expect(await requestOf(acceptedAsk)).toMatchObject({ state: 'ACCEPTED', acceptance: { teamCode: into.code, memberId: tuan.id } });
    expect(await requestOf(startedAsk)).toMatchObject({ state: 'IN_PROGRESS', acceptance: { teamCode: into.code } });
    expect((await lane.helpRequests.historyOf(offered.id)).map(({ kind }) => kind)).toEqual(['REQUESTED', 'TEAM_MERGED']);

    // Whoever accepted goes on with it, and a new member of the old team can take what was offered.
    valueOf(await lane.helpRequests.resolveRequest(asMember(tuan), { requestId: startedAsk.id, changeId: randomUUID(), outcome: 'DONE_ALONE' }));
    valueOf(await lane.helpRequests.acceptRequest(asMember(tuan), { requestId: offered.id, changeId: randomUUID() }));
    expect(await lane.openPlaces(into)).toBe(2);
    expect(valueOf(await lane.helpRequests.requestHelp(lane.ask())).offer).toBeUndefined();
  });

  it('go on where a merge was interrupted, and say the same when it was done', async () => {
    const asks = await askFor(2);
    let calls = 0;
    const real = createHandOver(lane.main, { placeWrites: (move) => placeMoveWrites(lane.main, move), clock: lane.clock.now });
    const { main } = lane;
    const dying = createOrganisation({
      main,
      permission: createPermission({ teams: lane.teamRecords, kiosks: createKiosks(main), units: createUnits(main) }),
      versionOn: async () => UNIT_VERSION,
      contacts: createContacts(lane.contacts, { kty: 'EC', kid: 'test' }, lane.clock.now),
      skills: new Set(from.skills),
      knowsLanguage,
      handOver: (one, other) => {
        calls += 1;
        return calls === 1 ? Promise.reject(new Error('The process was killed.')) : real(one, other);
      },
      clock: lane.clock.now,
    });
    await expect(dying.mergeTeams(office, merge)).rejects.toThrow('killed');
    for (const ask of asks) expect((await requestOf(ask)).offer?.teamCode).toBe(from.code);
    valueOf(await dying.mergeTeams(office, merge));
    valueOf(await dying.mergeTeams(office, merge));
    for (const ask of asks) expect((await requestOf(ask)).offer?.teamCode).toBe(into.code);
    expect(await lane.openPlaces(into)).toBe(2);
  });

  it('are finished by the next run of what is due when nobody asks again, and their shifts at a booth go along', async () => {
    const [ask] = await askFor(1);
    const { main } = lane;
    const shift = { from: lane.clock.now(), until: plusMilliseconds(lane.clock.now(), hours(3)) };
    await createKiosks(main).saveKiosk(aKiosk({ shifts: [{ teamCode: from.code, ...shift }, { teamCode: into.code, ...shift }] }));
    const dying = createOrganisation({
      main,
      permission: createPermission({ teams: lane.teamRecords, kiosks: createKiosks(main), units: createUnits(main) }),
      versionOn: async () => UNIT_VERSION,
      contacts: createContacts(lane.contacts, { kty: 'EC', kid: 'test' }, lane.clock.now),
      skills: new Set(from.skills),
      knowsLanguage,
      handOver: () => Promise.reject(new Error('The process was killed.')),
      clock: lane.clock.now,
    });
    await expect(dying.mergeTeams(office, merge)).rejects.toThrow('killed');
    expect(await runDueIn(lane)).toMatchObject({ changes: 0 });
    lane.clock.advance(minutes(2));
    expect(await runDueIn(lane)).toMatchObject({ failed: 0 });
    if (ask === undefined) throw new Error('One was asked.');
    expect((await requestOf(ask)).offer?.teamCode).toBe(into.code);
    expect(await lane.openPlaces(from)).toBeUndefined();
    expect((await createKiosks(main).kiosk(aKiosk().code))?.shifts).toEqual([{ teamCode: into.code, ...shift }]);
    expect(await runDueIn(lane)).toMatchObject({ changes: 0, failed: 0 });
  });

  it('lose no request that is asked for in the same moment', async () => {
    const asks = Array.from({ length: 6 }, () => lane.ask());
    const [merged] = await Promise.all([organisation.mergeTeams(office, merge), ...asks.map((ask) => lane.helpRequests.requestHelp(ask))]);
    valueOf(merged);
    const requests = await Promise.all(asks.map(requestOf));
    expect(requests.filter(({ offer }) => offer?.teamCode === from.code)).toEqual([]);
    for (const { offer, escalatedAt } of requests) expect(offer ?? escalatedAt).toBeDefined();
    expect(await lane.openPlaces(into)).toBe(requests.filter(({ offer }) => offer !== undefined).length);
    expect(await lane.openPlaces(from)).toBeUndefined();
  });

  it('are merged only by an office that answers for both, not with themselves, and changed no more', async () => {
    expect(await organisation.mergeTeams(asOffice('COMMUNE', '00004'), merge)).toMatchObject({ failure: { type: 'NotPermitted' } });
    expect(await organisation.mergeTeams(asMember(lane.memberOf(from, 0)), merge)).toMatchObject({ failure: { type: 'NotPermitted' } });
    expect(await organisation.mergeTeams(office, { ...merge, into: from.code })).toMatchObject({ failure: { type: 'InvalidInput', reason: 'SAME_TEAM' } });
    expect(await organisation.mergeTeams(office, { ...merge, revision: 7 })).toMatchObject({ failure: { type: 'TeamChangedMeanwhile' } });
    valueOf(await organisation.mergeTeams(office, merge));
    expect(await organisation.changeTeam(office, { code: from.code, revision: 2, capacity: 3 })).toMatchObject({ failure: { type: 'TeamMerged', mergedInto: into.code } });
    expect(await organisation.mergeTeams(office, { code: into.code, revision: 1, into: from.code })).toMatchObject({ failure: { type: 'TeamMerged' } });
  });
});
