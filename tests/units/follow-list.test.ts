import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAudit } from '../../functions/audit/audit.ts';
import { minutes } from '../../functions/core/clock.ts';
import { followListsInForce } from '../../functions/handlers/follow-lists.ts';
import { createKiosks } from '../../functions/kiosks/kiosks.ts';
import type { Actor } from '../../functions/permission/actor.ts';
import { may } from '../../functions/permission/policy.ts';
import { createPermission } from '../../functions/permission/permission.ts';
import { readLivePages } from '../../functions/routing/live-page-store.dynamo.ts';
import { importUnitList } from '../../functions/units/import-list.ts';
import type { UnitCells } from '../../functions/units/listed-row.ts';
import { createUnits } from '../../functions/units/units.ts';
import { aKiosk, asMember, aTeam, openLane, valueOf, type Lane } from '../support/lane.ts';
import { runDueIn } from '../support/due.ts';
import { putUnits } from '../support/units.ts';
import { listCells, operator, ofHanoi } from '../support/newer-list.ts';

/** Ba Đình (00004) and Ngọc Hà (00008) become one, under the code 00031; Giảng Võ (00025) is divided; Văn Miếu (00034) goes on. */
const before = ofHanoi('2025-07-01', { '00004': 'Phường Ba Đình', '00008': 'Phường Ngọc Hà', '00025': 'Phường Giảng Võ', '00034': 'Phường Văn Miếu' });
const newer: readonly UnitCells[] = listCells({ '00031': ['Phường Ba Đình', '00004|00008'], '00025': ['Phường Giảng Võ', '00025'], '00026': ['Phường Kim Mã', '00025'], '00034': ['Phường Văn Miếu', '00034'] });

const baDinh = aTeam(1, { code: 'BD-1', communeCode: '00004' });
const ngocHa = aTeam(2, { code: 'NH-1', communeCode: '00008' });
const giangVo = aTeam(3, { code: 'GV-1', communeCode: '00025' });
const vanMieu = aTeam(4, { code: 'VM-1', communeCode: '00034' });

let lane: Lane;
beforeEach(async () => {
  lane = await openLane([baDinh, ngocHa, giangVo, vanMieu], aKiosk({ communeCode: '00004' }));
  await putUnits(lane.main, before);
});
afterEach(() => lane.stop());

/** In force since this very morning. */
const TODAY = '2026-11-21';
const importing = async (version = TODAY): Promise<void> => {
  valueOf(await importUnitList(lane.main, newer, { version, actor: operator, now: lane.clock.now(), teamsOfCommune: lane.teamRecords.teamsOfCommune, kiosksOfCommune: createKiosks(lane.main).kiosksWithin }));
  // Every process hears of it within a minute.
  lane.clock.advance(minutes(1));
};
const follow = () => followListsInForce(lane.main, lane.clock.now, () => true);
const units = () => createUnits(lane.main, () => Date.parse(lane.clock.now()));
const permission = () => createPermission({ teams: lane.teamRecords, kiosks: createKiosks(lane.main), units: units() });
const officeOf = (unitVersion: string, unitCode: string) => permission().actorOf({ kind: 'official', officialId: 'o-2', role: 'COMMUNE', unitVersion, unitCode, sessionId: 's' });
const mayChange = async (actor: Actor, code: string): Promise<boolean> => {
  const [team] = await lane.teamRecords.teams([code]);
  return team !== undefined && may(actor, 'changeTeam', await permission().areaOfTeam(team));
};
const under = async (code: string) => {
  const [team] = await lane.teamRecords.teams([code]);
  return `${team?.unitVersion} ${team?.communeCode}`;
};

describe('an office of a newer list', () => {
  it('answers for its area from the first day on, before anything has moved and after', async () => {
    await importing();
    const office = await officeOf(TODAY, '00031');
    for (const moved of [false, true]) {
      if (moved) await follow();
      expect(await Promise.all(['BD-1', 'NH-1', 'GV-1', 'VM-1'].map((code) => mayChange(office, code)))).toEqual([true, true, false, false]);
    }
  });

  it('answers for nothing while the list lies ahead, when the offices of the old one still do', async () => {
    await importing('2027-01-01');
    await follow();
    expect(await under('BD-1')).toBe('2025-07-01 00004');
    expect([await mayChange(await officeOf('2025-07-01', '00004'), 'BD-1'), await mayChange(await officeOf('2027-01-01', '00031'), 'BD-1')]).toEqual([true, false]);
  });

  it('goes on under its old sign-in where its unit went on alone, and not where it is a part of another one now', async () => {
    await importing();
    await follow();
    expect([await mayChange(await officeOf('2025-07-01', '00034'), 'VM-1'), await mayChange(await officeOf('2025-07-01', '00004'), 'BD-1')]).toEqual([true, false]);
  });

  it('answers for what lies in a divided commune together with the others that have a part, until one has said where it belongs', async () => {
    await importing();
    await follow();
    expect(await under('GV-1')).toBe('2025-07-01 00025');
    const [one, other] = [await officeOf(TODAY, '00025'), await officeOf(TODAY, '00026')];
    expect([await mayChange(one, 'GV-1'), await mayChange(other, 'GV-1'), await mayChange(await officeOf(TODAY, '00034'), 'GV-1')]).toEqual([true, true, false]);
    await lane.teamRecords.changeTeam({ ...giangVo, unitVersion: TODAY, communeCode: '00026' });
    expect([await mayChange(one, 'GV-1'), await mayChange(other, 'GV-1')]).toEqual([false, true]);
  });
});

