import { randomUUID } from 'node:crypto';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { plusMilliseconds } from '../../functions/core/clock.ts';
import { followChanges } from '../../functions/handlers/table-stream.ts';
import type { StreamParts } from '../../functions/handlers/stream-parts.ts';
import { toRequestRow } from '../../functions/help-requests/help-request-row.ts';
import type { HelpRequest } from '../../functions/help-requests/help-request.ts';
import { createSessionStore } from '../../functions/identity/session-store.dynamo.ts';
import { createWhoseQueues } from '../../functions/identity/whose-queues.ts';
import { createLive, type Live } from '../../functions/live/live.ts';
import { teamTopic, communeTopic, sessionTopic } from '../../functions/live/notice.ts';
import { anAcceptance, anOffer, aRequest, AT_A_QUARTER_TO_EIGHT } from '../help-requests/a-request.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { handClock, SATURDAY_NIGHT } from '../support/lane.ts';

const TEAM = teamTopic('00004-007');
const COMMUNE = communeTopic('00004');

const clock = handClock(SATURDAY_NIGHT);
let engine: TestEngine;
let live: Live;
let heard: { connectionId: string; notice: unknown }[];
let followed: HelpRequest[];
let faults: unknown[];
let closed: string[];
const gone = new Set<string>();

beforeAll(async () => {
  engine = await startEngine();
  live = createLive(engine.main, clock.now);
});
afterAll(() => engine.stop());
beforeEach(() => {
  heard = [];
  followed = [];
  faults = [];
  closed = [];
});

const parts = (): StreamParts => ({
  keepContactOf: (request) => {
    followed.push(request);
    return Promise.resolve();
  },
  live,
  whoseQueues: createWhoseQueues(engine.main, clock.now),
  post: (connectionId, text) => {
    if (gone.has(connectionId)) return Promise.resolve('GONE');
    heard.push({ connectionId, notice: JSON.parse(text) });
    return Promise.resolve('SENT');
  },
  close: (connectionId) => {
    closed.push(connectionId);
    return Promise.resolve();
  },
  rebuildSnapshotWhenDue: () => Promise.resolve(),
  report: (error) => faults.push(error),
});

const imageOf = (row: Record<string, unknown>) => marshall(row, { removeUndefinedValues: true });
const record = (sequence: string, before: HelpRequest | undefined, after: HelpRequest): DynamoDBRecord =>
  ({
    eventID: sequence,
    dynamodb: {
      SequenceNumber: sequence,
      ...(before === undefined ? {} : { OldImage: imageOf(toRequestRow(before)) }),
      NewImage: imageOf(toRequestRow(after)),
    },
  }) as DynamoDBRecord;

describe('a change of a help request', () => {
  test('is told to the open phones of the team that gets it, and to nobody else', async () => {
    await live.connect('phone-of-7', [TEAM]);
    await live.connect('phone-of-8', [teamTopic('00004-008')]);
    expect(await followChanges(parts(), { Records: [record('1', undefined, aRequest())] })).toEqual({ batchItemFailures: [] });
    expect(heard).toEqual([{ connectionId: 'phone-of-7', notice: { type: 'QUEUE_CHANGED', queue: TEAM } }]);
    await live.disconnect('phone-of-7');
    await live.disconnect('phone-of-8');
  });

  test('that takes it from one team to another is told to both', async () => {
    await live.connect('phone-of-7', [TEAM]);
    await live.connect('phone-of-8', [teamTopic('00004-008')]);
    const passed = aRequest({ revision: 2, declinedBy: ['00004-007'], offer: anOffer('00004-008') });
    await followChanges(parts(), { Records: [record('2', aRequest(), passed)] });
    expect(heard.map(({ connectionId }) => connectionId).sort()).toEqual(['phone-of-7', 'phone-of-8']);
    await live.disconnect('phone-of-7');
    await live.disconnect('phone-of-8');
  });

  test('that nobody could take is told to the commune', async () => {
    await live.connect('phone-in-the-commune', [teamTopic('00004-001'), COMMUNE]);
    const escalated = aRequest({ offer: undefined, escalatedAt: AT_A_QUARTER_TO_EIGHT });
    await followChanges(parts(), { Records: [record('3', undefined, escalated)] });
    expect(heard).toHaveLength(1);
    await live.disconnect('phone-in-the-commune');
  });

  test('moves the day on which its contact is erased', async () => {
    const accepted = aRequest({ state: 'ACCEPTED', offer: undefined, acceptance: anAcceptance, hasContact: true });
    await followChanges(parts(), { Records: [record('4', aRequest(), accepted)] });
    expect(followed).toEqual([expect.objectContaining({ id: accepted.id, hasContact: true })]);
  });

  test('is told once when many come together, so that a day without a run does not flood phones', async () => {
    await live.connect('phone-of-7', [TEAM]);
    const many = Array.from({ length: 25 }, (_, at) => record(`20${at}`, undefined, aRequest({ id: randomUUID(), revision: at + 1 })));
    expect(await followChanges(parts(), { Records: many })).toEqual({ batchItemFailures: [] });
    expect(heard).toHaveLength(1);
    expect(followed).toHaveLength(25);
    await live.disconnect('phone-of-7');
  });

  test('of which only the next due moment was put off is told to nobody', async () => {
    await live.connect('phone-of-7', [TEAM]);
    await followChanges(parts(), { Records: [record('300', aRequest(), aRequest({ retryAt: AT_A_QUARTER_TO_EIGHT }))] });
    expect(heard).toEqual([]);
    await live.disconnect('phone-of-7');
  });

  test('that comes twice does no harm', async () => {
    const twice = [record('5', undefined, aRequest()), record('5', undefined, aRequest())];
    expect(await followChanges(parts(), { Records: twice })).toEqual({ batchItemFailures: [] });
  });
});

