import { spawn } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { inProject } from '../../../infra/local/places.ts';

/** A small project whose packages lie beside it: npm installs them without a network. Each test has a copy. */
let small: string;
let project: string;
beforeAll(async () => {
  small = await mkdtemp(join(tmpdir(), 'tram-so-set-up-'));
  await mkdir(join(small, 'infra', 'local'), { recursive: true });
  await mkdir(join(small, 'parts', 'node', 'bin'), { recursive: true });
  await cp(inProject('infra', 'local', 'set-up.mjs'), join(small, 'infra', 'local', 'set-up.mjs'));
  await writeFile(join(small, 'infra', 'local', 'start.ts'), 'console.log(`started with ${process.argv.slice(2).join(" ")}`);');
  await writeFile(join(small, 'parts', 'node', 'package.json'), JSON.stringify({ name: 'node', version: '24.0.0', bin: { node: 'bin/node' } }));
  await writeFile(join(small, 'parts', 'node', 'bin', 'node'), `#!/bin/sh\nexec "${process.execPath}" "$@"\n`);
  await chmod(join(small, 'parts', 'node', 'bin', 'node'), 0o755);
  await writeFile(
    join(small, 'package.json'),
    JSON.stringify({ name: 'small', version: '1.0.0', type: 'module', scripts: { start: 'node infra/local/set-up.mjs start' }, devDependencies: { node: 'file:./parts/node' } }),
  );
  project = small;
  await npm('install', '--package-lock-only');
});
beforeEach(async () => {
  project = await mkdtemp(join(tmpdir(), 'tram-so-set-up-'));
  await cp(small, project, { recursive: true });
});
afterEach(() => rm(project, { recursive: true, force: true }));
afterAll(() => rm(small, { recursive: true, force: true }));

type Ran = { readonly status: number; readonly printed: string };

const npm = (...words: readonly string[]): Promise<Ran> => npmUntil(words);

/** `asked`: npm alone, and none of what it started, is asked to end as soon as this has been printed. */
const npmUntil = (words: readonly string[], asked?: string): Promise<Ran> =>
  new Promise((resolve, reject) => {
    // The surrounding npm's own settings must not reach this one.
    const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/iu.test(name)));
    const child = spawn('npm', [...words], { cwd: project, env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      if (asked !== undefined && printed.includes(asked)) child.kill('SIGTERM');
    });
    child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => resolve({ status: code ?? 1, printed }));
  });

const start = (...flags: readonly string[]): Promise<Ran> => npm('start', '--', ...flags);

describe('an npm script on a machine with only Node, npm and git', { timeout: 120_000 }, () => {
  test('installs what is missing, hands its flags on, and the next time starts at once', async () => {
    const lock = await readFile(join(project, 'package-lock.json'), 'utf8');
    const first = await start('--port', '4001', '--fresh');
    expect(first.printed).toMatch(/Installing \d+ packages \(first start\)/u);
    expect(first.printed).toContain('started with --port 4001 --fresh');
    expect(first.status).toBe(0);
    const second = await start('--teams', '7');
    expect(second.printed).not.toContain('Installing');
    expect(second.printed).toContain('started with --teams 7');
    expect(await readFile(join(project, 'package-lock.json'), 'utf8')).toBe(lock);
  });

  test('installs again what an install that was killed left half done', async () => {
    await start();
    for (const lost of ['.bin', '.package-lock.json']) {
      await rm(join(project, 'node_modules', lost), { recursive: true });
      await rm(join(project, 'node_modules', '.tram-so-installed'));
      const again = await start();
      expect(again.printed).toMatch(/Installing \d+ packages \(the last install did not finish\)/u);
      expect(again.printed).toContain('started with');
    }
  });

  test('stops with npm, which tells nobody but the shell between the two', async () => {
    const script = "process.on('SIGTERM', () => { console.log('in order'); process.exit(0); }); setInterval(() => undefined, 1000); console.log('at work');";
    await writeFile(join(project, 'infra', 'local', 'start.ts'), script);
    // Closed only once nobody can print any more: a system left behind would hold it open.
    const { printed } = await npmUntil(['start'], 'at work');
    expect(printed).toContain('in order');
  });

  test('installs again when the dependencies changed', async () => {
    await start();
    await mkdir(join(project, 'parts', 'more'));
    await writeFile(join(project, 'parts', 'more', 'package.json'), JSON.stringify({ name: 'more', version: '1.0.0' }));
    const manifest = JSON.parse(await readFile(join(project, 'package.json'), 'utf8')) as { devDependencies: Record<string, string> };
    manifest.devDependencies['more'] = 'file:./parts/more';
    await writeFile(join(project, 'package.json'), JSON.stringify(manifest));
    await npm('install', '--package-lock-only');
    expect((await start()).printed).toMatch(/Installing \d+ packages \(the dependencies changed\)/u);
    expect((await start()).printed).not.toContain('Installing');
  });

  test('says what to do when the install fails', async () => {
    // A package whose registry does not answer: port 9 discards, and nobody listens there.
    await writeFile(join(project, '.npmrc'), 'registry=http://127.0.0.1:9/\nfetch-retries=0\n');
    const manifest = JSON.parse(await readFile(join(project, 'package.json'), 'utf8')) as { devDependencies: Record<string, string> };
    manifest.devDependencies['gone'] = '1.0.0';
    await writeFile(join(project, 'package.json'), JSON.stringify(manifest));
    const { status, printed } = await start();
    expect(status).not.toBe(0);
    expect(printed).toMatch(/^`npm install` failed \(its words are above\)\. Check the network/mu);
    expect(printed).not.toContain('started with');
  });
});
