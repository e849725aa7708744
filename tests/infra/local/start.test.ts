import { createServer } from 'node:net';
import { cp, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { newSecret } from '../../../functions/core/ids.ts';
import { buildPages, makeGeneratedCode } from '../../../infra/local/made-files.ts';
import { isRunning, type RunningProcess } from '../../../infra/local/running-process.ts';
import { endAllSystems, runStart, startSystem, type Start } from '../../support/running-system.ts';

let place: string;
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'tram-so-start-'));
});
afterEach(async () => {
  await endAllSystems();
  await rm(place, { recursive: true, force: true });
});

/** Made before, so that what is measured here is a start and not a build. */
beforeAll(async () => {
  const { signal } = new AbortController();
  await makeGeneratedCode(signal);
  await buildPages(signal);
}, 300_000);

/** A first start loads the demonstration; other test files run beside it, and a test may take several starts. */
const FIRST_START = 180_000;

/** Said by the start that loads the demonstration. */
const MADE_AT_FIRST = 'Units: 34 provinces';

const engineOf = async (folder: string): Promise<RunningProcess> => {
  const lock = JSON.parse(await readFile(join(folder, 'lock.json'), 'utf8')) as { engine: RunningProcess };
  return lock.engine;
};

const ask = async (api: string, query: string, variables: object = {}): Promise<unknown> => {
  const response = await fetch(api, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query, variables }) });
  return response.json();
};

describe('npm start', () => {
  test(
    'brings everything up, stops it all at Ctrl-C, and a second start has all earlier data and makes nothing again; it stops when whoever started it is gone',
    { timeout: FIRST_START },
    async () => {
      const first = await startSystem({ dataFolder: place, teams: 50 });
      expect(await (await fetch(first.health)).json()).toEqual({ status: 'ready' });
      for (const page of [first.kiosk, first.phone, first.explorer]) {
        const response = await fetch(page);
        expect([page, response.status, response.headers.get('content-type')?.split(';')[0]]).toEqual([page, 200, 'text/html']);
      }
      expect(first.invitations.length).toBeGreaterThan(0);
      const kiosk = '{ kiosk(code: "demo-walking-street") { id } }';
      const answer = await ask(first.api, kiosk);
      expect(answer).toMatchObject({ data: { kiosk: { id: expect.any(String) } } });
      // A row of its own that only this data folder can have: the first invitation, used.
      const secret = first.invitations[0]?.link.split('=')[1];
      const accept = 'mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { __typename } }';
      expect(await ask(first.api, accept, { input: { invitation: secret, deviceSecret: newSecret() } })).toMatchObject({ data: { acceptInvitation: { __typename: 'AcceptInvitationSuccess' } } });
      const engine = await engineOf(place);
      await first.stop();
      expect(await isRunning(engine)).toBe(false);
      expect(await readdir(place)).not.toContain('lock.json');
      expect(await readdir(place)).not.toContain('addresses.json');

      expect(first.printed()).toContain(MADE_AT_FIRST);
      const second = await startSystem({ dataFolder: place, teams: 50 });
      expect(second.printed()).not.toContain(MADE_AT_FIRST);
      expect(await ask(second.api, kiosk)).toEqual(answer);
      expect(await ask(second.api, accept, { input: { invitation: secret, deviceSecret: newSecret() } })).toMatchObject({ data: { acceptInvitation: { __typename: 'InvitationUsed' } } });
      const ended = new Promise((resolve) => second.process.once('exit', resolve));
      second.process.disconnect();
      expect(await ended).toBe(0);
    },
  );

  test('leaves no engine behind when it is killed outright; the next start goes on at once, and ends with one line when its database dies', { timeout: FIRST_START }, async () => {
    const killed = await startSystem({ dataFolder: place, teams: 50 });
    const engine = await engineOf(place);
    killed.process.kill('SIGKILL');
    const next = await startSystem({ dataFolder: place, teams: 50 });
    expect(await isRunning(engine)).toBe(false);
    const { pid } = await engineOf(place);
    const ended = new Promise((resolve) => next.process.once('close', resolve));
    process.kill(-pid, 'SIGKILL');
    expect(await ended).toBe(1);
    expect(next.printed()).toMatch(/^The embedded database ended \(.*\): start again; what was acknowledged is kept\.$/mu);
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('stops when %s comes in the middle of its set-up', { timeout: FIRST_START }, async (signal) => {
    const start = runStart(['--port', '0', '--data', place, '--teams', '2000']);
    await vi.waitFor(async () => expect(await readdir(place)).toContain('lock.json'), { timeout: 20_000, interval: 5 });
    start.process.kill(signal);
    expect(await start.ended).toBe(130);
    expect(await readdir(place)).not.toContain('lock.json');
    // A step that takes longer than a second shows itself; nothing else is said.
    expect(start.printed()).not.toMatch(/ready|Error/u);
  });
});

describe('npm start that cannot go on says why in one line', () => {
  const lineOf = async (start: Start): Promise<string> => {
    expect(await start.ended).toBe(1);
    const lines = start.printed().trim().split('\n');
    expect(lines).toHaveLength(1);
    return lines[0] ?? '';
  };

  test('for an unknown flag', async () => {
    expect(await lineOf(runStart(['--prot', '4000']))).toMatch(/--prot.*Use: npm start/u);
  });

  test('for a port in use', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = address === null || typeof address === 'string' ? 0 : address.port;
    expect(await lineOf(runStart(['--port', String(port), '--data', place]))).toMatch(new RegExp(`Port ${port} is in use: stop what listens there, or choose another with --port N`, 'u'));
    await new Promise((resolve) => server.close(resolve));
    expect(await readdir(place)).not.toContain('lock.json');
  });

  test('for a file where the data folder is to be', async () => {
    await writeFile(join(place, 'file'), '');
    expect(await lineOf(runStart(['--port', '0', '--data', join(place, 'file')]))).toMatch(/is not a folder/u);
  });

  test.runIf(process.platform === 'linux')('for a data folder that cannot be written', async () => {
    expect(await lineOf(runStart(['--port', '0', '--data', '/proc/tram-so']))).toMatch(/cannot be written/u);
  });

  test('for a broken file in the data folder, until --fresh begins anew', { timeout: FIRST_START }, async () => {
    const whole = join(place, 'whole');
    await (await startSystem({ dataFolder: whole, teams: 50 })).stop();
    for (const name of ['database.sqlite', 'keys.json', 'stream-checkpoint.json']) {
      const broken = join(place, `broken ${name}`);
      await cp(whole, broken, { recursive: true });
      await writeFile(join(broken, name), 'broken'.repeat(1000));
      expect(await lineOf(runStart(['--port', '0', '--data', broken, '--teams', '50']))).toMatch(new RegExp(`${name} is broken.*--fresh`, 'u'));
      if (name === 'database.sqlite') await (await startSystem({ dataFolder: broken, teams: 50, flags: ['--fresh'] })).stop();
    }
  });

  test('for --fresh over another database', async () => {
    const start = runStart(['--port', '0', '--data', place, '--fresh'], { DYNAMODB_ENDPOINT: 'http://127.0.0.1:9' });
    expect(await lineOf(start)).toMatch(/--fresh clears the data folder, not another database/u);
  });

  test('for another database that does not answer', async () => {
    const start = runStart(['--port', '0', '--data', place], { DYNAMODB_ENDPOINT: 'http://127.0.0.1:9' });
    expect(await lineOf(start)).toMatch(/http:\/\/127\.0\.0\.1:9 does not answer \(ECONNREFUSED\): start it, or unset DYNAMODB_ENDPOINT/u);
  });
});