describe('what is kept under the list before', () => {
  it('follows into the one commune that took its own over, with its page and its open requests, and leaves a line', async () => {
    const request = valueOf(await lane.helpRequests.requestHelp(lane.ask()));
    const holder = request.offer?.teamCode === 'NH-1' ? ngocHa : baDinh;
    await importing();
    expect(await follow()).toMatchObject({ teams: 3, kiosks: 1, finished: true });
    expect(await Promise.all(['BD-1', 'NH-1', 'GV-1', 'VM-1'].map(under))).toEqual([`${TODAY} 00031`, `${TODAY} 00031`, '2025-07-01 00025', `${TODAY} 00034`]);
    expect((await createKiosks(lane.main).kiosksWithin(TODAY, '00031', { first: 5 })).items).toHaveLength(1);
    const pages = await readLivePages(lane.main, ['00004', '00008', '00031', '00034']);
    expect([...pages].map(([code, { teams }]) => [code, [...teams.keys()].sort()])).toEqual([['00004', []], ['00008', []], ['00031', ['BD-1', 'NH-1']], ['00034', ['VM-1']]]);
    expect(pages.get('00031')?.teams.get(holder.code)?.open).toBe(1);
    const [line] = (await createAudit(lane.main).ofSubject({ kind: 'TEAM', id: 'BD-1' }, { first: 5 })).items;
    expect(line?.item).toMatchObject({ act: 'importUnits', detail: { from: '2025-07-01 00004', to: `${TODAY} 00031` }, office: { unitCode: '00031', provinceCode: '01' } });
    valueOf(await lane.helpRequests.acceptRequest(asMember(lane.memberOf(holder)), { requestId: request.id, changeId: crypto.randomUUID() }));
    const routed = valueOf(await lane.helpRequests.requestHelp(lane.ask({ mode: 'HERE_NOW' })));
    expect(routed).toMatchObject({ unitVersion: TODAY, communeCode: '00031' });
    expect(['BD-1', 'NH-1']).toContain(routed.offer?.teamCode);
  });

  it('is looked for again some minutes later, and then no more', async () => {
    await importing();
    await follow();
    await lane.teamRecords.changeTeam(aTeam(5, { code: 'BD-2', communeCode: '00004' }));
    expect(await follow()).toMatchObject({ teams: 0 });
    lane.clock.advance(minutes(6));
    expect(await follow()).toMatchObject({ teams: 1 });
    lane.clock.advance(minutes(6));
    expect(await follow()).toMatchObject({ teams: 0, finished: true });
    const lines = (await createAudit(lane.main).ofSubject({ kind: 'UNIT_LIST', id: TODAY }, { first: 5 })).items.map(({ item }) => item.detail);
    expect(lines).toContainEqual({ moved: 'all' });
    await lane.teamRecords.changeTeam(aTeam(6, { code: 'BD-3', communeCode: '00004' }));
    lane.clock.advance(minutes(60));
    expect(await follow()).toMatchObject({ teams: 0 });
  });
});

describe('what waits before an office when a newer list comes', () => {
  it('is seen by the new office at once, and by the phones of its teams once it has moved; none of another commune is', async () => {
    for (const team of [baDinh, ngocHa, giangVo, vanMieu]) await lane.teamRecords.changeTeam({ ...team, status: 'PAUSED' });
    const request = valueOf(await lane.helpRequests.requestHelp(lane.ask()));
    expect(request.escalatedAt).toBeDefined();
    await importing();
    const waiting = async (code: string) =>
      (await lane.helpRequests.waitingIn({ kind: 'official', officialId: 'o-2', role: code.length === 2 ? 'PROVINCE' : 'COMMUNE', unitVersion: TODAY, unitCode: code, sessionId: 's' }, { version: TODAY, code, level: code.length === 2 ? 'PROVINCE' : 'COMMUNE' }, { first: 5 }))?.items.map(({ item }) => item.id);
    expect([await waiting('00031'), await waiting('00034')]).toEqual([[request.id], []]);
    await follow();
    expect([await waiting('00031'), await waiting('00034')]).toEqual([[request.id], []]);
    for (const team of [baDinh, ngocHa]) {
      const queue = await lane.helpRequests.queueOf(asMember(lane.memberOf(team)), team.code, { first: 5 });
      expect(queue?.items.map(({ item }) => item.id)).toEqual([request.id]);
    }
    const accepted = valueOf(await lane.helpRequests.acceptRequest(asMember(lane.memberOf(ngocHa)), { requestId: request.id, changeId: crypto.randomUUID() }));
    expect(accepted).toMatchObject({ state: 'ACCEPTED', communeCode: '00031' });
    expect(await waiting('00031')).toEqual([]);
  });

  it('comes before the province of the newer list in its time, and is not set aside', async () => {
    for (const team of [baDinh, ngocHa, giangVo, vanMieu]) await lane.teamRecords.changeTeam({ ...team, status: 'PAUSED' });
    const request = valueOf(await lane.helpRequests.requestHelp(lane.ask()));
    await importing();
    await follow();
    lane.clock.advance(minutes(40));
    await runDueIn(lane);
    const province = { kind: 'official', officialId: 'o-3', role: 'PROVINCE', unitVersion: TODAY, unitCode: '01', sessionId: 's' } as const;
    const page = await lane.helpRequests.waitingIn(province, { version: TODAY, code: '01', level: 'PROVINCE' }, { first: 5 });
    expect(page?.items.map(({ item }) => item.id)).toEqual([request.id]);
  });
});
