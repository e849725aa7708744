import { describe, expect, test } from 'vitest';
import { isLoopback, parseFlags } from '../../../infra/local/flags.ts';

const refusalOf = (...words: string[]): string => {
  const flags = parseFlags(words, '/home/lan/tram-so');
  if (flags.ok) throw new Error('These flags were accepted.');
  return flags.failure.line;
};

describe('somebody types npm start', () => {
  test('without flags they get port 4000 on this machine only, .local/ and 2,000 teams', () => {
    expect(parseFlags([], '/home/lan/tram-so')).toEqual({
      ok: true,
      value: { port: 4000, data: '/home/lan/tram-so/.local', teams: 2000, fresh: false, host: '127.0.0.1' },
    });
  });

  test('each flag is taken, with a space or with =', () => {
    const flags = parseFlags(['--port', '8080', '--data=../elsewhere', '--teams', '74422', '--fresh', '--host', '192.168.1.20'], '/home/lan/tram-so');
    expect(flags).toEqual({
      ok: true,
      value: { port: 8080, data: '/home/lan/elsewhere', teams: 74_422, fresh: true, host: '192.168.1.20' },
    });
  });

  test.each([
    [['--prot', '8080'], /--prot.*Use: npm start -- \[--port N\]/u],
    [['8080'], /8080.*Use: npm start/u],
    [['--port'], /--port.*Use: npm start/u],
    [['--port', 'http'], /--port http is not a port: give a whole number from 0/u],
    [['--port', '65536'], /--port 65536 is not a port/u],
    [['--port=-1'], /--port -1 is not a port/u],
    [['--teams', '0'], /--teams 0 is not a number of teams: give a whole number from 1 to 74422/u],
    [['--teams', '74423'], /--teams 74423/u],
    [['--teams', '2e3'], /--teams 2e3/u],
    [['--data', ''], /--data is empty: give a folder/u],
    [['--host', 'my kiosk'], /--host my kiosk is not an address/u],
  ])('%j is answered by one line that says what would be right', (words, line) => {
    const refusal = refusalOf(...words);
    expect(refusal).toMatch(line);
    expect(refusal).not.toContain('\n');
  });

  test('only loopback counts as this machine', () => {
    expect(['127.0.0.1', '127.1.2.3', '::1', 'localhost'].every(isLoopback)).toBe(true);
    expect(['0.0.0.0', '192.168.1.20', '::', '127.0.0.1.example.org'].some(isLoopback)).toBe(false);
  });
});
