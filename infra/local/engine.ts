import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { createRequire } from 'node:module';
import { setTimeout as wait } from 'node:timers/promises';
import { indexStream } from './engine-stream.ts';
import { StartProblem, errorCode } from './start-problem.ts';

/** The embedded DynamoDB engine, running as a process of its own. */
export type Engine = {
  readonly endpoint: string;
  /** The number of the process group that holds it. */
  readonly pid: number;
  /** Resolves when the engine has ended, with what it said last. */
  readonly ended: Promise<string>;
  readonly stop: () => Promise<void>;
};

/**
 * Runs a program until the pipe on standard input closes, which also happens when the process that holds the other end is
 * killed outright: so no engine outlives its system. Ends when the program ends.
 */
const UNTIL_THE_PIPE_CLOSES = 'exec 3<&0; "$@" </dev/null & program=$!; (cat <&3 >/dev/null; kill "$program" 2>/dev/null) & wait "$program"';

/** It starts in about 15 ms (house.md); a database that recovers from a crash may take longer. */
const READY_WITHIN_MILLISECONDS = 30_000;

/** An engine that was asked to stop writes its log back first; after this long it is ended. */
const STOP_WITHIN_MILLISECONDS = 10_000;

/** The engine's program. Throws StartProblem on a platform for which none is published. */
export const enginePath = (platform: string = process.platform, arch: string = process.arch): string => {
  const part = `@dynoxide/${platform}-${arch}`;
  try {
    return createRequire(import.meta.url).resolve(`${part}/dynoxide`);
  } catch (error) {
    if (errorCode(error) !== 'MODULE_NOT_FOUND') throw error;
    throw new StartProblem(
      `There is no embedded database for this machine (${platform}-${arch}): set DYNAMODB_ENDPOINT to the address of any DynamoDB, for example DYNAMODB_ENDPOINT=http://127.0.0.1:8000 npm start.`,
    );
  }
};

/**
 * Starts the engine on a free loopback port. `database` is its file; without one everything stays in memory. Throws
 * StartProblem when it cannot open the database.
 */
export const startEngine = async (database?: string): Promise<Engine> => {
  const program = enginePath();
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const started = await tryStart(program, port, database);
    if (started.ok) {
      if (database !== undefined) indexStream(database);
      return started.engine;
    }
    // Somebody took the port between our look and the engine's.
    if (attempt < 5 && /already in use|in use/iu.test(started.words)) continue;
    throw new StartProblem(whyNotStarted(started.words, database));
  }
};

type Started = { readonly ok: true; readonly engine: Engine } | { readonly ok: false; readonly words: string };

const tryStart = async (program: string, port: number, database: string | undefined): Promise<Started> => {
  const storage = database === undefined ? [] : ['--db-path', database];
  const child = spawn('sh', ['-c', UNTIL_THE_PIPE_CLOSES, 'sh', program, '--port', String(port), ...storage], {
    stdio: ['pipe', 'ignore', 'pipe'],
    // A group of its own: Ctrl-C then reaches this process alone, which stops the engine last.
    detached: true,
  });
  const ended = endOf(child);
  const pid = child.pid;
  if (pid === undefined) return { ok: false, words: await ended };
  const endpoint = `http://127.0.0.1:${port}`;
  const engine = { endpoint, pid, ended, stop: () => stopEngine(child, pid, ended) };
  const words = await Promise.race([ended, answers(endpoint)]);
  if (words === undefined) return { ok: true, engine };
  await engine.stop();
  return { ok: false, words };
};

const endOf = (child: ChildProcess): Promise<string> =>
  new Promise((resolve) => {
    let words = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      words = (words + chunk.toString()).slice(-2000);
    });
    child.on('error', (error) => {
      resolve(error.message);
    });
    child.on('exit', () => {
      // Closes our end, so that the shell's reader ends with it. The last words arrive before the pipe ends.
      child.stdin?.destroy();
    });
    child.on('close', (code) => {
      resolve(words.trim() === '' ? `it ended with code ${String(code)}` : words.trim());
    });
    // The engine may end before we close the pipe to it.
    child.stdin?.on('error', (error) => {
      words += `\n${error.message}`;
    });
  });

const answers = async (endpoint: string): Promise<string | undefined> => {
  const giveUpAt = performance.now() + READY_WITHIN_MILLISECONDS;
  while (performance.now() < giveUpAt) {
    try {
      const response = await fetch(endpoint, { signal: AbortSignal.timeout(1000) });
      await response.arrayBuffer();
      if (response.headers.has('x-dynoxide-version')) return undefined;
      return 'the port is in use';
    } catch (error) {
      if (!(error instanceof TypeError || (error instanceof DOMException && error.name === 'TimeoutError'))) throw error;
      await wait(5);
    }
  }
  return `it did not answer within ${READY_WITHIN_MILLISECONDS / 1000} s`;
};

const whyNotStarted = (words: string, database: string | undefined): string => {
  const first = words.split('\n', 1)[0] ?? words;
  if (database !== undefined && /not a valid SQLite|malformed|corrupt|disk image/iu.test(words)) {
    return `The database ${database} is broken: put back a copy, or begin again with --fresh, which forgets all data in this folder.`;
  }
  return `The embedded database did not start: ${first}`;
};

const stopEngine = async (child: ChildProcess, pid: number, ended: Promise<string>): Promise<void> => {
  child.stdin?.end();
  const patience = new AbortController();
  const late = wait(STOP_WITHIN_MILLISECONDS, 'late' as const, { signal: patience.signal, ref: false }).catch(() => 'early' as const);
  if ((await Promise.race([ended, late])) === 'late') {
    process.kill(-pid, 'SIGKILL');
    await ended;
  }
  patience.abort();
};

/** A loopback port that nobody listens on at this moment. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('The system gave no port.'));
        else resolve(address.port);
      });
    });
  });
