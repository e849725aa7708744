import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { limits } from '../../functions/rate-limits/limits.ts';
import { anAuthenticator } from '../support/authenticator.ts';
import { aTeam, openLane, valueOf, type Lane } from '../support/lane.ts';
import { openWaysIn, STATION_ORIGIN, typeOf } from '../support/ways-in.ts';

const team = aTeam(1);

let lane: Lane;
beforeAll(async () => {
  lane = await openLane([team]);
});
afterAll(() => lane.stop());

/** A member's phone with a passkey. */
const open = async () => {
  const { waysIn, ownPhone } = await openWaysIn(lane);
  const lan = await ownPhone(team);
  const phone = anAuthenticator(STATION_ORIGIN);
  valueOf(await waysIn.addPasskey(lan, phone.make(valueOf(await waysIn.beginPasskey(lan)).options)));
  return { waysIn, clock: lane.clock, answer: async () => phone.signIn((await waysIn.beginPasskeySignIn()).options) };
};

describe('somebody who tries passkeys that do not fit', () => {
  test('gets sixty tries in ten minutes from one address, however many hands try at once; then one that fits waits as well', async () => {
    const { waysIn, clock, answer } = await open();
    const address = '203.0.113.70';
    const [{ most }] = limits.passkey.address;
    const types = (await Promise.all(Array.from({ length: 90 }, () => waysIn.signInWithPasskey('{}', { address })))).map(typeOf);
    expect(types.filter((type) => type === 'InvalidInput')).toHaveLength(most);
    expect(types.filter((type) => type === 'TooManyTries')).toHaveLength(90 - most);
    const fits = await answer();
    const waits = await waysIn.signInWithPasskey(fits, { address });
    if (waits.ok || waits.failure.type !== 'TooManyTries') throw new Error('The one that fits was not held back.');
    // Nothing was done: from elsewhere the same answer is still good.
    expect(typeOf(await waysIn.signInWithPasskey(fits, { address: '203.0.113.71' }))).toBe('ok');
    clock.advance(waits.failure.waitSeconds * 1000);
    expect(typeOf(await waysIn.signInWithPasskey(await answer(), { address }))).toBe('ok');
  });

  test('holds up no hall in which everybody signs in at once, since who gets in is not counted', async () => {
    const { waysIn, answer } = await open();
    const [{ most }] = limits.passkey.address;
    for (let person = 0; person < most + 5; person += 1) {
      expect(typeOf(await waysIn.signInWithPasskey(await answer(), { address: '203.0.113.72' }))).toBe('ok');
    }
  });
});
