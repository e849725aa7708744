import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** One process that runs the API and follows changes: tests/stress/station-process.ts. */
export type RunningStation = { readonly child: ChildProcess; readonly origin: string; readonly ended: Promise<unknown> };

export type Stations = {
  /** The one that answers now; the next one, as long as there is none. */
  readonly current: () => Promise<RunningStation>;
  /** Ends it as a power cut does. The next takes its place; resolves when it has. */
  readonly kill: () => Promise<void>;
  readonly printed: () => string;
  readonly stop: () => Promise<void>;
};

/** Keeps one process at work and one warm behind it, so that a hundred kills do not wait for a hundred starts. */
export const startStations = async (bundle: string, environment: NodeJS.ProcessEnv): Promise<Stations> => {
  const running = new Set<ChildProcess>();
  let printed = '';

  const start = async (): Promise<RunningStation> => {
    const child = fork(bundle, { execPath: process.execPath, execArgv: [], env: { ...process.env, ...environment }, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    running.add(child);
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      printed = (printed + text).slice(-20_000);
    });
    const ended = once(child, 'exit').then(() => running.delete(child));
    const ready = await Promise.race([once(child, 'message'), ended]);
    if (typeof ready === 'boolean') throw new Error(`The station ended before it answered:\n${printed}`);
    return { child, origin: `http://127.0.0.1:${String(ready[0])}`, ended };
  };

  const lead = async (next: Promise<RunningStation>): Promise<RunningStation> => {
    const station = await next;
    station.child.send('lead');
    return station;
  };

  // The first alone: what it compiles is kept for all that follow.
  let current = lead(start());
  await current;
  let standby = start();
  return {
    current: () => current,
    kill: async () => {
      const before = await current;
      before.child.kill('SIGKILL');
      current = before.ended.then(() => lead(standby));
      await current;
      standby = start();
    },
    printed: () => printed,
    stop: async () => {
      await Promise.allSettled([current, standby]);
      const all = [...running].map((child) => [child, once(child, 'exit')] as const);
      for (const [child] of all) child.kill('SIGKILL');
      await Promise.all(all.map(([, exit]) => exit));
    },
  };
};
