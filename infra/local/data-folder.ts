import { randomBytes } from 'node:crypto';
import { link, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import * as v from 'valibot';
import { isThere, readIfThere } from './files.ts';
import { describeProcess, isRunning, type RunningProcess } from './running-process.ts';
import { StartProblem, errorCode, messageOf } from './start-problem.ts';

/** Where one system keeps everything that outlives it, held by one process at a time. */
export type DataFolder = {
  readonly path: string;
  /** The absolute path of a file within. */
  readonly file: (name: DataFile) => string;
  /**
   * Notes which engine works on this folder, so that the next start can end it if this process is killed outright, and where it
   * answers, so that other commands find it.
   */
  readonly noteEngine: (engine: { readonly pid: number; readonly endpoint: string }) => Promise<void>;
  /** Gives the folder back. Whoever opens it next finds all of it but the lock. */
  readonly release: () => Promise<void>;
};

/** Everything that is ever written here. `--fresh` removes these and nothing else, so a wrong --data costs nobody a file. */
const DATA_FILES = [
  'database.sqlite',
  'database.sqlite-wal',
  'database.sqlite-shm',
  'database.sqlite.import',
  'keys.json',
  'certificate.json',
  'stream-checkpoint.json',
  'undelivered',
  'addresses.json',
] as const;
export type DataFile = (typeof DATA_FILES)[number] | 'bench';

const LOCK = 'lock.json';

const lockSchema = v.object({
  pid: v.number(),
  began: v.optional(v.string()),
  engine: v.optional(v.object({ pid: v.number(), began: v.optional(v.string()), endpoint: v.optional(v.string()) })),
});
type Lock = v.InferOutput<typeof lockSchema>;

/** How long an engine that outlived its killed system gets to finish by itself before it is ended. */
const ENGINE_GRACE_MILLISECONDS = 5000;

/** Throws StartProblem when the folder cannot be used or is in use. */
export const openDataFolder = async (path: string, { fresh }: { fresh: boolean }): Promise<DataFolder> => {
  await makeFolder(path);
  const lockFile = join(path, LOCK);
  await takeLock(path, lockFile);
  try {
    if (fresh) await Promise.all(DATA_FILES.map((name) => rm(join(path, name), { force: true, recursive: true })));
  } catch (error) {
    await rm(lockFile, { force: true });
    throw error;
  }
  return {
    path,
    file: (name) => join(path, name),
    noteEngine: async ({ pid, endpoint }) => {
      const beside = `${lockFile}.new`;
      await writeFile(beside, JSON.stringify({ ...(await describeProcess(process.pid)), engine: { ...(await describeProcess(pid)), endpoint } }));
      await rename(beside, lockFile);
    },
    release: () => rm(lockFile, { force: true }),
  };
};

/** Where the engine of a system that runs on this folder answers; undefined when none runs, or it has not come so far. */
export const runningEngineOf = async (path: string): Promise<string | undefined> => {
  const text = await readIfThere(join(path, LOCK));
  const lock = text === undefined ? undefined : parseLock(text);
  return lock?.engine !== undefined && (await isRunning(lock)) && (await isRunning(lock.engine)) ? lock.engine.endpoint : undefined;
};

const makeFolder = async (path: string): Promise<void> => {
  try {
    await makeWithParents(path);
    if (!(await stat(path)).isDirectory()) throw new StartProblem(notAFolder(path));
    await tryToWrite(join(path, `.writable-${randomBytes(6).toString('hex')}`));
  } catch (error) {
    const code = errorCode(error);
    if (code === 'EEXIST' || code === 'ENOTDIR') throw new StartProblem(notAFolder(path));
    if (code === undefined) throw error;
    const remedy = NO_ROOM.has(code) ? 'make room on its disk' : 'make it writable';
    throw new StartProblem(`The data folder ${path} cannot be written (${code}): ${remedy}, or choose another with --data DIR.`);
  }
};

/** The disk is full, or this user's share of it, or files may not grow so large. */
const NO_ROOM: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** Not an empty file: a full disk still takes those. A start writes about as much. */
const tryToWrite = async (trial: string): Promise<void> => {
  try {
    await writeFile(trial, Buffer.alloc(64 * 1024));
  } finally {
    await rm(trial, { force: true });
  }
};

/** Not mkdir's own `recursive`: on a file system that refuses with ENOENT, as /proc does, Node 24 never returns from it. */
const makeWithParents = async (path: string): Promise<void> => {
  try {
    await mkdir(path);
  } catch (error) {
    const code = errorCode(error);
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT' || path === dirname(path) || (await isThere(dirname(path)))) throw error;
    await makeWithParents(dirname(path));
    await mkdir(path);
  }
};

const notAFolder = (path: string): string => `${path} is not a folder: remove that file, or choose another folder with --data DIR.`;

const takeLock = async (path: string, lockFile: string): Promise<void> => {
  const mine = `${lockFile}.${process.pid}.${randomBytes(6).toString('hex')}`;
  await writeFile(mine, JSON.stringify(await describeProcess(process.pid)));
  try {
    // A link appears whole or not at all, so nobody ever reads half a lock. Two starts at once: one link wins.
    for (;;) {
      try {
        await link(mine, lockFile);
        return;
      } catch (error) {
        if (errorCode(error) !== 'EEXIST') throw error;
      }
      await removeStaleLock(path, lockFile);
    }
  } finally {
    await rm(mine, { force: true });
  }
};

/** Removes the lock of a system that was killed. Throws StartProblem when that system still runs. */
const removeStaleLock = async (path: string, lockFile: string): Promise<void> => {
  const text = await readIfThere(lockFile);
  if (text === undefined) return;
  const lock = parseLock(text);
  if (lock !== undefined && (await isRunning(lock))) {
    throw new StartProblem(
      `The data folder ${path} is in use by the system with process number ${lock.pid}: stop that one, or choose another folder with --data DIR.`,
    );
  }
  if (lock?.engine !== undefined) await endEngine(lock.engine);
  // Moved first, so that of two starts that both found it stale only one removes it, and never the other's new lock.
  const stale = `${lockFile}.stale`;
  try {
    if ((await readIfThere(lockFile)) === text) await rename(lockFile, stale);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
  await rm(stale, { force: true });
};

const parseLock = (text: string): Lock | undefined => {
  try {
    return v.parse(lockSchema, JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof v.ValiError) return undefined;
    throw error;
  }
};

/** The engine stops by itself when its system is gone (engine.ts); this waits for it, so that no two share one database. */
const endEngine = async (engine: RunningProcess): Promise<void> => {
  const giveUpAt = performance.now() + ENGINE_GRACE_MILLISECONDS;
  while (await isRunning(engine)) {
    if (performance.now() > giveUpAt) signalGroup(engine.pid, 'SIGKILL');
    await wait(20);
  }
};

const signalGroup = (pid: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error;
  }
};

/** What a person is told when a file in the folder cannot be read. */
export const brokenFile = (file: string, error: unknown): StartProblem =>
  new StartProblem(`${file} is broken (${messageOf(error)}): put back a copy, or begin again with --fresh, which forgets all data in this folder.`);
