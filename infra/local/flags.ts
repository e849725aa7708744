import { isIP } from 'node:net';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { fail, succeed, type Result } from '../../functions/core/result.ts';

export type StartFlags = {
  /** 0 lets the system choose a free one. */
  readonly port: number;
  /** Absolute path of the data folder. */
  readonly data: string;
  /** How many demonstration teams there are to be. */
  readonly teams: number;
  /** Forget what the data folder holds. */
  readonly fresh: boolean;
  /** The address to listen on: a loopback address serves HTTP, any other one HTTPS. */
  readonly host: string;
};

/** `line` says what is wrong and what would be right. */
export type FlagsUnreadable = { readonly type: 'FlagsUnreadable'; readonly line: string };

/** All of Vietnam's teams: product.md. */
const MOST_TEAMS = 74_422;

const USAGE = 'npm start -- [--port N] [--data DIR] [--teams N] [--host ADDRESS] [--fresh]';

/** Reads the words after `npm start --`. `folder` is what a relative `--data` starts from. */
export const parseFlags = (words: readonly string[], folder: string): Result<StartFlags, FlagsUnreadable> => {
  const read = readWords(words);
  if (!read.ok) return read;
  const { port = '4000', data = '.local', teams = '2000', fresh = false, host = '127.0.0.1' } = read.value;
  const portNumber = wholeNumber(port, 0, 65_535);
  if (portNumber === undefined) return unreadable(`--port ${port} is not a port: give a whole number from 0 (any free port) to 65535.`);
  const teamCount = wholeNumber(teams, 1, MOST_TEAMS);
  if (teamCount === undefined) return unreadable(`--teams ${teams} is not a number of teams: give a whole number from 1 to ${MOST_TEAMS}.`);
  if (data.trim() === '') return unreadable('--data is empty: give a folder, for example --data .local.');
  if (!isAddress(host)) return unreadable(`--host ${host} is not an address: give an IP address of this machine or its name.`);
  return succeed({ port: portNumber, data: resolve(folder, withoutTilde(data)), teams: teamCount, fresh, host });
};

type Words = { port?: string; data?: string; teams?: string; fresh?: boolean; host?: string };

const readWords = (words: readonly string[]): Result<Words, FlagsUnreadable> => {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        teams: { type: 'string' },
        fresh: { type: 'boolean' },
        host: { type: 'string' },
      },
      strict: true,
      allowPositionals: false,
    });
    return succeed(values);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return unreadable(`${error.message.split('. ', 1)[0] ?? error.message}. Use: ${USAGE}`);
  }
};

const unreadable = (line: string) => fail({ type: 'FlagsUnreadable', line });

const wholeNumber = (text: string, least: number, most: number): number | undefined => {
  const value = /^\d{1,9}$/u.test(text) ? Number(text) : Number.NaN;
  return value >= least && value <= most ? value : undefined;
};

const isAddress = (host: string): boolean => isIP(host) !== 0 || /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/iu.test(host);

/** A shell leaves `--data=~/x` as it is. */
const withoutTilde = (path: string): string => (path.startsWith('~/') ? join(homedir(), path.slice(2)) : path);

/** Only this machine can reach these, and browsers treat them as secure without HTTPS. */
export const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/u.test(host);
