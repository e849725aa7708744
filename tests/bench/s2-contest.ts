import type { Position } from '../../functions/core/position.ts';
import { createRouter } from '../../functions/routing/route.ts';
import type { MainTable } from '../../functions/storage/client.ts';
import type { Report } from '../../infra/local/progress.ts';
import type { BenchRow } from './bench-section.ts';
import { percentile } from './percentile.ts';
import { meterReads } from './read-meter.ts';
import { asking, COUNTRY, FIRSTS, scenarios } from './routing-scenarios.ts';
import type { BenchCountry, Scenario } from './routing-scenarios.ts';
import { createGeoTable, geoRowOf, memoryReader, nearestByCircles, tableReader } from './s2-search.ts';
import type { Found, GeoRow, ReadRange } from './s2-search.ts';

/** Questions that both answer, and those of them for which the library's queries are really sent. */
export type S2ContestSize = { readonly questions: number; readonly sent: number; readonly warmUp: number };

/** The first circle may suit the scenario: the one of these that needs the fewest requests for the first fifty questions. */
const FIRST_RADII = [1000, 2000, 4000, 8000, 16_000, 32_000];
const TUNED_ON = 50;

/** Everybody, two in five, and one in two hundred: where whole regions sleep says nothing more of the two. */
const contested = scenarios.filter(({ name }) => ['all on duty', '40 % on duty', '0.5 % on duty'].includes(name));

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * Requests and read units of a routing, ours and those of dynamodb-geo: ours are sent and metered; the library's are worked
 * out for every question, and sent and metered for some, which must come to the same. `main` holds the country.
 */
export const s2Rows = async (main: MainTable, country: BenchCountry, { questions, sent, warmUp }: S2ContestSize, report: Report): Promise<BenchRow[]> => {
  const inMemory = memoryReader(country.teams.map((team) => geoRowOf(team, country.days.get(team.id) ?? [])));
  const router = createRouter(main);
  const meter = meterReads(main.client);
  const sparse = scenarios.at(-1) as Scenario;
  for (const place of country.places.slice(-warmUp)) await router.nearestTeams(asking(place, 5, sparse));

  const contest: BenchRow[] = [];
  const toSend: ToSend[] = [];
  let different = 0;
  for (const scenario of contested) {
    for (const first of FIRSTS) {
      const { skill, language } = asking({ lat: 0, lon: 0 }, first, scenario);
      const isEligible = ({ days, skills, languages }: GeoRow): boolean =>
        days.includes(scenario.day) && skills.includes(skill) && languages.includes(language);
      const search = (read: ReadRange, radius: number, at: Position): Promise<Found> => nearestByCircles(read, at, first, radius, isEligible);
      const radius = await bestRadius(country.places.slice(0, TUNED_ON), (candidate, at) => search(inMemory, candidate, at));
      const ours: Cost[] = [];
      const theirs: Found[] = [];
      const answer = async (at: Position): Promise<Answer> => {
        meter.reset();
        const { candidates } = await router.nearestTeams(asking(at, first, scenario));
        return { ids: candidates.map(({ teamId }) => teamId), requests: meter.requests, units: meter.units };
      };
      const places = country.places.slice(0, questions);
      let next = answer(places[0] as Position);
      for (const [number, at] of places.entries()) {
        report(contest.length * questions + number, contested.length * FIRSTS.length * questions);
        const our = await next;
        // The engine looks for the next answer of ours while theirs is worked out here: one at a time, since requests are counted.
        const following = places[number + 1];
        if (following !== undefined) next = answer(following);
        const found = await search(inMemory, radius, at);
        ours.push(our);
        theirs.push(found);
        if (our.ids.join() !== found.ids.join()) different += 1;
        if (theirs.length <= sent) toSend.push({ found, again: (read) => search(read, radius, at) });
      }
      contest.push(contestRow(`k = ${first}, ${scenario.name}, first circle ${radius / 1000} km`, ours, theirs));
    }
  }
  different += await sendAndCompare({ client: main.client, name: 'geo' }, inMemory, toSend);
  const compared = contest.length * questions + toSend.length;
  meter.stop();
  return [
    {
      what: 'contestant',
      figure: 'first circle fitted to these very questions, and eligibility kept in its rows: a routing is seldom more than one circle of 5 to 8 queries, and ours is never less than one request, which bounds the ratio',
    },
    ...contest,
    {
      what: `answers or counts that differ, of ${compared.toLocaleString('en')} (dynamodb-geo's queries worked out, and sent for ${sent} of ${questions} questions each)`,
      figure: String(different),
      goal: '0',
      met: different === 0,
    },
  ];
};

