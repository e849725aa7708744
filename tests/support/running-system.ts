import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Addresses } from '../../infra/local/addresses.ts';
import { inProject } from '../../infra/local/places.ts';

/** A whole system as `npm start` brings it up, in a process of its own. */
export type RunningSystem = Addresses & {
  /** Everything that it printed so far, errors included. */
  readonly printed: () => string;
  readonly dataFolder: string;
  readonly process: ChildProcess;
  /** Asks it to stop, as Ctrl-C does, and waits until it is gone. Removes the data folder when it made it. */
  readonly stop: () => Promise<void>;
};

export type SystemWanted = {
  /** Kept when it is given; otherwise a new folder that goes with the system. */
  readonly dataFolder?: string;
  readonly flags?: readonly string[];
  readonly teams?: number;
  readonly environment?: NodeJS.ProcessEnv;
};

/** Starts a system on a free port and waits until it is ready. Rejects with what it printed when it ends instead. */
export const startSystem = async ({ dataFolder, flags = [], teams = 200, environment = {} }: SystemWanted = {}): Promise<RunningSystem> => {
  const folder = dataFolder ?? (await mkdtemp(join(tmpdir(), 'tram-so-system-')));
  const started = runStart(['--port', '0', '--data', folder, '--teams', String(teams), ...flags], environment);
  const clear = async (): Promise<void> => {
    if (dataFolder === undefined) await rm(folder, { recursive: true, force: true });
  };
  try {
    await started.until(/Ctrl-C stops everything/u);
  } catch (error) {
    await clear();
    throw error;
  }
  const addresses = JSON.parse(await readFile(join(folder, 'addresses.json'), 'utf8')) as Addresses;
  return {
    ...addresses,
    printed: started.printed,
    dataFolder: folder,
    process: started.process,
    stop: async () => {
      started.process.kill('SIGINT');
      await started.ended;
      await clear();
    },
  };
};

/** A start as a child process, with its words and its end. */
export type Start = {
  readonly process: ChildProcess;
  readonly printed: () => string;
  /** Resolves once it printed this; rejects when it ends before. */
  readonly until: (words: RegExp) => Promise<void>;
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
};

const running = new Set<ChildProcess>();

/** Ends whatever a test that failed left running, so that it weighs on no other. For `afterEach`. */
export const endAllSystems = async (): Promise<void> => {
  await Promise.all(
    [...running].map((child) => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      return ended;
    }),
  );
};

export const runStart = (flags: readonly string[], environment: NodeJS.ProcessEnv = {}): Start => {
  const child = spawn(process.execPath, [inProject('infra', 'local', 'start.ts'), ...flags], {
    cwd: inProject(),
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  running.add(child);
  let text = '';
  const listeners = new Set<() => void>();
  const hear = (chunk: Buffer): void => {
    text += chunk.toString();
    for (const listener of listeners) listener();
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  const ended = new Promise<number | NodeJS.Signals>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => running.delete(child));
    // Not `exit`: its last words may still be on their way then.
    child.once('close', (code, signal) => resolve(code ?? signal ?? 1));
  });
  return {
    process: child,
    printed: () => text,
    until: (words) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (!words.test(text)) return;
          listeners.delete(look);
          resolve();
        };
        listeners.add(look);
        look();
        void ended.then((how) => reject(new Error(`The system ended (${how}) before it printed ${String(words)}:\n${text}`)), reject);
      }),
    ended,
  };
};