describe('a phone', () => {
  test('that has left is forgotten', async () => {
    const connectionId = randomUUID();
    await live.connect(connectionId, [TEAM]);
    clock.advance(2 * 60_000);
    gone.add(connectionId);
    await followChanges(parts(), { Records: [record('6', undefined, aRequest())] });
    gone.delete(connectionId);
    await followChanges(parts(), { Records: [record('7', undefined, aRequest())] });
    expect(heard).toEqual([]);
  });

  test('that is just connecting, and so not there yet, hears of the next change', async () => {
    const connectionId = randomUUID();
    await live.connect(connectionId, [TEAM]);
    gone.add(connectionId);
    await followChanges(parts(), { Records: [record('11', undefined, aRequest())] });
    gone.delete(connectionId);
    await followChanges(parts(), { Records: [record('12', undefined, aRequest())] });
    expect(heard).toEqual([{ connectionId, notice: { type: 'QUEUE_CHANGED', queue: TEAM } }]);
    await live.disconnect(connectionId);
  });

  test('whose connection is long over is not written to', async () => {
    await live.connect('old-phone', [TEAM]);
    clock.advance(4 * 3_600_000);
    await followChanges(parts(), { Records: [record('8', undefined, aRequest())] });
    expect(heard).toEqual([]);
  });
});

describe('a phone that cannot be told', () => {
  test('makes the batch come again from the first change that it should have heard of', async () => {
    await live.connect('phone-of-8', [teamTopic('00004-008')]);
    const unreachable = { ...parts(), post: () => Promise.reject(new Error('the gateway is away')) };
    const records = [record('400', undefined, aRequest()), record('401', undefined, aRequest({ offer: anOffer('00004-008') })), record('402', undefined, aRequest())];
    expect(await followChanges(unreachable, { Records: records })).toEqual({ batchItemFailures: [{ itemIdentifier: '401' }] });
    await live.disconnect('phone-of-8');
  });
});

describe('a row that cannot be read', () => {
  test('stops the batch where it stands, so that nothing after it is lost', async () => {
    const broken = { eventID: '10', dynamodb: { SequenceNumber: '10', NewImage: imageOf({ pk: 'request#x', sk: 'request', v: 99 }) } } as DynamoDBRecord;
    const answer = await followChanges(parts(), { Records: [record('9', undefined, aRequest()), broken, record('11', undefined, aRequest())] });
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: '10' }] });
    expect(followed).toHaveLength(1);
    expect(faults).toHaveLength(1);
  });
});

describe('a device was signed out', () => {
  test('what it has open is closed, and hears no more; the member’s other phone goes on hearing', async () => {
    await live.connect('lost-phone', [TEAM, sessionTopic('lost')]);
    await live.connect('kept-phone', [TEAM, sessionTopic('kept')]);
    const ended = { eventID: '9', dynamodb: { SequenceNumber: '9', OldImage: imageOf({ pk: 'sessions#member:lan', sk: 'session#lost' }) } } as DynamoDBRecord;
    for (const _time of ['once', 'again, since records may come twice']) expect(await followChanges(parts(), { Records: [ended] })).toEqual({ batchItemFailures: [] });
    expect(closed).toEqual(['lost-phone']);
    await live.tell(TEAM, parts().post);
    const ids = heard.map(({ connectionId }) => connectionId);
    expect(ids).toContain('kept-phone');
    expect(ids).not.toContain('lost-phone');
  });
});

describe('somebody whose team is another', () => {
  const changed = (before: Record<string, unknown>, after: Record<string, unknown>) =>
    ({ eventID: '30', dynamodb: { SequenceNumber: '30', OldImage: imageOf(before), NewImage: imageOf(after) } }) as DynamoDBRecord;
  const inTeams = (...codes: string[]) => ({ pk: 'member#lan', sk: 'member', memberships: codes.map((teamCode) => ({ teamCode, role: 'MEMBER' })) });
  const phoneOf = (teamCode: string) => ({ pk: 'sessions#teamPhone:p', sk: 'session#shared', holder: { kind: 'teamPhone', phoneId: 'p', teamCode } });

  test('has every phone connect anew, so that it hears of the new queue; who only changed their name has not', async () => {
    const store = createSessionStore(engine.main);
    const id = randomUUID();
    const [startedAt, endsAt] = [clock.now(), plusMilliseconds(clock.now(), 60_000)];
    await store.write([store.opening({ id, holder: { kind: 'member', memberId: 'lan' }, startedAt, endsAt, refresh: { familyHash: 'f', currentHash: 'c', since: startedAt } })]);
    await live.connect('phone-of-lan', [TEAM, sessionTopic(id)]);
    await followChanges(parts(), { Records: [changed({ ...inTeams('00004-007'), displayName: 'Lan' }, { ...inTeams('00004-007'), displayName: 'Lan Anh' })] });
    expect(closed).toEqual([]);
    await followChanges(parts(), { Records: [changed(inTeams('00004-007'), inTeams('00004-008'))] });
    expect(closed).toEqual(['phone-of-lan']);
  });

  test('has the phone that they share connect anew as well; one that only renewed its session goes on listening', async () => {
    await live.connect('shared-phone', [TEAM, sessionTopic('shared')]);
    await followChanges(parts(), { Records: [changed(phoneOf('00004-007'), { ...phoneOf('00004-007'), endsAt: 'later' })] });
    expect(closed).toEqual([]);
    await followChanges(parts(), { Records: [changed(phoneOf('00004-007'), phoneOf('00004-008'))] });
    expect(closed).toEqual(['shared-phone']);
  });
});
