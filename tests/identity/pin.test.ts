import { describe, expect, test } from 'vitest';
import { canBePin, hashPin, lockAfter, pinMatches } from '../../functions/identity/pin.ts';
import { SATURDAY_NIGHT } from '../support/lane.ts';

describe('a PIN', () => {
  test.each(['427910', '112233', '098712'])('may be %s', (digits) => expect(canBePin(digits)).toBe(true));
  test.each(['123456', '987654', '000000', '12345', '1234567', '12345a', '４２７９１０', ''])('may not be “%s”', (digits) => expect(canBePin(digits)).toBe(false));

  test('is known again, and is not in what is kept of it', async () => {
    const kept = await hashPin('427910');
    expect([await pinMatches(kept, '427910'), await pinMatches(kept, '427911')]).toEqual([true, false]);
    expect(JSON.stringify(kept)).not.toContain('427910');
    expect((await hashPin('427910')).hash).not.toBe(kept.hash);
  });

  test('is locked from the fifth wrong try on, each time for twice as long, at most for a day', () => {
    expect([1, 4].map((tries) => lockAfter(tries, SATURDAY_NIGHT))).toEqual([undefined, undefined]);
    expect([5, 6, 7, 50].map((tries) => lockAfter(tries, '2026-11-21T12:00:00.000Z'))).toEqual([
      '2026-11-21T12:05:00.000Z',
      '2026-11-21T12:10:00.000Z',
      '2026-11-21T12:20:00.000Z',
      '2026-11-22T12:00:00.000Z',
    ]);
  });
});
