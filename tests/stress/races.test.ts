import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Ask } from '../../functions/help-requests/ask.ts';
import { holdingTeam } from '../../functions/help-requests/help-request.ts';
import type { Member } from '../../functions/teams/team.ts';
import { change } from '../help-requests/sweep.ts';
import { violationsIn, wholeTable } from '../support/invariants.ts';
import { aKiosk, aMember, aTeam, asMember, openLane, valueOf, type Lane } from '../support/lane.ts';
import { openChance } from './chance.ts';

const RACES = 1_000;
/** As many requests race at once as a busy evening has; the teams have places for four in five of them. */
const AT_ONCE = 25;
const teams = Array.from({ length: 5 }, (_, at) => aTeam(at + 1, { capacity: 4 }));

let lane: Lane;
let folder: string;
const members: Member[] = [];
beforeAll(async () => {
  // On a file: in memory the engine looks through its whole stream with every write (infra/local/engine-stream.ts).
  folder = await mkdtemp(join(tmpdir(), 'tram-so-races-'));
  lane = await openLane(teams, aKiosk(), join(folder, 'database.sqlite'));
  for (const team of teams) {
    const own = Array.from({ length: 9 }, (_, at): Member => ({
      ...aMember(team.code, `Đua ${at + 1}`),
      id: `${team.code}-racer-${at}`,
      displayName: `Thành viên ${at + 1} của ${team.name}`,
    }));
    for (const member of own) await lane.teamRecords.saveMember(member);
    members.push(...own);
  }
});
afterAll(async () => {
  await lane.stop();
  await rm(folder, { recursive: true, force: true });
});

const openNow = async (): Promise<Record<string, number | undefined>> =>
  Object.fromEntries(await Promise.all(teams.map(async (team) => [team.code, await lane.openPlaces(team)] as const)));

const placesOf = (teamCodes: readonly (string | undefined)[]): Record<string, number> =>
  Object.fromEntries(teams.map(({ code }) => [code, teamCodes.filter((each) => each === code).length]));

describe('members of one team, or of several teams when none had room, tap "accept" at the same moment', () => {
  test(`in each of ${RACES} races one wins, the others are told who, and the capacity is right`, { timeout: 600_000 }, async () => {
    const chance = openChance('races');
    let racers = 0;
    let amongTeams = 0;

    /** Two to nine tap at once; the winner. */
    const race = async (ask: Ask): Promise<{ readonly ask: Ask; readonly winner: Member }> => {
      const request = await lane.helpRequests.trackedRequest(lane.residentOf(ask));
      const asked = request?.offer?.teamCode;
      if (asked === undefined) amongTeams += 1;
      const may = asked === undefined ? members : members.filter(({ memberships }) => memberships[0]?.teamCode === asked);
      // Every number from two to nine, small ones more often: most offers are seen by two or three phones.
      const field = chance.pickSome(may, chance.between(2, chance.between(2, chance.between(2, 9))));
      racers += field.length;
      const answers = await Promise.all(
        field.map(async (member) => ({ member, answer: await lane.helpRequests.acceptRequest(asMember(member), change(ask.id)) })),
      );
      const [first, ...more] = answers.filter(({ answer }) => answer.ok);
      if (first === undefined) throw new Error('nobody won');
      expect(more).toEqual([]);
      for (const { member, answer } of answers) {
        if (member === first.member) continue;
        expect(answer).toMatchObject({ ok: false, failure: { type: 'AcceptedByAnother', memberName: first.member.displayName } });
      }
      return { ask, winner: first.member };
    };

    for (let done = 0; done < RACES; done += AT_ONCE) {
      const asks = Array.from({ length: AT_ONCE }, () => lane.ask());
      const requests = await Promise.all(asks.map(async (ask) => valueOf(await lane.helpRequests.requestHelp(ask))));
      expect(await openNow()).toEqual(placesOf(requests.map((request) => holdingTeam(request)?.teamCode)));

      const ended = await Promise.all(asks.map(race));
      expect(await openNow()).toEqual(placesOf(ended.map(({ winner }) => winner.memberships[0]?.teamCode)));

      await Promise.all(
        ended.map(async ({ ask, winner }) =>
          chance.happens(0.5)
            ? valueOf(await lane.helpRequests.resolveRequest(asMember(winner), { ...change(ask.id), outcome: 'DONE_TOGETHER' }))
            : valueOf(await lane.helpRequests.cancelRequest(lane.residentOf(ask), change(ask.id))),
        ),
      );
      expect(await openNow()).toEqual(placesOf([]));
    }

    const table = await wholeTable(lane.main);
    expect(table.requests.size).toBe(RACES);
    expect(violationsIn(table)).toEqual([]);
    console.log(`races: ${RACES} races of ${racers} taps, ${amongTeams} of them among several teams; ${RACES} winners, ${racers - RACES} told who`);
  });
});
