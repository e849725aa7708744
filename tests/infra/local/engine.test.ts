import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { enginePath, startEngine } from '../../../infra/local/engine.ts';
import { inProject } from '../../../infra/local/places.ts';
import { describeProcess, isRunning } from '../../../infra/local/running-process.ts';
import { StartProblem } from '../../../infra/local/start-problem.ts';

let place: string;
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'tram-so-engine-'));
});
afterEach(() => rm(place, { recursive: true, force: true }));

describe('the embedded engine', () => {
  test('answers once it is started, and is gone once it is stopped', async () => {
    const engine = await startEngine(join(place, 'database.sqlite'));
    expect((await fetch(engine.endpoint)).headers.get('x-dynoxide-version')).not.toBeNull();
    await engine.stop();
    await expect(fetch(engine.endpoint)).rejects.toThrow();
  });

  test('says in one line that its database is broken, and what to do', async () => {
    const file = join(place, 'database.sqlite');
    await writeFile(file, 'not a database at all');
    const refusal = await startEngine(file).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(StartProblem);
    expect(String(refusal)).toMatch(/database\.sqlite is broken: put back a copy, or begin again with --fresh/u);
    expect(String(refusal)).not.toContain('\n');
  });

  test('finds the next number of its stream without looking through all records', async () => {
    const file = join(place, 'database.sqlite');
    const engine = await startEngine(file);
    const sqlite = new DatabaseSync(file);
    const steps = sqlite
      .prepare('EXPLAIN QUERY PLAN SELECT MAX(CAST(sequence_number AS INTEGER)) FROM _stream_records WHERE table_name = ?')
      .all('main');
    sqlite.close();
    await engine.stop();
    expect(steps.map(({ detail }) => String(detail)).join()).toMatch(/^SEARCH .* INDEX/u);
  });

  test('tells when it dies', async () => {
    const engine = await startEngine();
    process.kill(-engine.pid, 'SIGKILL');
    await engine.ended;
    await engine.stop();
  });

  test('does not outlive a system that is killed outright', async () => {
    const system = spawn(
      process.execPath,
      [
        '--input-type=module-typescript',
        '-e',
        `import { startEngine } from ${JSON.stringify(inProject('infra', 'local', 'engine.ts'))};
         const engine = await startEngine(${JSON.stringify(join(place, 'database.sqlite'))});
         console.log(JSON.stringify({ endpoint: engine.endpoint, pid: engine.pid }));
         setInterval(() => {}, 1000);`,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const [line] = (await once(createInterface(system.stdout), 'line')) as [string];
    const { endpoint, pid } = JSON.parse(line) as { endpoint: string; pid: number };
    const known = await describeProcess(pid);
    system.kill('SIGKILL');
    await vi.waitFor(async () => {
      expect(await isRunning(known)).toBe(false);
      await expect(fetch(endpoint)).rejects.toThrow();
    }, 20_000);
  });

  test('that is not made for a machine says how to use another database', () => {
    expect(() => enginePath('sunos', 'sparc')).toThrow(/no embedded database for this machine \(sunos-sparc\): set DYNAMODB_ENDPOINT/u);
  });
});
