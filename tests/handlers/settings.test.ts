import { describe, expect, test } from 'vitest';
import { describeError } from '../../functions/handlers/describe-error.ts';
import { apiSettings, readSettings, SettingsProblem } from '../../functions/handlers/settings.ts';

const good = {
  MAIN_TABLE: 'main',
  CONTACTS_TABLE: 'contacts',
  DYNAMODB_ENDPOINT: 'http://127.0.0.1:8000',
  SIGNING_KEYS: '{"keys":[]}',
  CONTACT_PUBLIC_KEY: '{"kty":"EC","crv":"P-256","x":"x","y":"y","kid":"one"}',
  STATION_ORIGIN: 'http://127.0.0.1:4000',
};

const problemWith = (changes: Record<string, string | undefined>): string => {
  try {
    apiSettings({ ...good, ...changes });
  } catch (error) {
    if (error instanceof SettingsProblem) return error.message;
    throw error;
  }
  return 'accepted';
};

describe('the settings of a handler', () => {
  test('are read from the environment, keys as what they hold', () => {
    expect(apiSettings(good)).toMatchObject({ MAIN_TABLE: 'main', CONTACT_PUBLIC_KEY: { kid: 'one' }, SIGNING_KEYS: { keys: [] } });
  });

  test('that are missing are all named at once', () => {
    expect(problemWith({ MAIN_TABLE: undefined, STATION_ORIGIN: undefined })).toBe('MAIN_TABLE is not set.\nSTATION_ORIGIN is not set.');
  });

  test.each([
    [{ STATION_ORIGIN: 'http://127.0.0.1:4000/' }, /STATION_ORIGIN has to be an origin/],
    [{ STATION_ORIGIN: 'four thousand' }, /STATION_ORIGIN has to be an address/],
    [{ MAIN_TABLE: '' }, /MAIN_TABLE has to be a table name/],
    [{ OIDC_ISSUER: 'http://issuer.example.vn' }, /OIDC_ISSUER has to be an https address|OIDC_ISSUER is not/],
    [{ DYNAMODB_ENDPOINT: 'nowhere' }, /DYNAMODB_ENDPOINT has to be an address/],
    [{ SIGNING_KEYS: '{"keys":[{"d":"private"' }, /SIGNING_KEYS has to be JSON/],
    [{ CONTACT_PUBLIC_KEY: '{"kty":"EC","crv":"P-384","x":"private"}' }, /CONTACT_PUBLIC_KEY is wrong at crv/],
  ])('that are wrong are named, and never quoted: %o', (wrong, sentence) => {
    const message = problemWith(wrong);
    expect(message).toMatch(sentence);
    expect(message).not.toContain('private');
  });

  test('are only those that a handler asks for', () => {
    expect(readSettings(['MAIN_TABLE'], { ...good, SIGNING_KEYS: 'not asked for' })).toEqual({ MAIN_TABLE: 'main' });
  });
});

describe('an error in the log', () => {
  test('says what and where, without quoted values or long numbers', () => {
    const described = describeError(new Error('Expected "B-0427" but got +84 912 345 678 in row 12', { cause: new TypeError('no') }));
    expect(described).toMatchObject({ name: 'Error', message: 'Expected "…" but got [number] in row 12', cause: { name: 'TypeError' } });
    expect(described.at.length).toBeGreaterThan(0);
    expect(described.at.join('')).not.toContain('0427');
  });

  test('that is no error at all is said to be none', () => {
    expect(describeError('0912345678')).toEqual({ name: 'string', message: 'Something was thrown that is no error.', at: [] });
  });
});
