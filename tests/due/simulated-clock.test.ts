import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hours, millisecondsOf, minutes } from '../../functions/core/clock.ts';
import type { Ask } from '../../functions/help-requests/ask.ts';
import { dueNow, nextDueAt, promisedBy } from '../../functions/help-requests/due.ts';
import type { HelpRequest, HelpRequestChange } from '../../functions/help-requests/help-request.ts';
import { holdingTeam } from '../../functions/help-requests/help-request.ts';
import type { Principal } from '../../functions/identity/principal.ts';
import { change } from '../help-requests/sweep.ts';
import { runDueIn } from '../support/due.ts';
import { failingAfter, noting, type Noted } from '../support/failing-client.ts';
import { asMember, aTeam, openLane, type Lane } from '../support/lane.ts';

/**
 * Residents ask, members accept, decline, wait and finish, teams go off duty and come back, the clock jumps, runs die
 * anywhere and overlap: in any order, on the real engine. Whatever happened, three things hold of what is due: nothing is
 * stuck, nothing happens twice, nothing happens early.
 */
const teams = [aTeam(1), aTeam(2, { capacity: 1 }), aTeam(3, { capacity: 1 })] as const;

type Step =
  | { readonly type: 'ASK' }
  | { readonly type: 'PASS_TIME'; readonly milliseconds: number }
  | { readonly type: 'RUN' }
  /** The process dies at this call to the table: before it is sent, or when it was done and the answer was lost. */
  | { readonly type: 'RUN_THAT_DIES'; readonly call: number; readonly answerLost: boolean }
  | { readonly type: 'TWO_RUNS'; readonly call: number }
  | { readonly type: 'MEMBER'; readonly does: 'ACCEPT' | 'DECLINE' | 'START' | 'WAIT' | 'RESUME' | 'RESOLVE'; readonly pick: number; readonly during: boolean }
  | { readonly type: 'RESIDENT'; readonly does: 'CANCEL' | 'REOPEN'; readonly pick: number }
  | { readonly type: 'DUTY'; readonly team: number; readonly on: boolean };

const pick = fc.nat({ max: 7 });
const jump = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 1, max: minutes(4) }) },
  { weight: 3, arbitrary: fc.constantFrom(minutes(3), minutes(3) - 1, minutes(1), minutes(30)) },
  { weight: 1, arbitrary: fc.integer({ min: hours(1), max: hours(24 * 9) }) },
);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Step>({ type: 'ASK' }) },
  { weight: 6, arbitrary: jump.map((milliseconds): Step => ({ type: 'PASS_TIME', milliseconds })) },
  { weight: 4, arbitrary: fc.constant<Step>({ type: 'RUN' }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('RUN_THAT_DIES' as const), call: fc.nat({ max: 40 }), answerLost: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('TWO_RUNS' as const), call: fc.nat({ max: 40 }) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      type: fc.constant('MEMBER' as const),
      does: fc.constantFrom('ACCEPT' as const, 'DECLINE' as const, 'START' as const, 'WAIT' as const, 'RESUME' as const, 'RESOLVE' as const),
      pick,
      during: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('RESIDENT' as const), does: fc.constantFrom('CANCEL' as const, 'REOPEN' as const), pick }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('DUTY' as const), team: fc.nat({ max: teams.length - 1 }), on: fc.boolean() }) },
);

let lane: Lane;
beforeAll(async () => {
  lane = await openLane(teams);
});
afterAll(() => lane.stop());

const OFF_DUTY = 'Mo 00:00-00:01';

