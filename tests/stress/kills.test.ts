import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect } from '../../functions/storage/client.ts';
import { bundleHandler } from '../../infra/bundle.ts';
import { startEngine, type Engine } from '../../infra/local/engine.ts';
import { readIfThere } from '../../infra/local/files.ts';
import { violationsIn, wholeTable, type WholeTable } from '../support/invariants.ts';
import { aKiosk, aTeam } from '../support/lane.ts';
import { answerOf, openStation } from '../support/station.ts';
import { openChance } from './chance.ts';
import { liveLives, lostOrTwice, newTally, type Send } from './lives.ts';
import { startStations, type Stations } from './station-processes.ts';
import { troubleEngine, type TroubledEngine } from './troubled-engine.ts';

const KILLS = 100;
const AT_ONCE = 8;
/** A kill comes within so many calls of the database, coming or answered, after the one before. */
const LONGEST_PEACE = 70;

const teams = Array.from({ length: 4 }, (_, at) => aTeam(at + 1, { capacity: 5 }));

let folder: string;
let engine: Engine;
let door: TroubledEngine;
let stations: Stations;
const cookies = new Map<string, readonly string[]>();

/** Set while a kill is due: hears of every call of the database. */
let onCall: () => void = () => undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tram-so-kills-'));
  const database = join(folder, 'database.sqlite');
  const prepared = await openStation(teams, aKiosk(), database);
  for (const { code } of teams) cookies.set(code, [await prepared.signIn(`${code}-lan`), await prepared.signIn(`${code}-tuấn`)]);
  await prepared.stop();
  engine = await startEngine(database);
  door = await troubleEngine({ engine: () => engine.endpoint, befalls: () => undefined, onCall: () => onCall() });
  const bundle = await bundleHandler('tests/stress/station-process.ts', join(folder, 'station'));
  stations = await startStations(bundle.file, {
    DYNAMODB_ENDPOINT: door.endpoint,
    LIVE_ENDPOINT: 'http://127.0.0.1:9',
    AWS_REGION: 'local',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    POWERTOOLS_LOG_LEVEL: 'CRITICAL',
    NODE_COMPILE_CACHE: join(folder, 'compiled'),
    STRESS_FOLLOWED: join(folder, 'followed'),
    STRESS_CHECKPOINT: join(folder, 'stream-checkpoint.json'),
    STRESS_UNDELIVERED: join(folder, 'undelivered'),
  });
});
afterAll(async () => {
  await stations.stop();
  await door.stop();
  await engine.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Sends to whichever process answers now. A connection that breaks means that this one is gone: the next is waited for. */
const send: Send = async (query, variables, { cookies: own = [], headers = {} }) => {
  const station = await stations.current();
  try {
    const response = await fetch(`${station.origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json', cookie: own.join('; '), ...headers },
      body: JSON.stringify({ query, variables }),
    });
    return answerOf({ statusCode: response.status, body: await response.text() });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    await station.ended;
    return undefined;
  }
};

const killEngine = async (): Promise<void> => {
  process.kill(-engine.pid, 'SIGKILL');
  await engine.ended;
  engine = await startEngine(join(folder, 'database.sqlite'));
};

/** Resolves in the moment when so many more calls have come or been answered. */
const afterCalls = (count: number, act: () => Promise<unknown>): Promise<unknown> =>
  new Promise((resolve, reject) => {
    let left = count;
    onCall = () => {
      left -= 1;
      if (left > 0) return;
      onCall = () => undefined;
      act().then(resolve, reject);
    };
  });

/** Every revision of every request that the handler of changes has not heard of, or heard of too late. */
const notFollowed = async ({ requests }: WholeTable): Promise<string[]> => {
  const heard = new Map<string, number>();
  const wrong: string[] = [];
  for (const line of ((await readIfThere(join(folder, 'followed'))) ?? '').trim().split('\n')) {
    const [id = '', revision = ''] = line.split(' ');
    const last = heard.get(id) ?? 0;
    if (Number(revision) > last + 1) wrong.push(`revision ${revision} of request ${id} was heard of after ${last}`);
    heard.set(id, Math.max(last, Number(revision)));
  }
  for (const [id, { request }] of requests) {
    if (heard.get(id) !== request.revision) wrong.push(`request ${id} is at revision ${request.revision} and was heard of up to ${heard.get(id) ?? 0}`);
  }
  return wrong;
};

describe('the power fails while residents ask and members work', () => {
  test(`${KILLS} times at any moment: what was acknowledged is there, once, and the capacity is right`, { timeout: 600_000 }, async () => {
    const chance = openChance('kills');
    const tally = newTally();
    const killed = { station: 0, database: 0, both: 0 };
    let done = false;

    const lives = liveLives({ send, chance, tally, kiosk: aKiosk().code, cookies }, AT_ONCE, () => done);
    const kills = (async () => {
      for (let kill = 0; kill < KILLS; kill += 1) {
        const what = chance.pick(['station', 'station', 'database', 'database', 'both'] as const);
        await afterCalls(chance.between(1, LONGEST_PEACE), () =>
          Promise.all([what === 'database' ? undefined : stations.kill(), what === 'station' ? undefined : killEngine()]),
        );
        killed[what] += 1;
      }
    })().finally(() => {
      done = true;
    });
    const [lived] = await Promise.all([lives, kills]);

    const client = connect({ endpoint: engine.endpoint });
    const table = await wholeTable({ client, name: 'main' });
    client.destroy();
    expect(lostOrTwice(table, lived)).toEqual([]);
    expect(violationsIn(table)).toEqual([]);
    await expect.poll(() => notFollowed(table), { timeout: 20_000 }).toEqual([]);
    await expect(readFile(join(folder, 'undelivered'))).rejects.toMatchObject({ code: 'ENOENT' });
    console.log(
      `kills: ${KILLS} by SIGKILL (${killed.station} of the station, ${killed.database} of the database, ${killed.both} of both); ` +
        `${lived.length} requests, ${tally.answered} answers, ${tally.lost} lost on the way and ${tally.refused} refused as UNAVAILABLE, each sent again`,
    );
  });
});
