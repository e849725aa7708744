import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { MOST_TEAMS_AT_ONCE } from '../../../functions/teams/add-teams.ts';
import { createTeams } from '../../../functions/teams/teams.ts';
import { runningEngineOf } from '../../../infra/local/data-folder.ts';
import { aDataFolder, BULK_VERSION, command, copyOfFolder, countRows, endCommands, startOn, tablesAt, writeCsv } from '../../support/bulk-system.ts';
import { aTeam } from '../../support/lane.ts';

let prepared: string;
/** The same with so many teams that their people come in by lots. */
let withTeams: string;
let data: string;
const folders: string[] = [];
/** A test that wants another folder than the prepared one takes it so. */
const begin = async (from: string): Promise<void> => {
  data = await copyOfFolder(from);
  folders.push(data);
};
beforeAll(async () => {
  prepared = await aDataFolder();
  withTeams = await copyOfFolder(prepared);
  const system = await startOn(withTeams);
  const teams = createTeams(system.main);
  const all = allTeams(TEAMS).map(([code = '', name = '', communeCode = '']) => aTeam(1, { code, name, communeCode, unitVersion: BULK_VERSION }));
  for (const [communeCode, within] of Map.groupBy(all, (one) => one.communeCode)) {
    for (let at = 0; at < within.length; at += MOST_TEAMS_AT_ONCE) expect(await teams.addTeams({ communeCode, teams: within.slice(at, at + MOST_TEAMS_AT_ONCE), alongside: [] })).toBe(true);
  }
  await teams.makeRoutable(['00004', '00008'], '2026-11-23T03:00:00.000Z');
  await system.stop();
});
beforeEach(() => begin(prepared));
afterEach(() => endCommands(folders.splice(0)));
afterAll(() => endCommands([prepared, withTeams]));

const run = (name: 'import' | 'export', ...words: string[]) => command(name, [...words, '--data', data]).ended;
const inData = (name: string): string => join(data, name);

/** 2,160 people: from 2,000 rows on they come in by lots. Nine are in a large team (product.md). */
const [TEAMS, EACH] = [240, 9];
const TEAM = ['code', 'name', 'unit_code', 'lat', 'lon'];
const team = (number: number, unit = '00004'): string[] => [`${unit}-${String(number).padStart(4, '0')}`, `Tổ số ${number}`, unit, '21.03', '105.85'];
const allTeams = (count: number): readonly string[][] => Array.from({ length: count }, (_, at) => team(at + 1, at % 2 === 0 ? '00004' : '00008'));
const teamsFile = async (count: number): Promise<string> => {
  await writeCsv(inData('teams.csv'), TEAM, allTeams(count));
  return inData('teams.csv');
};
const membersFile = async (teams: number, each: number, withPhone: (at: number) => boolean = () => true): Promise<string> => {
  const rows = Array.from({ length: teams * each }, (_, at) => {
    const number = Math.floor(at / each) + 1;
    return [`${number % 2 === 1 ? '00004' : '00008'}-${String(number).padStart(4, '0')}`, `Người ${String.fromCharCode(65 + (at % each))}`, withPhone(at) ? `0912${String(at).padStart(6, '0')}` : ''];
  });
  await writeCsv(inData('members.csv'), ['team_code', 'full_name', 'phone'], rows);
  return inData('members.csv');
};

/** Sealing a number is half of what a person takes: one of a team is enough, where it is not about numbers. */
const leadsOnly = (at: number): boolean => at % EACH === 0;