/** A world of its own within the lane: its requests, and every version of each that was ever written. */
const openWorld = () => {
  const asks: Ask[] = [];
  const noted: Noted = new Map();
  const watched = { client: noting(lane.main.client, noted), name: lane.main.name };
  const asked = (at: number): Ask | undefined => asks[at % Math.max(1, asks.length)];
  const now = async (ask: Ask): Promise<HelpRequest> => {
    const request = await lane.helpRequests.trackedRequest(lane.residentOf(ask));
    if (request === undefined) throw new Error('a request was lost');
    return request;
  };

  const memberDoes = async (does: Extract<Step, { type: 'MEMBER' }>['does'], ask: Ask): Promise<void> => {
    const request = await now(ask);
    const holding = holdingTeam(request);
    const team = teams.find(({ code }) => code === holding?.teamCode);
    if (team === undefined) return;
    const member: Principal = asMember(lane.memberOf(team));
    const which = change(ask.id);
    const uses = lane.helpRequests;
    // What is refused changes nothing: whether it may be done is not what is asked here.
    if (does === 'ACCEPT') await uses.acceptRequest(member, which);
    if (does === 'DECLINE') await uses.declineOffer(member, { ...which, reason: 'BUSY' });
    if (does === 'START') await uses.startRequest(member, which);
    if (does === 'WAIT') await uses.waitForResident(member, { ...which, reason: 'NO_ANSWER' });
    if (does === 'RESUME') await uses.resumeRequest(member, which);
    if (does === 'RESOLVE') await uses.resolveRequest(member, { ...which, outcome: 'DONE_TOGETHER' });
  };
  const residentDoes = async (does: 'CANCEL' | 'REOPEN', ask: Ask): Promise<void> => {
    if (does === 'CANCEL') await lane.helpRequests.cancelRequest(lane.residentOf(ask), change(ask.id));
    else await lane.helpRequests.reopenRequest(lane.residentOf(ask), change(ask.id));
  };
  const setDuty = (at: number, on: boolean) => {
    const team = teams[at];
    if (team === undefined) throw new Error('no such team');
    return lane.teamRecords.changeTeam({ ...team, serviceHours: on ? '24/7' : OFF_DUTY });
  };
  const run = (): Promise<unknown> => runDueIn(lane, { main: watched });
  /** A run whose process dies: nothing that it does afterwards reaches the table. Its end is an error, or silence. */
  const dyingRun = async (call: number, answerLost: boolean): Promise<void> => {
    const main = { client: failingAfter(watched.client, call, answerLost), name: watched.name };
    await runDueIn(lane, { main, report: () => undefined }).catch(() => undefined);
  };

  const make = async (each: Step): Promise<void> => {
    switch (each.type) {
      case 'ASK': {
        const ask = lane.ask({ id: randomUUID() });
        asks.push(ask);
        await lane.helpRequests.requestHelp(ask);
        return;
      }
      case 'PASS_TIME':
        lane.clock.advance(each.milliseconds);
        return;
      case 'RUN':
        await run();
        return;
      case 'RUN_THAT_DIES':
        await dyingRun(each.call, each.answerLost);
        return;
      case 'TWO_RUNS':
        await Promise.all([run(), dyingRun(each.call, true)]);
        return;
      case 'MEMBER': {
        const ask = asked(each.pick);
        if (ask === undefined) return;
        await Promise.all([memberDoes(each.does, ask), each.during ? run() : undefined]);
        return;
      }
      case 'RESIDENT': {
        const ask = asked(each.pick);
        if (ask !== undefined) await residentDoes(each.does, ask);
        return;
      }
      case 'DUTY':
        await setDuty(each.team, each.on);
    }
  };
  const end = async (): Promise<void> => {
    for (const ask of asks) await lane.helpRequests.cancelRequest(lane.residentOf(ask), change(ask.id));
    for (const [at] of teams.entries()) await setDuty(at, true);
    // Work that was resolved is of no one's concern any more, but would come due in the next world.
    for (const ask of asks) noted.delete(ask.id);
  };
  return { asks, noted, now, make, run, end };
};

type World = ReturnType<typeof openWorld>;

/** After a run that was not disturbed nothing is due any more, and whoever waits has a team or an office. */
const expectNothingStuck = async ({ asks, now, run }: World): Promise<void> => {
  await run();
  for (const ask of asks) {
    const { state, offer, promise, retryAt } = await now(ask);
    const isWorthAsking = millisecondsOf(promise.doneBy) - millisecondsOf(lane.clock.now()) > minutes(30);
    // A team may come on duty at any moment.
    if (state === 'WAITING' && offer === undefined && isWorthAsking) expect(retryAt).toBeDefined();
  }
  // What a run that died put off is due a while later.
  lane.clock.advance(hours(1));
  await run();
  for (const ask of asks) {
    const request = await now(ask);
    expect(dueNow(request, lane.clock.now())).toBeUndefined();
    if (request.state === 'WAITING' && request.offer === undefined) {
      expect(request.escalatedAt).toBeDefined();
      // Routing is asked again, or it is past all promises and each office has it.
      if (nextDueAt(request) === undefined) expect(request).toMatchObject({ missed: ['ACCEPT', 'CONTACT', 'DONE'], toldProvince: { code: '01' } });
    }
  }
};

