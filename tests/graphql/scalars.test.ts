import { Kind } from 'graphql';
import { describe, expect, test } from 'vitest';
import { Date as Day } from '../../graphql/base/resolvers/Date.ts';
import { DateTime } from '../../graphql/base/resolvers/DateTime.ts';
import { LanguageTag } from '../../graphql/base/resolvers/LanguageTag.ts';

describe('an instant', () => {
  test('is taken with or without milliseconds, and always given with them', () => {
    expect(DateTime.parseValue('2026-11-21T12:44:00Z')).toBe('2026-11-21T12:44:00.000Z');
    expect(DateTime.parseLiteral({ kind: Kind.STRING, value: '2026-11-21T12:44:00.000Z' })).toBe('2026-11-21T12:44:00.000Z');
    expect(DateTime.serialize('2026-11-21T12:44:00.000Z')).toBe('2026-11-21T12:44:00.000Z');
  });

  test.each(['', '2026-11-21', '2026-11-21T12:44:00', '2026-11-21T19:44:00+07:00', '2026-02-30T12:00:00Z', '2026-11-21T25:00:00Z', '2026-11-21T24:00:00Z', ' 2026-11-21T12:44:00Z', 1_795_265_040_000, null, {}])(
    'that comes as %o is refused',
    (value) => {
      expect(() => DateTime.parseValue(value)).toThrow(/DateTime must be an instant in UTC/);
    },
  );
});

describe('a day', () => {
  test('exists in the calendar', () => {
    expect(Day.parseValue('2028-02-29')).toBe('2028-02-29');
    for (const value of ['2026-02-29', '2026-13-01', '21/11/2026', '2026-11-21T00:00:00Z', 20261121]) {
      expect(() => Day.parseValue(value)).toThrow(/Date must be a calendar day/);
    }
    expect(() => Day.parseLiteral({ kind: Kind.INT, value: '2026' })).toThrow();
  });
});

describe('a language tag', () => {
  test.each(['vi', 'en', 'hmn', 'km', 'en-GB', 'zh-Hant-TW', 'es-419'])('“%s” is one', (tag) => {
    expect(LanguageTag.parseValue(tag)).toBe(tag);
  });

  test.each(['', 'VI', 'vietnamese', 'vi_VN', 'vi-', 'x', '1', 'vi; DROP', 7])('%o is none', (tag) => {
    expect(() => LanguageTag.parseValue(tag)).toThrow(/LanguageTag must be a language tag/);
  });
});