describe('npm run import', { timeout: 240_000 }, () => {
  test('takes teams, then people; an export gives them back in order and without numbers; importing it changes nothing, as CSV and as XLSX', async () => {
    await writeCsv(inData('teams.csv'), TEAM, [team(2, '00008'), ['00004-0001', '=1+1', '00004', '21.03', '105.85'], team(1, '00008')]);
    expect(await run('import', 'teams', inData('teams.csv'))).toMatchObject({ code: 0, printed: expect.stringContaining('3 added, 0 changed, 0 unchanged, 0 refused.') });
    await writeCsv(inData('members.csv'), ['team_code', 'full_name', 'phone'], [['00008-0001', 'Bình', '0912345678'], ['00008-0001', 'An', ''], ['00004-0001', '@Chi', '']]);
    expect(await run('import', 'members', inData('members.csv'))).toMatchObject({ code: 0, printed: expect.stringContaining('3 added') });
    const system = await startOn(data);
    try {
      const outAndIn = async (what: string, form: string): Promise<void> => {
        const file = inData(`out-${what}.${form}`);
        expect(await run('export', what, file)).toMatchObject({ code: 0, printed: expect.stringContaining(`3 ${what} written`) });
        expect(await run('import', what, file)).toMatchObject({ code: 0, printed: expect.stringContaining('0 added, 0 changed, 3 unchanged, 0 refused.') });
      };
      await Promise.all([outAndIn('teams', 'csv'), outAndIn('teams', 'xlsx'), outAndIn('members', 'csv'), outAndIn('members', 'xlsx')]);
    } finally {
      await system.stop();
    }
    const lines = (text: string) => text.split('\r\n').slice(1, -1).map((line) => line.split(',').slice(0, 3));
    expect(lines(await readFile(inData('out-teams.csv'), 'utf8'))).toEqual([['00004-0001', "'=1+1", '00004'], ['00008-0001', 'Tổ số 1', '00008'], ['00008-0002', 'Tổ số 2', '00008']]);
    expect(lines(await readFile(inData('out-members.csv'), 'utf8'))).toEqual([['00004-0001', "'@Chi", ''], ['00008-0001', 'An', ''], ['00008-0001', 'Bình', '']]);
  });

  test('works while a system runs on the folder, and the export is of one unit when asked', async () => {
    const system = await startOn(data);
    try {
      expect(await run('import', 'teams', await teamsFile(4))).toMatchObject({ code: 0, printed: expect.stringContaining('4 added') });
      expect(await countRows(system.main, 'team#')).toBe(4);
      expect(await run('export', 'teams', inData('out.csv'), '--unit', '00008')).toMatchObject({ printed: expect.stringContaining('2 teams written') });
      expect(await run('export', 'teams', inData('out.csv'), '--unit', '01')).toMatchObject({ printed: expect.stringContaining('4 teams written') });
      expect(await run('export', 'teams', inData('out.csv'), '--unit', '99')).toMatchObject({ code: 1, printed: expect.stringMatching(/has no unit 99: .*\n$/u) });
    } finally {
      await system.stop();
    }
  });

  test('takes the database that DYNAMODB_ENDPOINT names', async () => {
    const system = await startOn(data);
    try {
      const elsewhere = command('import', ['teams', await teamsFile(2), '--data', join(data, 'nothing-here')], { environment: { DYNAMODB_ENDPOINT: system.endpoint } });
      expect(await elsewhere.ended).toMatchObject({ code: 0, printed: expect.stringContaining('2 added') });
      expect(existsSync(join(data, 'nothing-here'))).toBe(false);
    } finally {
      await system.stop();
    }
  });

  test('writes the refused rows with what is wrong, to be mended and imported as they are', async () => {
    await writeCsv(inData('teams.csv'), TEAM, [team(1), ['00004-0002', '=cmd', '00004', 'north', '105.85'], ['00004-0003', 'Tổ số 3', '99999', '21.03', '105.85']]);
    const { code, printed } = await run('import', 'teams', inData('teams.csv'), '--language', 'vi');
    expect(code).toBe(2);
    expect(printed).toContain('Dòng 3, lat “north”: Đây không phải số. Ghi số như 21.03 hoặc 21,03.');
    expect(printed).toContain('1 thêm mới, 0 thay đổi, 0 giữ nguyên, 2 bị từ chối.');
    const refused = inData('teams.csv.refused.csv');
    const text = await readFile(refused, 'utf8');
    expect(text.split('\r\n')[0]).toBe('\u{FEFF}code,name,unit_code,lat,lon,problem_column,problem,how_to_mend');
    expect(text).toContain("'=cmd");
    await writeFile(refused, text.replace('north', '21.03').replace('99999', '00008'));
    expect(await run('import', 'teams', refused)).toMatchObject({ code: 0, printed: expect.stringContaining('2 added') });
    await run('export', 'teams', inData('out.csv'), '--unit', '00004');
    expect(await readFile(inData('out.csv'), 'utf8')).toContain("00004-0002,'=cmd,");
  });

  test('only tries when asked to', async () => {
    expect(await run('import', 'teams', await teamsFile(3), '--dry-run')).toMatchObject({ code: 0, printed: expect.stringContaining('Only tried, nothing was written: 3 added') });
    expect(await run('import', 'teams', await teamsFile(3))).toMatchObject({ code: 0, printed: expect.stringContaining('3 added') });
  });

  test('takes a list of units', async () => {
    await writeCsv(inData('units.csv'), ['code', 'name', 'province_code'], [['01', 'Thành phố Hà Nội', ''], ['00004', 'Phường Ba Đình', '01']]);
    expect(await run('import', 'units', inData('units.csv'), '--version', '2027-01-01')).toMatchObject({ code: 0, printed: expect.stringContaining('The list of 2027-01-01 is imported') });
  });

  test('that is killed outright is finished by starting it again: the same end, and nothing twice', async () => {
    const teams = await teamsFile(360);
    const members = await membersFile(90, 4);
    for (const [what, file, beginning] of [['teams', teams, 'team#'], ['members', members, 'member#']] as const) {
      const killed = command('import', [what, file, '--data', data]);
      const endpoint = await untilTrue(() => runningEngineOf(data));
      const table = tablesAt(endpoint).main;
      // The command starts its own database: as soon as one row of its work is there, it is ended in the middle.
      await untilTrue(async () => ((await countRows(table, beginning)) > 0 ? true : undefined));
      killed.process.kill('SIGKILL');
      expect((await killed.ended).code).toBe('SIGKILL');
      // Of a lot that was killed while it was made.
      const stray = inData(`database.sqlite.import/${killed.process.pid}-stray`);
      await mkdir(stray, { recursive: true });
      const { code, printed } = await run('import', what, file);
      const [, added, unchanged] = /^(\d+) added, 0 changed, (\d+) unchanged, 0 refused\.$/mu.exec(printed) ?? [];
      expect([code, Number(added) + Number(unchanged), existsSync(stray)]).toEqual([0, 360, false]);
    }
    const system = await startOn(data);
    try {
      expect(await countRows(system.main, 'member#')).toBe(360);
      expect(await countRows(system.main, 'team#')).toBe(360 + 360);
      expect(await countRows(system.contacts, 'contact#member#')).toBe(360);
      // As the files say, and written once.
      const kept = createTeams(system.main);
      const all = allTeams(360);
      expect((await kept.teams(all.map(([code = '']) => code))).map(({ code, name, communeCode, revision }) => [code, name, communeCode, revision])).toEqual(all.map(([code, name, unit]) => [code, name, unit, 1]));
      for (const [code = ''] of all.slice(0, 90)) {
        expect((await kept.membersOf(code)).map(({ displayName, revision }) => [displayName, revision]).toSorted()).toEqual(['A', 'B', 'C', 'D'].map((letter) => [`Người ${letter}`, 1]));
      }
    } finally {
      await system.stop();
    }
  });

  test('of so many people that they come in by lots, killed at any point of a lot, leaves all of it or nothing', async () => {
    await begin(withTeams);
    const members = await membersFile(TEAMS, EACH, leadsOnly);
    const lots = async () => (existsSync(inData('database.sqlite.import')) ? readdir(inData('database.sqlite.import')) : []);
    const made = async () => (await lots()).some((lot) => existsSync(join(inData('database.sqlite.import'), lot, 'database')));
    for (const point of [async () => (await lots()).length > 0, made]) {
      const killed = command('import', ['members', members, '--data', data]);
      await untilTrue(async () => ((await point()) ? true : undefined));
      killed.process.kill('SIGKILL');
      expect((await killed.ended).code).toBe('SIGKILL');
    }
    expect((await run('import', 'members', members)).printed).toMatch(/^(2,160 added, 0 changed, 0|0 added, 0 changed, 2,160) unchanged, 0 refused\.$/mu);
    expect(await lots()).toEqual([]);
    const system = await startOn(data);
    try {
      expect(await countRows(system.main, 'member#')).toBe(TEAMS * EACH);
      expect(await countRows(system.main, 'team#')).toBe(TEAMS + TEAMS * EACH);
      expect(await countRows(system.contacts, 'contact#member#')).toBe(TEAMS);
    } finally {
      await system.stop();
    }
  });
});

