import { randomUUID } from 'node:crypto';
import { newSecret } from '../../functions/core/ids.ts';
import { aKiosk, aTeam } from '../support/lane.ts';
import { openStation, type OpenStation } from '../support/station.ts';
import type { BenchSection } from './bench-section.ts';
import { countEngineCalls } from './engine-calls.ts';
import { percentile } from './percentile.ts';
import { rawCalls } from './raw-engine.ts';

/** As many residents at once as a busy street has kiosks. */
const AT_ONCE = 8;
const CYCLES = 80;
const ROUNDS = 3;
const SINGLE_REQUESTS = 300;

/** Eight teams around one kiosk, each with room for every request of the bench. */
const teams = Array.from({ length: 8 }, (_, at) => aTeam(at + 1, { capacity: 1_000 }));

const REQUEST = `mutation ($input: RequestHelpInput!) { requestHelp(input: $input) { __typename ... on RequestHelpSuccess {
  request { id ticket { number } promise { acceptBy contactBy } offer { distanceMetres team { code name } } } } } }`;
const change = (name: string, input: string) =>
  `mutation ($input: ${input}!) { ${name}(input: $input) { __typename ... on HelpRequestChanged { request { id state } } } }`;
const ACCEPT = change('acceptRequest', 'ChangeHelpRequestInput');
const START = change('startRequest', 'ChangeHelpRequestInput');
const RESOLVE = change('resolveRequest', 'ResolveRequestInput');

type Asked = { readonly requestHelp: { readonly request: { readonly id: string; readonly offer: { readonly team: { readonly code: string } } } } };

const requestHelp = async (station: OpenStation): Promise<Asked['requestHelp']['request']> => {
  const input = { id: randomUUID(), kiosk: aKiosk().code, topic: 'public-services', mode: 'HERE_NOW', trackingSecret: newSecret() };
  const { data, errors } = await station.ask(REQUEST, { input });
  const asked = (data as unknown as Asked | null)?.requestHelp.request;
  if (asked === undefined) throw new Error(`a request of the bench was refused: ${JSON.stringify(errors)}`);
  return asked;
};

/** One whole life: a resident asks, a member of the team accepts, starts and resolves; four calls of the API. */
const liveOneLife = async (station: OpenStation, cookies: ReadonlyMap<string, string>): Promise<void> => {
  const request = await requestHelp(station);
  const cookie = cookies.get(request.offer.team.code) ?? '';
  for (const [query, more] of [[ACCEPT, {}], [START, {}], [RESOLVE, { outcome: 'DONE_ALONE' }]] as const) {
    const input = { requestId: request.id, changeId: randomUUID(), ...more };
    const { data } = await station.ask(query, { input }, { cookies: [cookie] });
    const [answer] = Object.values(data ?? {}) as { __typename: string }[];
    if (answer?.__typename !== 'HelpRequestChanged') throw new Error(`a change of the bench was refused: ${answer?.__typename}`);
  }
};

/** Runs `work` this often with so many under way at once; returns how many a second were done. */
const perSecond = async (times: number, work: () => Promise<unknown>): Promise<number> => {
  const begun = performance.now();
  let left = times;
  const worker = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await work();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return (times / (performance.now() - begun)) * 1000;
};

const millisecondsOfRequests = async (station: OpenStation, times: number): Promise<number[]> => {
  const samples: number[] = [];
  for (let at = 0; at < times; at += 1) {
    const begun = performance.now();
    await requestHelp(station);
    samples.push(performance.now() - begun);
  }
  return samples;
};

const median = (samples: readonly number[]): number => percentile(samples, 0.5);

/** Whole life cycles against the engine's own ceiling in the same run, and `requestHelp` through the HTTP handler. */
export const benchLifeCycles = async (): Promise<BenchSection> => {
  const station = await openStation(teams);
  try {
    const cookies = new Map<string, string>();
    for (const team of teams) cookies.set(team.code, await station.signIn(`${team.code}-lan`));
    const live = () => liveOneLife(station, cookies);
    for (let at = 0; at < 20; at += 1) await live();

    const calls = await countEngineCalls(async () => {
      for (let at = 0; at < 10; at += 1) await live();
    });
    const perCycle = [...calls].map(([operation, { count }]) => [operation, count / 10] as const);
    const raw = await rawCalls(station.main, calls);
    const makeSameCalls = async (): Promise<void> => {
      for (const [operation, count] of perCycle) {
        const call = raw[operation];
        if (call === undefined) throw new Error(`the raw contestant cannot make ${operation}`);
        for (let at = 0; at < Math.round(count); at += 1) await call();
      }
    };

    const ours: number[] = [];
    const ceiling: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      ours.push(await perSecond(CYCLES, live));
      ceiling.push(await perSecond(CYCLES, makeSameCalls));
    }
    const samples = await millisecondsOfRequests(station, SINGLE_REQUESTS);
    const callsText = perCycle.map(([operation, count]) => `${count.toFixed(1)} ${operation}`).join(', ');
    return {
      title: 'Help requests through the API',
      rows: [
        { what: 'calls of the engine per life cycle', figure: callsText },
        { what: `life cycles a second, ${AT_ONCE} at once (median of ${ROUNDS})`, figure: median(ours).toFixed(1) },
        { what: 'the engine alone with the same calls, cycles a second', figure: median(ceiling).toFixed(1) },
        { what: 'share of the engine’s own ceiling', figure: `${((median(ours) / median(ceiling)) * 100).toFixed(0)} %` },
        { what: 'requestHelp through the HTTP handler, p50', figure: `${median(samples).toFixed(2)} ms` },
        { what: 'requestHelp through the HTTP handler, p99', figure: `${percentile(samples, 0.99).toFixed(2)} ms` },
      ],
    };
  } finally {
    await station.stop();
  }
};
