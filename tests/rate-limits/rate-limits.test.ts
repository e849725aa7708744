import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { epochSecondsOf, minutes } from '../../functions/core/clock.ts';
import { addressKeyFrom, askingAddress, doorProofFrom, hashAddress, isLoopback, networkOf } from '../../functions/rate-limits/address.ts';
import { limits } from '../../functions/rate-limits/limits.ts';
import { createRateLimits } from '../../functions/rate-limits/rate-limits.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { handClock, SATURDAY_NIGHT } from '../support/lane.ts';

const KEY = addressKeyFrom({ keys: ['a key of a test'] });
const HALL = '203.0.113.7';

let engine: TestEngine;
let clock: ReturnType<typeof handClock>;
let guard: ReturnType<typeof createRateLimits>;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());
// Each test has a day of its own, and so windows of its own.
let day = 0;
beforeEach(() => {
  clock = handClock(SATURDAY_NIGHT);
  clock.advance((day += 1) * 86_400_000);
  guard = createRateLimits(engine.main, KEY, clock.now);
});

const allowedOf = async (tries: readonly Promise<{ readonly ok: boolean }>[]): Promise<number> => (await Promise.all(tries)).filter(({ ok }) => ok).length;

describe('somebody who guesses', () => {
  test('a PIN gets five tries in a quarter of an hour, however many hands try at once', async () => {
    const tries = Array.from({ length: 60 }, (_, at) => guard.takeTry('pin', { subject: 'member-1', address: `203.0.113.${at}` }));
    expect(await allowedOf(tries)).toBe(5);
  });

  test('from many addresses at one member uses up nobody else’s tries', async () => {
    await allowedOf(Array.from({ length: 30 }, () => guard.takeTry('pin', { subject: 'member-2', address: HALL })));
    expect((await guard.takeTry('pin', { subject: 'member-3', address: HALL })).ok).toBe(true);
  });

  test('is told when to come back, and may then', async () => {
    const guess = () => guard.takeTry('pin', { subject: 'member-4' });
    for (let at = 0; at < 5; at += 1) await guess();
    const refused = await guess();
    if (refused.ok) throw new Error('A sixth try was let through.');
    const { type, tryAgainAt, waitSeconds } = refused.failure;
    expect(type).toBe('TooManyTries');
    expect(waitSeconds).toBe(epochSecondsOf(tryAgainAt) - epochSecondsOf(clock.now()));
    expect(waitSeconds).toBeLessThanOrEqual(15 * 60);
    clock.advance(waitSeconds * 1000);
    expect((await guess()).ok).toBe(true);
  });

  test('for days gets twenty tries in each', async () => {
    let allowed = 0;
    for (let quarter = 0; quarter < 4 * 24; quarter += 1) {
      allowed += await allowedOf(Array.from({ length: 6 }, () => guard.takeTry('pin', { subject: 'member-5' })));
      clock.advance(minutes(15));
    }
    // A day and the beginning of the next: the clock's day begins at midnight UTC.
    expect(allowed).toBeLessThanOrEqual(40);
    expect(allowed).toBeGreaterThanOrEqual(20);
  });

  test('pairing codes is stopped as the official they are, wherever they are', async () => {
    const official = { kind: 'official', officialId: 'one', role: 'COMMUNE', unitVersion: '2025-07-01', unitCode: '00004', sessionId: 's' } as const;
    const tries = Array.from({ length: 40 }, (_, at) => guard.takeTry('pairingCode', { principal: official, address: `198.51.100.${at}` }));
    expect(await allowedOf(tries)).toBe(limits.pairingCode.principal[0].most);
  });
});