describe('npm run import says in one line why it can not', { timeout: 120_000 }, () => {
  const said = async (...words: string[]) => {
    const { code, printed } = await run('import', ...words);
    expect(code).toBe(1);
    expect(printed).not.toMatch(/ {4}at /u);
    return printed;
  };

  test('read the file', async () => {
    expect(await said('teams', inData('nothing.csv'))).toMatch(/nothing\.csv is not there: .*\n$/u);
    await mkdir(inData('folder.csv'));
    expect(await said('teams', inData('folder.csv'))).toMatch(/^The file is a folder: name a file\.\n$/u);
    await writeFile(inData('empty.csv'), '');
    expect(await said('teams', inData('empty.csv'))).toBe('The file is empty. Give a file with a line of column names and rows.\n');
    await writeFile(inData('latin.csv'), Buffer.from([...Buffer.from(`${TEAM.join(',')}\n`), 0xe1, 0x28, 0x0a]));
    expect(await said('teams', inData('latin.csv'))).toBe('The file is not in UTF-8. Save it again as “CSV UTF-8” or XLSX.\n');
  });

  test('take its columns', async () => {
    await writeCsv(inData('teams.csv'), ['code', 'name', 'unit_code', 'lat', 'lng'], []);
    expect(await said('teams', inData('teams.csv'))).toMatch(/^The first line lacks the column “lon”\. .*\nNo column is called “lng”\. There are: code, .*\n$/u);
    expect(await said('teams', inData('teams.csv'), '--language', 'vi')).toMatch(/^Dòng đầu thiếu cột “lon”\./u);
  });

  test('begin in a database where nothing was loaded', async () => {
    const empty = join(data, 'empty');
    const { code, printed } = await command('import', ['teams', await teamsFile(1), '--data', empty]).ended;
    expect({ code, printed }).toMatchObject({ code: 1, printed: expect.stringMatching(/^No list of units is loaded .*`npm start`.*\n$/u) });
  });

  test('go on, on a full disk, at whatever file; with room again it is finished', async () => {
    await begin(withTeams);
    const system = await startOn(data);
    try {
      const members = await membersFile(TEAMS, EACH, leadsOnly);
      // Room in blocks of 512 bytes for neither of the files that a lot takes, then for the first of them.
      for (const largestFile of [1500, 4200]) {
        const { code, printed } = await command('import', ['members', members, '--data', data], { largestFile }).ended;
        expect({ code, printed }).toMatchObject({ code: 1, printed: expect.stringMatching(/^The disk is full.*: make room, then start the same command again; what was done stays done\.\n$/mu) });
        expect(await countRows(system.main, 'member#')).toBe(0);
        expect(await readdir(inData('database.sqlite.import'))).toEqual([]);
      }
      expect(await run('import', 'members', members)).toMatchObject({ code: 0, printed: expect.stringContaining('2,160 added') });
    } finally {
      await system.stop();
    }
  });

  test('write, on a full disk, and leaves the file of before', async () => {
    const system = await startOn(data);
    try {
      await run('import', 'teams', await teamsFile(40));
      await writeFile(inData('out.csv'), 'from before');
      const { code, printed } = await command('export', ['teams', inData('out.csv'), '--data', data], { largestFile: 4 }).ended;
      expect({ code, printed }).toMatchObject({ code: 1, printed: expect.stringMatching(/^The disk is full.*: make room, .*\n$/u) });
      expect(await readFile(inData('out.csv'), 'utf8')).toBe('from before');
    } finally {
      await system.stop();
    }
  });
});

/** Asks again, in turns of the event loop, until there is an answer. */
const untilTrue = async <Value>(ask: () => Promise<Value | undefined>): Promise<Value> => {
  for (;;) {
    const value = await ask();
    if (value !== undefined) return value;
    await wait(1);
  }
};
