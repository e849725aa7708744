import { spawn } from 'node:child_process';

export type ChildResult = { readonly status: number; readonly output: string };

/**
 * Runs a program to its end and gathers what it says. When `signal` aborts, the program and all that it started are ended
 * (they share a process group of their own) and the promise rejects with the abort's reason.
 */
export const runQuietly = (command: string, args: readonly string[], options: { readonly env?: NodeJS.ProcessEnv; readonly signal: AbortSignal }): Promise<ChildResult> =>
  new Promise((resolve, reject) => {
    options.signal.throwIfAborted();
    const child = spawn(command, [...args], { env: { ...process.env, ...options.env }, stdio: ['ignore', 'pipe', 'pipe'], detached: process.platform !== 'win32' });
    const output: string[] = [];
    const end = (): void => {
      if (child.pid === undefined || child.exitCode !== null) return;
      if (process.platform === 'win32') child.kill();
      else process.kill(-child.pid, 'SIGTERM');
    };
    options.signal.addEventListener('abort', end, { once: true });
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => output.push(chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => {
      options.signal.removeEventListener('abort', end);
      if (options.signal.aborted) reject(options.signal.reason);
      else resolve({ status: code ?? 1, output: output.join('') });
    });
  });

/** Runs a program on this terminal: its words are shown as they come. Its exit code. */
export const runShown = (command: string, args: readonly string[], options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {}): Promise<number> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, [...args], { ...options, env: { ...process.env, ...options.env }, stdio: 'inherit' });
    const forward = (signal: NodeJS.Signals): void => {
      child.kill(signal);
    };
    const signals = ['SIGHUP', 'SIGINT', 'SIGTERM'] as const;
    for (const signal of signals) process.on(signal, forward);
    child.on('error', reject);
    child.on('close', (code) => {
      for (const signal of signals) process.off(signal, forward);
      resolve(code ?? 1);
    });
  });
