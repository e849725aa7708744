import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deleteRows } from '../../functions/storage/batch.ts';
import { createKiosks } from '../../functions/kiosks/kiosks.ts';
import { createRouter } from '../../functions/routing/route.ts';
import { readLivePages } from '../../functions/routing/team-changes.ts';
import { connect } from '../../functions/storage/client.ts';
import type { MainTable } from '../../functions/storage/client.ts';
import { createTables } from '../../functions/storage/create-tables.dynamo.ts';
import { createTeams } from '../../functions/teams/teams.ts';
import { UNITS_IN_FORCE } from '../../functions/units/admin-unit.ts';
import { createUnits } from '../../functions/units/units.ts';
import { readMarker } from '../../infra/local/demonstration-marker.ts';
import { prepareUnitRows } from '../../infra/local/demonstration-rows.ts';
import { startEngine as startEngineOnFile } from '../../infra/local/engine.ts';
import type { Engine } from '../../infra/local/engine.ts';
import { importDemonstration } from '../../infra/local/import-demonstration.ts';
import { importUnitsOfTable } from '../../infra/local/import-units.ts';
import { loadDemonstration } from '../../infra/local/load-demonstration.ts';
import { startEngine } from '../support/engine.ts';
import type { TestEngine } from '../support/engine.ts';
import { aTeam } from '../support/lane.ts';

const TEAMS = 40;
const clock = () => '2026-11-23T08:00:00.000Z';

const rowsIn = async ({ client, name }: MainTable): Promise<number> =>
  (await client.send(new DescribeTableCommand({ TableName: name }))).Table?.ItemCount ?? 0;

/** What somebody finds who walks up to the walking street at this hour. */
const nearestTo = async (main: MainTable, now: string) => {
  const kiosk = await createKiosks(main).kiosk('demo-walking-street');
  if (kiosk === undefined) throw new Error('The kiosk is not there.');
  const question = { at: kiosk.position, skill: 'online-payment', language: 'vi', reachKm: 3, exclude: [], boothTeamIds: [], first: 5, now };
  return (await createRouter(main).nearestTeams(question)).candidates;
};

/** The same for every way of loading. */
const expectWholeDemonstration = async (main: MainTable): Promise<void> => {
  const teams = createTeams(main);
  expect(await createUnits(main).provinces(UNITS_IN_FORCE)).toHaveLength(34);
  const team = await teams.team('03006-001');
  expect(team).toMatchObject({ serviceHours: '24/7', demonstration: true, communeCode: '03006' });
  expect((await teams.membersOf('03006-001')).length).toBeGreaterThanOrEqual(4);
  const page = (await readLivePages(main, ['03006'])).get('03006');
  expect(page?.teams.get('03006-001')).toEqual({ open: 0, capacity: team?.capacity, duty: { hours: '24/7' } });
  for (const now of ['2026-11-23T08:00:00.000Z', '2026-11-23T20:00:00.000Z', '2027-02-06T03:00:00.000Z']) {
    const [first, second] = await nearestTo(main, now);
    expect(first?.teamId).toBe('03006-001');
    expect(second).toBeDefined();
  }
};