/** A search that was worked out, and how to do it again. */
type ToSend = { readonly found: Found; readonly again: (read: ReadRange) => Promise<Found> };

/**
 * How many searches come to something else when their queries are really sent. The table holds the rows that lie in their
 * ranges: by its keys no other row could be read or counted, and the engine takes minutes to index the whole country.
 */
const sendAndCompare = async (table: MainTable, inMemory: ReadRange, searches: readonly ToSend[]): Promise<number> => {
  const touched = new Set<GeoRow>();
  for (const { again } of searches) {
    await again(async (range) => {
      const read = await inMemory(range);
      for (const row of read.rows) touched.add(row);
      return read;
    });
  }
  await createGeoTable(table, [...touched]);
  let different = 0;
  for (const { found, again } of searches) {
    const sent = await again(tableReader(table));
    if (sent.requests !== found.requests || sent.units !== found.units || sent.ids.join() !== found.ids.join()) different += 1;
  }
  return different;
};

const bestRadius = async (places: readonly Position[], search: (radius: number, at: Position) => Promise<Found>): Promise<number> => {
  let best = { radius: 0, requests: Infinity };
  for (const radius of FIRST_RADII) {
    let requests = 0;
    for (const at of places) requests += (await search(radius, at)).requests;
    // A larger circle needs fewer tries until it reaches too far.
    if (requests >= best.requests) break;
    best = { radius, requests };
  }
  return best.radius;
};

type Answer = Cost & { readonly ids: readonly string[] };

type Cost = { readonly requests: number; readonly units: number };

const contestRow = (what: string, ours: readonly Cost[], theirs: readonly Cost[]): BenchRow => {
  const spread = (costs: readonly Cost[], of: keyof Cost): { mean: number; p99: number } => {
    const values = costs.map((cost) => cost[of]);
    return { mean: mean(values), p99: percentile(values, 0.99) };
  };
  const our = spread(ours, 'requests');
  const their = spread(theirs, 'requests');
  const ourUnits = spread(ours, 'units');
  const theirUnits = spread(theirs, 'units');
  // Ours cannot be below one; theirs is five to eight queries a circle, and one circle mostly does, since its size was fitted.
  const fewer = { mean: their.mean / our.mean, p99: their.p99 / our.p99 };
  return {
    what: `requests a routing, ours and dynamodb-geo's: ${what}`,
    figure:
      `mean ${our.mean.toFixed(2)} and ${their.mean.toFixed(1)} (${fewer.mean.toFixed(1)} × fewer), p99 ${our.p99} and ${their.p99} (${fewer.p99.toFixed(1)} ×); ` +
      `read units mean ${ourUnits.mean.toFixed(1)} and ${theirUnits.mean.toFixed(1)}, p99 ${ourUnits.p99} and ${theirUnits.p99}`,
    goal: 'mean ≥ 10 ×, p99 ≥ 30 ×',
    met: fewer.mean >= 10 && fewer.p99 >= 30,
  };
};

export const S2_TITLE = `Routing over ${COUNTRY.toLocaleString('en')} teams against dynamodb-geo (S2 cover, hash key length 3)`;
