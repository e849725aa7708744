import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { minutes } from '../../functions/core/clock.ts';
import { aTeam, openLane, valueOf, type Lane } from '../support/lane.ts';
import { openWaysIn, typeOf } from '../support/ways-in.ts';

const team = aTeam(1);
const other = aTeam(2);

let lane: Lane;
beforeAll(async () => {
  lane = await openLane([team, other]);
});
afterAll(() => lane.stop());

/** A shared phone of the team, set up by its lead, and a member with a PIN. */
const open = async () => {
  const { waysIn, sharedPhone, ownPhone: phoneOf } = await openWaysIn(lane);
  const ownPhone = (at: number) => phoneOf(team, at);
  const { inHand } = await sharedPhone(team);
  const tuan = lane.memberOf(team, 1).id;
  valueOf(await waysIn.setPin(await ownPhone(1), '427910'));
  return { waysIn, ownPhone, inHand, tuan };
};

describe('a phone that a team shares', () => {
  test('is the member who says who they are by their PIN, until it has lain idle for ten minutes', async () => {
    const { waysIn, inHand, tuan } = await open();
    expect(await inHand()).toMatchObject({ kind: 'teamPhone', teamCode: team.code });
    valueOf(await waysIn.takePhone(await inHand(), tuan, '427910'));
    expect(await inHand()).toMatchObject({ kind: 'member', memberId: tuan, phoneId: expect.any(String) as string });
    for (let times = 0; times < 4; times += 1) {
      lane.clock.advance(minutes(9));
      expect(await inHand()).toMatchObject({ kind: 'member' });
    }
    lane.clock.advance(minutes(10));
    expect(await inHand()).toMatchObject({ kind: 'teamPhone' });
  });

  test('is nobody’s at once after “not me”, and after that member’s phones were signed out', async () => {
    const { waysIn, inHand, ownPhone, tuan } = await open();
    valueOf(await waysIn.takePhone(await inHand(), tuan, '427910'));
    const taken = await inHand();
    await waysIn.leavePhone(taken);
    expect(await inHand()).toMatchObject({ kind: 'teamPhone' });
    valueOf(await waysIn.takePhone(await inHand(), tuan, '427910'));
    valueOf(await waysIn.revokeAll(await ownPhone(0), { kind: 'member', memberId: tuan }));
    expect(await inHand()).toMatchObject({ kind: 'teamPhone' });
  });

  test('locks a PIN after five wrong tries, for the right one too, and opens again after the wait', async () => {
    const { waysIn, inHand, tuan } = await open();
    const answers = [];
    for (let times = 0; times < 5; times += 1) answers.push(typeOf(await waysIn.takePhone(await inHand(), tuan, '000001')));
    expect(answers).toEqual(['WrongPin', 'WrongPin', 'WrongPin', 'WrongPin', 'PinLocked']);
    expect(typeOf(await waysIn.takePhone(await inHand(), tuan, '427910'))).toBe('TooManyTries');
    // The member's lock is over after five minutes, the phone's count at the end of its quarter of an hour.
    lane.clock.advance(minutes(15));
    expect(typeOf(await waysIn.takePhone(await inHand(), tuan, '427910'))).toBe('ok');
  });

  test('gives an attacker who tries twenty at once no more than five guesses, and lets the right one wait too', async () => {
    const { waysIn, inHand, tuan } = await open();
    const phone = await inHand();
    const guesses = Array.from({ length: 20 }, (_none, at) => waysIn.takePhone(phone, tuan, String(100_001 + at * 7), '203.0.113.7'));
    const types = (await Promise.all(guesses)).map(typeOf);
    expect(types.filter((type) => type === 'TooManyTries')).toHaveLength(15);
    const right = await waysIn.takePhone(phone, tuan, '427910', '203.0.113.8');
    if (right.ok || right.failure.type !== 'TooManyTries') throw new Error('The right PIN was not held back.');
    lane.clock.advance(right.failure.waitSeconds * 1000);
    expect(typeOf(await waysIn.takePhone(await inHand(), tuan, '427910'))).toBe('ok');
  });

  test('does not count a right PIN, so that people may hand it around all day', async () => {
    const { waysIn, inHand, tuan } = await open();
    const phone = await inHand();
    for (let times = 0; times < 8; times += 1) expect(typeOf(await waysIn.takePhone(phone, tuan, '427910', '203.0.113.7'))).toBe('ok');
  });

  test('is for the members of its team alone, and only they set their PIN, on a phone of their own', async () => {
    const { waysIn, inHand, ownPhone, tuan } = await open();
    const phone = await inHand();
    expect(typeOf(await waysIn.takePhone(phone, lane.memberOf(other).id, '427910'))).toBe('NotFound');
    expect(typeOf(await waysIn.takePhone(phone, lane.memberOf(team, 0).id, '427910'))).toBe('PinNotSet');
    expect(typeOf(await waysIn.takePhone(await ownPhone(1), tuan, '427910'))).toBe('NotPermitted');
    expect(typeOf(await waysIn.takePhone({ kind: 'anonymous' }, tuan, '427910'))).toBe('NotSignedIn');
    expect(typeOf(await waysIn.setPin(phone, '427910'))).toBe('NotPermitted');
    expect(typeOf(await waysIn.setPin({ kind: 'anonymous' }, '427910'))).toBe('NotSignedIn');
    expect(typeOf(await waysIn.setPin(await ownPhone(1), '123456'))).toBe('InvalidInput');
    valueOf(await waysIn.takePhone(phone, tuan, '427910'));
    expect(typeOf(await waysIn.setPin(await inHand(), '427911'))).toBe('NotPermitted');
  });
});
