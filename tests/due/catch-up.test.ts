import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { catchUp } from '../../functions/due/catch-up.dynamo.ts';
import { requestKey } from '../../functions/help-requests/help-request-row.ts';
import { dueTimeOfOld, REQUEST_ROWS } from '../../functions/help-requests/old-requests.ts';
import type { Ask } from '../../functions/help-requests/ask.ts';
import { minutes } from '../../functions/core/clock.ts';
import { putRows } from '../../functions/storage/batch.ts';
import type { MainTable } from '../../functions/storage/client.ts';
import { readMerge, resumeOldMerge } from '../../functions/teams/merge-store.dynamo.ts';
import { readTeam, TEAM_ROWS } from '../../functions/teams/team-rows.ts';
import { runDueIn } from '../support/due.ts';
import { failingAfter } from '../support/failing-client.ts';
import { aMember, aTeam, openLane, valueOf, type Lane } from '../support/lane.ts';

const near = aTeam(1, { capacity: 5 });
const next = aTeam(2, { capacity: 5 });

let lane: Lane;
let reported: unknown[];
beforeEach(async () => {
  reported = [];
  lane = await openLane([near, next]);
});
afterEach(() => lane.stop());

const run = (main: MainTable = lane.main, signal = new AbortController().signal): Promise<number> =>
  catchUp({
    main,
    oldRows: [
      { sk: REQUEST_ROWS, write: (row) => dueTimeOfOld(main, row) },
      { sk: TEAM_ROWS, write: (row) => resumeOldMerge(main, readTeam(row), lane.clock.now()) },
    ],
    report: (error) => reported.push(error),
    signal,
  });

/** Somebody asks, and the row is as it was written before there was an index of what is due. */
const askedLongAgo = async (): Promise<Ask> => {
  const ask = lane.ask();
  valueOf(await lane.helpRequests.requestHelp(ask));
  await lane.main.client.send(new UpdateCommand({ TableName: lane.main.name, Key: requestKey(ask.id), UpdateExpression: 'REMOVE due, dueSort' }));
  return ask;
};
const now = async (ask: Ask) => {
  const request = await lane.helpRequests.trackedRequest(lane.residentOf(ask));
  if (request === undefined) throw new Error('the request is gone');
  return request;
};

describe('requests from before anything was due by itself', () => {
  test('are found by the next run, once they have their due time', async () => {
    const ask = await askedLongAgo();
    lane.clock.advance(minutes(3));
    expect(await runDueIn(lane)).toMatchObject({ changes: 0 });
    expect(await run()).toBe(1);
    await runDueIn(lane);
    expect((await now(ask)).offer?.teamCode).toBe(next.code);
  });

  test('keep the time that a change has given them', async () => {
    const asks = [await askedLongAgo(), lane.ask()];
    valueOf(await lane.helpRequests.requestHelp(asks[1] as Ask));
    lane.clock.advance(minutes(3));
    await runDueIn(lane);
    expect(await run()).toBe(1);
    expect(await run()).toBe(0);
  });

  test('come before the province when the commune has had them since before provinces were told', async () => {
    const ask = lane.ask({ language: 'en' });
    valueOf(await lane.helpRequests.requestHelp(ask));
    expect(await now(ask)).toMatchObject({ escalatedAt: lane.clock.now() });
    await lane.main.client.send(new UpdateCommand({ TableName: lane.main.name, Key: requestKey(ask.id), UpdateExpression: 'REMOVE due, dueSort, provinceDueAt' }));
    expect(await run()).toBe(1);
    await runDueIn(lane);
    expect((await now(ask)).toldProvince).toMatchObject({ code: '01' });
  });

  test('are reported, and in nobody’s way, when they cannot be read', async () => {
    const ask = await askedLongAgo();
    await lane.main.client.send(new PutCommand({ TableName: lane.main.name, Item: { ...requestKey('broken'), v: 1, state: 'WAITING' } }));
    expect(await run()).toBe(1);
    expect(reported).toEqual([expect.objectContaining({ message: 'The row request#broken cannot be read, and gets no due time.' })]);
    await lane.main.client.send(new DeleteCommand({ TableName: lane.main.name, Key: requestKey('broken') }));
    lane.clock.advance(minutes(3));
    await runDueIn(lane);
    expect((await now(ask)).offer?.teamCode).toBe(next.code);
  });
});

describe('a merge that was interrupted before there were rows of merges', () => {
  test('is finished by a run, in nobody’s name', async () => {
    await lane.teamRecords.saveMember(aMember(near.code, 'Hoa'));
    await lane.teamRecords.changeTeam({ ...near, status: 'MERGED', mergedInto: next.code });
    expect(await run()).toBe(1);
    expect(await readMerge(lane.main, near.code)).toMatchObject({ into: next.code, by: { kind: 'SYSTEM' } });
    lane.clock.advance(minutes(2));
    expect(await runDueIn(lane)).toMatchObject({ changes: 1, failed: 0 });
    expect(await readMerge(lane.main, near.code)).toBeUndefined();
    expect((await lane.teamRecords.member(`${near.code}-hoa`))?.memberships).toEqual([{ teamCode: next.code, role: 'MEMBER' }]);
  });
});

describe('going through the table', () => {
  test('goes on where it was killed, whenever that was, and comes to every row', async () => {
    // Rows that are none of its business, so that there is more than one page.
    await putRows(lane.main, Array.from({ length: 2500 }, (_, number) => ({ pk: `filler#${number}`, sk: 'filler' })));
    const asks = [await askedLongAgo(), await askedLongAgo(), await askedLongAgo(), await askedLongAgo()];
    for (let call = 0, ended = false; !ended; call += 1) {
      if (call > 30) throw new Error('it never ends');
      const dying = { ...lane.main, client: failingAfter(lane.main.client, call, call % 2 === 0) };
      ended = await run(dying).then(() => true, () => false);
    }
    lane.clock.advance(minutes(3));
    await runDueIn(lane);
    for (const ask of asks) expect((await now(ask)).offer?.teamCode).toBe(next.code);
    expect(await run()).toBe(0);
  });

  test('ends at once when it is stopped, and has kept nothing that is not done', async () => {
    await askedLongAgo();
    expect(await run(lane.main, AbortSignal.abort())).toBe(0);
    expect(await run()).toBe(1);
  });
});