describe('loading the demonstration into a table', () => {
  let engine: TestEngine;
  beforeAll(async () => {
    engine = await startEngine();
  });
  afterAll(() => engine.stop());

  it('begins again after an interruption, without doubles, with the number of teams that it was begun with', async () => {
    const stop = new AbortController();
    const interrupted = loadDemonstration({
      main: engine.main,
      teams: TEAMS,
      clock,
      signal: stop.signal,
      onProgress: (done) => {
        if (done > 50) stop.abort(new Error('Ctrl-C'));
      },
    });
    await expect(interrupted).rejects.toThrow('Ctrl-C');
    expect((await readMarker(engine.main))?.stage).toBe('BEGUN');
    const reported: (readonly [number, number])[] = [];
    const loaded = await loadDemonstration({ main: engine.main, teams: 99, clock, onProgress: (done, total) => reported.push([done, total]) });
    expect(loaded).toMatchObject({ loaded: true, teams: TEAMS });
    const [done, total] = reported.at(-1) ?? [];
    expect(done).toBe(total);
    // The marker, routing's state and one part of its snapshot come on top of the rows.
    expect(await rowsIn(engine.main)).toBe((total ?? 0) + 3);
    await expectWholeDemonstration(engine.main);
  });

  it('tells an operator what the checks found and that nobody in it is real', async () => {
    const fresh = await startEngine();
    try {
      const { lines, invitations } = await loadDemonstration({ main: fresh.main, teams: 1, clock });
      expect(lines.join('\n')).toMatch(/32 names.*\n.*943 without an old code.*\n.*seed \d+.*1 teams.*No team and no person in it is real/s);
      expect(invitations.map(({ teamCode }) => teamCode)).toContain('03006-001');
    } finally {
      await fresh.stop();
    }
  });

  it('leaves a table alone that has it all', async () => {
    const before = await rowsIn(engine.main);
    const again = await loadDemonstration({ main: engine.main, teams: 99, clock });
    expect(again).toMatchObject({ loaded: false, teams: TEAMS, lines: [] });
    expect(again.invitations.filter(({ kioskCode }) => kioskCode === 'demo-walking-street')).toHaveLength(4);
    expect(await rowsIn(engine.main)).toBe(before);
  });

  it('gives a table of before there were versions of the list the lists that it lacks', async () => {
    const { rows, versionRows } = prepareUnitRows();
    await deleteRows(engine.main, [...rows, ...versionRows]);
    expect(await createUnits(engine.main).versions()).toEqual([]);
    expect((await loadDemonstration({ main: engine.main, teams: TEAMS, clock })).loaded).toBe(false);
    expect((await createUnits(engine.main).versions()).map(({ version }) => version)).toEqual(['2025-03-01', UNITS_IN_FORCE]);
    expect(await createUnits(engine.main).provinces(UNITS_IN_FORCE)).toHaveLength(34);
  });

  it('leaves a table to whoever imported their own list of units into it, ready for their teams', async () => {
    const own = await startEngine();
    try {
      const row = { code: '01', name: 'Thành phố Hà Nội', province_code: '' };
      const { ok } = await importUnitsOfTable(own.main, { header: Object.keys(row), rows: [{ row }, { row: { code: '00004', name: 'Phường Ba Đình', province_code: '01' } }] }, { version: '2026-01-01' });
      expect(ok).toBe(true);
      for (const times of ['first', 'second']) {
        const loaded = await loadDemonstration({ main: own.main, teams: TEAMS, clock });
        expect([times, loaded]).toMatchObject([times, { loaded: false, teams: 0, invitations: [], lines: [expect.stringMatching(/^No demonstration is loaded, /u)] }]);
      }
      expect((await createUnits(own.main).versions()).map(({ version }) => version)).toEqual(['2026-01-01']);
      expect(await readMarker(own.main)).toBeUndefined();
      const team = { ...aTeam(1), unitVersion: '2026-01-01', communeCode: '00004' };
      await createTeams(own.main).changeTeam(team);
      expect(await createTeams(own.main).team(team.code)).toMatchObject({ name: team.name });
    } finally {
      await own.stop();
    }
  });
});

describe('importing the demonstration before the engine first starts', () => {
  const names = { main: 'station-main', contacts: 'station-contacts' };
  let folder: string;
  let engine: Engine | undefined;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'demonstration-'));
  });
  afterAll(async () => {
    await engine?.stop();
    await rm(folder, { recursive: true });
  });

  it('makes the database that the engine then serves, stream and indexes included', async () => {
    const databaseFile = join(folder, 'database.sqlite');
    expect(await importDemonstration({ databaseFile, names, teams: 2000, clock })).toBe(true);
    expect(await readdir(folder)).toEqual(['database.sqlite']);
    engine = await startEngineOnFile(databaseFile);
    const client = connect({ endpoint: engine.endpoint });
    await createTables(client, names);
    const main = { client, name: names.main };
    expect((await readMarker(main))?.stage).toBe('ROWS');
    expect(await loadDemonstration({ main, teams: 2000, clock })).toMatchObject({ loaded: true, teams: 2000 });
    await expectWholeDemonstration(main);
    const { Table } = await client.send(new DescribeTableCommand({ TableName: names.main }));
    expect(Table?.StreamSpecification).toEqual({ StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' });
    const page = await createTeams(main).teamsOfCommune(UNITS_IN_FORCE, '03006', { first: 3 });
    expect(page.items.map(({ item }) => item.code)).toEqual(['03006-001', '03006-002', '03006-003']);
    client.destroy();
  });

  it('does nothing where a database is already', async () => {
    const databaseFile = join(folder, 'database.sqlite');
    expect(await importDemonstration({ databaseFile, names, teams: 1, clock })).toBe(false);
  });

  it('leaves nothing behind when it is interrupted', async () => {
    const stop = AbortSignal.abort(new Error('Ctrl-C'));
    const databaseFile = join(folder, 'another.sqlite');
    await expect(importDemonstration({ databaseFile, names, teams: 1, clock, signal: stop })).rejects.toThrow();
    expect((await readdir(folder)).filter((name) => name.startsWith('another'))).toEqual([]);
  });
});
