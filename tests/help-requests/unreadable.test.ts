import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { minutes } from '../../functions/core/clock.ts';
import { requestKey } from '../../functions/help-requests/help-request-row.ts';
import type { Principal } from '../../functions/identity/principal.ts';
import { asMember, aTeam, openLane, valueOf, type Lane } from '../support/lane.ts';

const team = aTeam(1, { capacity: 5 });

let lane: Lane;
beforeEach(async () => {
  lane = await openLane([team]);
});
afterEach(() => lane.stop());

/** So many people ask, a minute apart; gives the ids. `language`: one that nobody speaks comes before the commune. */
const askInTurn = async (count: number, language = 'vi'): Promise<string[]> => {
  const ids: string[] = [];
  for (let number = 0; number < count; number += 1) {
    const ask = lane.ask({ language });
    valueOf(await lane.helpRequests.requestHelp(ask));
    lane.clock.advance(minutes(1));
    ids.push(ask.id);
  }
  return ids;
};

/** The row says something that no version of the system ever wrote. */
const spoil = async (id: string | undefined): Promise<void> => {
  await lane.main.client.send(
    new UpdateCommand({
      TableName: lane.main.name,
      Key: requestKey(id ?? ''),
      UpdateExpression: 'SET #mode = :nonsense',
      ExpressionAttributeNames: { '#mode': 'mode' },
      ExpressionAttributeValues: { ':nonsense': 'BY_PIGEON' },
    }),
  );
};

const shownTo = async (first: number, after?: string) => {
  const page = await lane.helpRequests.queueOf(asMember(lane.memberOf(team)), team.code, { first, after });
  return { ids: page?.items.map(({ item }) => item.id), cursor: page?.items.at(-1)?.cursor, hasNextPage: page?.hasNextPage };
};

describe('a request whose row cannot be read', () => {
  test('hides none of the others from its team, and is reported by its id', async () => {
    const [one, two, three] = await askInTurn(3);
    await spoil(two);
    expect(await shownTo(10)).toMatchObject({ ids: [one, three], hasNextPage: false });
    expect(lane.unreadable).toEqual([`request#${two}`]);
  });

  test('leaves no page of a queue empty while more remains', async () => {
    const [one, two, three] = await askInTurn(3);
    await spoil(one);
    await spoil(two);
    expect(await shownTo(1)).toMatchObject({ ids: [three], hasNextPage: false });
    const [four] = await askInTurn(1);
    const first = await shownTo(1);
    expect(first).toMatchObject({ ids: [three], hasNextPage: true });
    expect(await shownTo(1, first.cursor)).toMatchObject({ ids: [four], hasNextPage: false });
  });

  test('hides none of what waits in a commune from its office', async () => {
    const [one, two, three] = await askInTurn(3, 'en');
    await spoil(one);
    const office: Principal = { kind: 'official', officialId: 'office', role: 'COMMUNE', unitVersion: '2025-07-01', unitCode: '00004', sessionId: 'test' };
    const page = await lane.helpRequests.waitingIn(office, { version: '2025-07-01', code: '00004', level: 'COMMUNE' }, { first: 10 });
    expect(page?.items.map(({ item }) => item.id)).toEqual([two, three]);
    expect(lane.unreadable).toEqual([`request#${one}`]);
  });

  test('is an error still for whoever asks for that one request', async () => {
    const [one] = await askInTurn(1);
    await spoil(one);
    await expect(lane.helpRequests.visibleRequest(asMember(lane.memberOf(team)), one ?? '')).rejects.toThrow();
  });
});
