import type { Principal } from '../../functions/identity/principal.ts';
import { answerLive, type LiveEvent } from '../../functions/handlers/live.ts';
import { createLive } from '../../functions/live/live.ts';
import { teamTopic, communeTopic } from '../../functions/live/notice.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aMember, asMember, aTeam, openLane, type Lane } from '../support/lane.ts';

const ORIGIN = 'https://station.example';
const seven = aTeam(1);
const eight = aTeam(2, { communeCode: '00008', code: '00008-002' });

let lane: Lane;
beforeAll(async () => {
  lane = await openLane([seven, eight]);
});
afterAll(() => lane.stop());

const opening = (connectionId: string, origin = ORIGIN): LiveEvent =>
  ({ headers: { Origin: origin }, requestContext: { routeKey: '$connect', eventType: 'CONNECT', connectionId } }) as unknown as LiveEvent;

/** Opens the line for whoever asks; gives what came of it. */
const listens = async (principal: Principal, connectionId: string, origin?: string): Promise<unknown> => {
  const live = createLive(lane.main, lane.clock.now);
  const identity = { principalOf: () => Promise.resolve(principal) };
  const answer = await answerLive({ identity, permission: lane.permission, teams: lane.teamRecords, live, origin: ORIGIN }, opening(connectionId, origin));
  return (answer as { readonly statusCode: number }).statusCode;
};

/** Whose phones are told when this changes. */
const toldOf = async (topic: string): Promise<readonly string[]> => {
  const told: string[] = [];
  await createLive(lane.main, lane.clock.now).tell(topic, (connectionId) => {
    told.push(connectionId);
    return Promise.resolve('SENT');
  });
  return told.sort();
};

const teamPhone: Principal = { kind: 'teamPhone', phoneId: 'hall', teamCode: seven.code, sessionId: 'hall' };

describe('the live line', () => {
  test('tells a member’s phone and the shared phone in the hall of their own team and commune', async () => {
    expect(await listens(asMember(lane.memberOf(seven)), 'tuan')).toBe(200);
    expect(await listens(teamPhone, 'hall')).toBe(200);
    expect(await toldOf(teamTopic(seven.code))).toEqual(['hall', 'tuan']);
    expect(await toldOf(communeTopic(seven.communeCode))).toEqual(['hall', 'tuan']);
    expect(await toldOf(teamTopic(eight.code))).toEqual([]);
    expect(await toldOf(communeTopic(eight.communeCode))).toEqual([]);
  });

  test('tells somebody in two teams of both', async () => {
    const hoa = { ...aMember(seven.code, 'Hoa'), memberships: [seven, eight].map(({ code }) => ({ teamCode: code, role: 'MEMBER' as const })) };
    await lane.teamRecords.saveMember(hoa);
    expect(await listens(asMember(hoa), 'hoa')).toBe(200);
    expect(await toldOf(teamTopic(eight.code))).toEqual(['hoa']);
  });

  test.each<Principal>([
    { kind: 'anonymous' },
    { kind: 'resident', requestId: 'r', trackingSecret: 's' },
    { kind: 'kiosk', kioskCode: 'demo-walking-street', sessionId: 's' },
    { kind: 'official', officialId: 'o', role: 'COMMUNE', unitVersion: '2025-07-01', unitCode: '00004', sessionId: 's' },
    { kind: 'official', officialId: 'o', role: 'NATIONAL', unitVersion: '2025-07-01', sessionId: 's' },
    { kind: 'member', memberId: 'nobody-known', sessionId: 's' },
  ])('opens for nobody else: $kind $role', async (principal) => {
    expect(await listens(principal, 'stranger')).toBe(401);
  });

  test('opens on no other page', async () => {
    expect(await listens(teamPhone, 'elsewhere', 'https://elsewhere.example')).toBe(403);
  });
});
