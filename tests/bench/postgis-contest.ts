import type pg from 'pg';
import type { Position } from '../../functions/core/position.ts';
import { publicHolidays } from '../../functions/core/public-holidays.ts';
import { decide } from '../../functions/routing/decide.ts';
import type { PagesAtHand } from '../../functions/routing/page-at-hand.ts';
import type { RoutingView } from '../../functions/routing/routing-view.ts';
import type { Report } from '../../infra/local/progress.ts';
import { allAtHand } from '../support/routing-country.ts';
import type { BenchRow } from './bench-section.ts';
import { percentile } from './percentile.ts';
import { isPostgisInstalled, startPostgis } from './postgis-cluster.ts';
import { asking, COUNTRY, FIRSTS, scenarios } from './routing-scenarios.ts';
import type { BenchCountry, Scenario } from './routing-scenarios.ts';

/** Questions per scenario; of the sparse ones, which take PostGIS ten times as long, fewer. */
export type PostgisContestSize = { readonly questions: number; readonly sparseQuestions: number };

/** One decision is too short for the clock: means of so many are taken, by all contestants alike. */
const BATCH = 20;

/** The sphere of `<->` on geography puts teams in another order than the ellipsoid: so many more are ranked again. */
const SPARE = 20;

/** The scenario in which hardly anybody can take a request. */
const SPARSE = '0.5 % on duty';

export const POSTGIS_TITLE = `Routing over ${COUNTRY.toLocaleString('en')} teams against PostGIS`;

/** The same questions put to our decision and to PostGIS in turns, batch by batch; a line that says so where PostGIS is not installed. */
export const postgisRows = async (country: BenchCountry, view: RoutingView, size: PostgisContestSize, report: Report): Promise<BenchRow[]> => {
  if (!(await isPostgisInstalled())) {
    return [{ what: 'skipped: PostGIS 15 is not installed (Debian: apt-get install postgresql-15 postgresql-15-postgis-3)', figure: '' }];
  }
  const pagesAtHand = allAtHand(country.pages, view);
  const { client, version, stop } = await startPostgis();
  try {
    await fill(client, country);
    const rows: BenchRow[] = [{ what: 'contestant', figure: `PostgreSQL ${version}: own cluster over a Unix socket, GiST index, clustered, analysed, all in memory; who is eligible is a column made beforehand, while ours judges live pages at each decision` }];
    let compared = 0;
    let different = 0;
    for (const [at, scenario] of scenarios.entries()) {
      for (const [turn, first] of FIRSTS.entries()) {
        report(at * FIRSTS.length + turn, scenarios.length * FIRSTS.length);
        const places = country.places.slice(0, scenario.name === SPARSE ? size.sparseQuestions : size.questions);
        const race = await run({ client, view, pagesAtHand, scenario, first, places });
        compared += places.length * 2;
        different += race.different;
        rows.push(...raceRows(race, scenario, first));
      }
    }
    rows.push({
      what: `answers that differ from ours, of ${compared.toLocaleString('en')}`,
      figure: String(different),
      goal: '0',
      met: different === 0,
    });
    return rows;
  } finally {
    await stop();
  }
};

/**
 * Whether a team can take a request is a column ready made for each scenario, which is more than PostGIS could have: on duty
 * and open requests change by the minute.
 */
const columnOf = ({ day }: Scenario): string => `eligible_${day.toLowerCase()}`;

const fill = async (client: pg.Client, { teams, days }: BenchCountry): Promise<void> => {
  const { skill, language } = asking({ lat: 0, lon: 0 }, 1, scenarios[0] as Scenario);
  const columns = scenarios.map(columnOf);
  await client.query(
    `CREATE TABLE team (id text COLLATE "C" PRIMARY KEY, place geography(Point, 4326) NOT NULL, ${columns.map((name) => `${name} boolean NOT NULL`).join(', ')})`,
  );
  const eligible = scenarios.map(({ day }) =>
    teams.map(({ id, skills, languages }) => days.get(id)?.includes(day) === true && skills.includes(skill) && languages.includes(language)),
  );
  await client.query(
    `INSERT INTO team SELECT id, ST_Point(lon, lat)::geography, ${columns.join(', ')}
     FROM unnest($1::text[], $2::float8[], $3::float8[], ${columns.map((_, at) => `$${at + 4}::boolean[]`).join(', ')}) AS given (id, lon, lat, ${columns.join(', ')})`,
    [teams.map(({ id }) => id), teams.map(({ position }) => position.lon), teams.map(({ position }) => position.lat), ...eligible],
  );
  await client.query('CREATE INDEX team_place ON team USING gist (place)');
  await client.query('CLUSTER team USING team_place');
  await client.query('VACUUM ANALYZE team');
  for (const scenario of scenarios) for (const first of FIRSTS) await client.query(batchFunction(scenario, first));
};

/** The nearest by the index, on a sphere; then those and some more by the ellipsoid, ties by id. */
const nearestSql = (scenario: Scenario, first: number, lon: string, lat: string): string => `
  WITH near AS MATERIALIZED (
    SELECT id, place FROM team WHERE ${columnOf(scenario)}
    ORDER BY place <-> ST_Point(${lon}, ${lat})::geography LIMIT ${first + SPARE}
  )
  SELECT id FROM near ORDER BY ST_Distance(place, ST_Point(${lon}, ${lat})::geography, true), id LIMIT ${first}`;

const functionName = (scenario: Scenario, first: number): string => `nearest_${first}_${columnOf(scenario)}`;