const expectNothingTwice = (history: readonly HelpRequestChange[]): void => {
  expect(history.map(({ revision }) => revision)).toEqual(history.map((_, at) => at + 1));
  const askings = history.reduce<HelpRequestChange[][]>((parts, each) => {
    if (each.kind === 'REQUESTED' || each.kind === 'REOPENED') parts.push([]);
    parts.at(-1)?.push(each);
    return parts;
  }, []);
  for (const asking of askings) {
    const expired = asking.filter(({ kind }) => kind === 'OFFER_EXPIRED').map(({ actor }) => (actor.kind === 'SYSTEM' ? actor.teamCode : undefined));
    const declined = asking.filter(({ kind }) => kind === 'DECLINED').map(({ actor }) => (actor.kind === 'MEMBER' ? actor.teamCode : undefined));
    const askedTeams = [...expired, ...declined];
    expect(new Set(askedTeams).size).toBe(askedTeams.length);
    const promises = asking.filter(({ kind }) => kind === 'PROMISE_WARNED' || kind === 'PROMISE_MISSED').map(({ kind, promise }) => `${kind} ${promise}`);
    expect(new Set(promises).size).toBe(promises.length);
    for (const once of ['PROVINCE_TOLD', 'CLOSED']) expect(asking.filter(({ kind }) => kind === once).length).toBeLessThanOrEqual(1);
  }
};

/** Each change that time made, held against the request as it was before: its time had come. */
const expectNothingEarly = (history: readonly HelpRequestChange[], before: (revision: number) => HelpRequest | undefined): number => {
  let looked = 0;
  for (const { kind, at, revision, promise, actor } of history) {
    if (actor.kind !== 'SYSTEM') continue;
    const was = before(revision - 1);
    if (was === undefined) continue;
    looked += 1;
    if (kind === 'OFFER_EXPIRED') expect(at >= String(was.offer?.expiresAt)).toBe(true);
    if (kind === 'CLOSED') expect(at > String(was.reopenableUntil)).toBe(true);
    if (kind === 'PROVINCE_TOLD') expect(at >= String(was.provinceDueAt)).toBe(true);
    if (kind === 'OFFERED_AGAIN') expect(at >= String(was.retryAt)).toBe(true);
    if (kind === 'PROMISE_MISSED' && promise !== undefined) expect(at >= promisedBy(was, promise)).toBe(true);
    if (kind === 'PROMISE_WARNED' && promise !== undefined) {
      expect(at < promisedBy(was, promise)).toBe(true);
      expect(at >= promisedBy({ promise: was.warnAt ?? was.promise }, promise)).toBe(true);
    }
  }
  return looked;
};

/** Places taken in capacities are the requests that hold one: no more, no fewer. */
const expectPlacesRight = async ({ asks, now }: World): Promise<void> => {
  const held = (await Promise.all(asks.map(now))).map((request) => holdingTeam(request)?.teamCode);
  for (const team of teams) expect(await lane.openPlaces(team)).toBe(held.filter((code) => code === team.code).length);
};

const SEED = 20_261_123;

describe('time, whatever happens', () => {
  test('leaves nothing stuck, does nothing twice and nothing early', async () => {
    let changesOfTime = 0;
    let deaths = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 30 }), async (steps) => {
        const world = openWorld();
        try {
          for (const each of steps) await world.make(each);
          deaths += steps.filter(({ type }) => type === 'RUN_THAT_DIES' || type === 'TWO_RUNS').length;
          await expectNothingStuck(world);
          await expectPlacesRight(world);
          for (const ask of world.asks) {
            const history = await lane.helpRequests.historyOf(ask.id);
            expectNothingTwice(history);
            changesOfTime += expectNothingEarly(history, (revision) => world.noted.get(ask.id)?.get(revision));
          }
        } finally {
          await world.end();
        }
      }),
      { seed: SEED, numRuns: 40, endOnFailure: true },
    );
    console.log(`${changesOfTime} changes that time made were looked at, through ${deaths} runs that died (seed ${SEED})`);
    expect(changesOfTime).toBeGreaterThan(100);
  }, 300_000);
});
