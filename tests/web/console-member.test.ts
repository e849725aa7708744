import { expect, it } from 'vitest';
import { mobileIn } from '../../web/console/teams/member-record.ts';

it.each([
  ['0900 000 427', '+84900000427'],
  ['+84 900.000.427', '+84900000427'],
  ['84900000427', '+84900000427'],
  ['(035) 000-0427', '+84350000427'],
])('A number typed as %s is a mobile of this country', (typed, phone) => {
  expect(mobileIn(typed)).toBe(phone);
});

it.each(['', '0200 000 042', '0900 000 42', '0900 000 4270', '+1 900 000 427', 'không có'])('“%s” is no mobile, and is not sealed', (typed) => {
  expect(mobileIn(typed)).toBeUndefined();
});