/** The batch as a loop within the server, where neither protocol nor client costs anything. Microseconds a question, and the ids. */
const batchFunction = (scenario: Scenario, first: number): string => `
  CREATE FUNCTION ${functionName(scenario, first)}(lons float8[], lats float8[], OUT micros float8, OUT ids text[]) LANGUAGE plpgsql AS $$
  DECLARE
    began timestamptz := clock_timestamp();
    found text;
  BEGIN
    FOR at IN 1 .. array_length(lons, 1) LOOP
      SELECT string_agg(nearest.id, ',') INTO found FROM (${nearestSql(scenario, first, 'lons[at]', 'lats[at]')}) AS nearest;
      ids[at] := found;
    END LOOP;
    micros := extract(epoch FROM clock_timestamp() - began) * 1e6 / array_length(lons, 1);
  END $$`;

type Contest = {
  readonly client: pg.Client;
  readonly view: RoutingView;
  readonly pagesAtHand: PagesAtHand;
  readonly scenario: Scenario;
  readonly first: number;
  readonly places: readonly Position[];
};

/** Means of a batch, in microseconds a question. */
type Race = { readonly ours: number[]; readonly inServer: number[]; readonly overSocket: number[]; readonly different: number };

/** Batches that are run first and not counted, so that plans are made and pages are in memory. */
const WARM_UP = 5;

/** What is compiled while it runs, as our decision is, takes some thousands of questions to be as fast as it gets. */
const ROUNDS_TO_OPTIMISE = 2;

const run = async (contest: Contest): Promise<Race> => {
  const { places } = contest;
  for (let round = 0; round < ROUNDS_TO_OPTIMISE; round += 1) decideBatch(contest, places);
  for (let batch = 0; batch < WARM_UP; batch += 1) await runBatch(contest, places.slice(-BATCH));
  const race: Race & { different: number } = { ours: [], inServer: [], overSocket: [], different: 0 };
  for (let start = 0; start + BATCH <= places.length; start += BATCH) {
    const { ours, inServer, overSocket } = await runBatch(contest, places.slice(start, start + BATCH));
    race.ours.push(ours.micros);
    race.inServer.push(inServer.micros);
    race.overSocket.push(overSocket.micros);
    for (const theirs of [inServer.ids, overSocket.ids]) race.different += theirs.filter((ids, at) => ids !== ours.ids[at]).length;
  }
  return race;
};

/** `ids`: joined by commas, per question. */
type Answered = { readonly micros: number; readonly ids: readonly string[] };

const runBatch = async (contest: Contest, places: readonly Position[]): Promise<Record<keyof Omit<Race, 'different'>, Answered>> => ({
  ours: decideBatch(contest, places),
  inServer: await askInServer(contest, places),
  overSocket: await askOverSocket(contest, places),
});

const microsSince = (began: number, count: number): number => ((performance.now() - began) * 1000) / count;

const decideBatch = ({ view, pagesAtHand, scenario, first }: Contest, places: readonly Position[]): Answered => {
  const questions = places.map((at) => asking(at, first, scenario));
  const began = performance.now();
  const outcomes = questions.map((question) => decide(view, question, pagesAtHand, publicHolidays, { teams: 1, pages: 1 }));
  const micros = microsSince(began, places.length);
  const ids = outcomes.map((outcome) => (outcome.type === 'DECIDED' ? outcome.candidates.map(({ teamId }) => teamId).join() : 'a page was missing'));
  return { micros, ids };
};

const askInServer = async ({ client, scenario, first }: Contest, places: readonly Position[]): Promise<Answered> => {
  const { rows } = await client.query<Answered>({
    name: functionName(scenario, first),
    text: `SELECT micros, ids FROM ${functionName(scenario, first)}($1, $2)`,
    values: [places.map(({ lon }) => lon), places.map(({ lat }) => lat)],
  });
  const [answer] = rows;
  if (answer === undefined) throw new Error('PostGIS gave no answer.');
  return answer;
};

const askOverSocket = async ({ client, scenario, first }: Contest, places: readonly Position[]): Promise<Answered> => {
  const text = nearestSql(scenario, first, '$1::float8', '$2::float8');
  const ids: string[] = [];
  const began = performance.now();
  for (const { lon, lat } of places) {
    const { rows } = await client.query<{ id: string }>({ name: `${functionName(scenario, first)}_one`, text, values: [lon, lat] });
    ids.push(rows.map(({ id }) => id).join());
  }
  return { micros: microsSince(began, places.length), ids };
};

const raceRows = ({ ours, inServer, overSocket }: Race, scenario: Scenario, first: number): BenchRow[] => {
  const times = (theirs: readonly number[], share: number): number => percentile(theirs, share) / percentile(ours, share);
  const both = (micros: readonly number[]): string => `p50 ${percentile(micros, 0.5).toFixed(1)}, p99 ${percentile(micros, 0.99).toFixed(1)} µs`;
  const what = `k = ${first}, ${scenario.name}`;
  const sparse = scenario.name === SPARSE;
  const p50 = times(inServer, 0.5);
  const p99 = times(inServer, 0.99);
  return [
    { what: `${what}: our decision, distances included`, figure: both(ours) },
    {
      what: `${what}: PostGIS, timed within the server`,
      figure: `${both(inServer)}: ${p50.toFixed(0)} × and ${p99.toFixed(0)} × ours`,
      goal: sparse ? 'p50 ≥ 800 ×' : 'p50 ≥ 35 ×, p99 ≥ 50 ×',
      met: sparse ? p50 >= 800 : p50 >= 35 && p99 >= 50,
    },
    {
      what: `${what}: PostGIS, a prepared query each over the socket`,
      figure: `${both(overSocket)}: ${times(overSocket, 0.5).toFixed(0)} × and ${times(overSocket, 0.99).toFixed(0)} × ours`,
    },
  ];
};