describe('a crowd behind one address', () => {
  test('may all join at once, since whoever succeeds is not counted', async () => {
    for (let person = 0; person < 200; person += 1) {
      const taken = await guard.takeTry('invitation', { address: HALL });
      if (!taken.ok) throw new Error(`Person ${person} was refused.`);
      await taken.value.giveBack();
    }
  });

  test('is held back when it only fails', async () => {
    const tries = Array.from({ length: 100 }, () => guard.takeTry('invitation', { address: HALL }));
    expect(await allowedOf(tries)).toBe(limits.invitation.address[0].most);
    expect((await guard.takeTry('invitation', { address: '203.0.113.8' })).ok).toBe(true);
  });

  test('at three busy booths asks for help all evening', async () => {
    for (let half = 0; half < 20; half += 1) {
      expect((await guard.takeTry('askForHelp', { address: HALL })).ok).toBe(true);
      clock.advance(minutes(1));
    }
    const kiosk = { kind: 'kiosk', kioskCode: 'booth', sessionId: 's' } as const;
    expect(await allowedOf(Array.from({ length: 40 }, () => guard.takeTry('askAtKiosk', { principal: kiosk, address: HALL })))).toBe(40);
  });
});

describe('a stranger who asks for help again and again', () => {
  test('gets sixty requests through in ten minutes and a hundred in an hour, at whatever pace', async () => {
    expect(await allowedOf(Array.from({ length: 150 }, () => guard.takeTry('askForHelp', { address: HALL })))).toBe(60);
    clock.advance(minutes(10));
    expect(await allowedOf(Array.from({ length: 150 }, () => guard.takeTry('askForHelp', { address: HALL })))).toBe(40);
  });

  test('has one count for all addresses of an IPv6 network', async () => {
    const tries = Array.from({ length: 90 }, (_, at) => guard.takeTry('askForHelp', { address: `2001:db8:1:2::${at.toString(16)}` }));
    expect(await allowedOf(tries)).toBe(60);
  });

  test('is not held back on the machine that runs it all', async () => {
    expect(await allowedOf(Array.from({ length: 120 }, () => guard.takeTry('askForHelp', { address: '::ffff:127.0.0.1' })))).toBe(120);
  });
});

describe('what is kept', () => {
  test('names no address, and goes when its window ends', async () => {
    await guard.takeTry('invitation', { address: '192.0.2.44' });
    const { Items = [] } = await engine.main.client.send(new ScanCommand({ TableName: engine.main.name }));
    expect(JSON.stringify(Items)).not.toMatch(/192\.0\.2|203\.0\.113|2001:db8/u);
    for (const row of Items) expect(row['expiresAt']).toBe(epochSecondsOf(String(row['sk'])));
  });

  test('cannot be found out by trying all addresses without the key', () => {
    expect(hashAddress(KEY, HALL)).not.toBe(hashAddress(addressKeyFrom({ keys: ['another'] }), HALL));
    expect(hashAddress(KEY, HALL)).toMatch(/^[\w-]{22}$/u);
  });
});

describe('the network of an address', () => {
  test.each([
    ['192.0.2.1', '192.0.2.1', false],
    ['::ffff:192.0.2.1', '192.0.2.1', false],
    ['2001:db8::1', '2001:db8:0:0::/64', false],
    ['2001:DB8:0:1:2:3:4:5', '2001:db8:0:1::/64', false],
    ['::1', '0:0:0:0::/64', true],
    ['127.8.8.8', '127.8.8.8', true],
    ['not an address', 'not an address', false],
  ])('of %s is %s', (address, network, local) => {
    expect(networkOf(address)).toBe(network);
    expect(isLoopback(address)).toBe(local);
  });
});

describe('the address that asks', () => {
  const proof = doorProofFrom({ keys: ['a key of a test'] });

  test('is the one that our own distribution names', () => {
    expect(askingAddress({ 'x-viewer-address': '192.0.2.9', 'x-station-door': proof }, '198.51.100.1', proof)).toBe('192.0.2.9');
  });

  test('is never one that a caller past the distribution makes up', () => {
    for (const door of [undefined, '', 'guessed', doorProofFrom({ keys: ['another'] })])
      expect(askingAddress({ 'x-viewer-address': '192.0.2.9', 'x-station-door': door }, '198.51.100.1', proof)).toBe('198.51.100.1');
  });
});
