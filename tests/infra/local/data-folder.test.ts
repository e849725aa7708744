import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDataFolder } from '../../../infra/local/data-folder.ts';
import { startEngine } from '../../../infra/local/engine.ts';
import { loadKeys } from '../../../infra/local/keys.ts';
import { inProject } from '../../../infra/local/places.ts';
import { describeProcess, isRunning } from '../../../infra/local/running-process.ts';
import { StartProblem } from '../../../infra/local/start-problem.ts';

let place: string;
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'tram-so-data-'));
});
afterEach(() => rm(place, { recursive: true, force: true }));

const keep = { fresh: false };

describe('a data folder', () => {
  test('is made when it is missing, and given back without a trace of the lock', async () => {
    const folder = await openDataFolder(join(place, 'a', 'b'), keep);
    await folder.release();
    expect(await readdir(join(place, 'a', 'b'))).toEqual([]);
  });

  test('on a disk without room says so in one line and leaves nothing behind', async () => {
    const program = `
      import { openDataFolder } from ${JSON.stringify(inProject('infra/local/data-folder.ts'))};
      await openDataFolder(${JSON.stringify(place)}, { fresh: false }).catch((error) => console.log(String(error)));`;
    // The shell's own way to have no room: files may hold 8 blocks of 512 bytes.
    const full = spawn('sh', ['-c', `trap '' XFSZ; ulimit -f 8; exec "$0" --input-type=module-typescript -e "$1"`, process.execPath, program]);
    let words = '';
    full.stdout.on('data', (chunk: Buffer) => (words += chunk.toString()));
    await once(full, 'close');
    expect(words).toMatch(/cannot be written \(EFBIG\): make room on its disk, or choose another with --data DIR\.\n$/u);
    expect(await readdir(place)).toEqual([]);
  });

  test('serves one system at a time: the second start says who has it and what to do', async () => {
    const folder = await openDataFolder(place, keep);
    await expect(openDataFolder(place, keep)).rejects.toThrow(new RegExp(`in use by the system with process number ${process.pid}.*--data DIR`, 'u'));
    await folder.release();
    await (await openDataFolder(place, keep)).release();
  });

  test('of many starts at once exactly one gets it', async () => {
    const starts = await Promise.allSettled(Array.from({ length: 12 }, () => openDataFolder(place, keep)));
    expect(starts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('is taken over from a system that was killed', async () => {
    const gone = spawn(process.execPath, ['-e', '']);
    const killed = { pid: gone.pid, began: 'before' };
    await once(gone, 'exit');
    await writeFile(join(place, 'lock.json'), JSON.stringify(killed));
    await (await openDataFolder(place, keep)).release();
  });

  test('is taken over when the number of the killed system now belongs to another program', async () => {
    await writeFile(join(place, 'lock.json'), JSON.stringify({ pid: process.pid, began: 'another boot:1' }));
    await (await openDataFolder(place, keep)).release();
  });

  test('is taken over when the machine stopped while the lock was being written', async () => {
    await writeFile(join(place, 'lock.json'), '');
    await (await openDataFolder(place, keep)).release();
  });

  test('ends an engine that outlived its killed system before anybody else opens the database', async () => {
    const engine = await startEngine(join(place, 'database.sqlite'));
    const known = await describeProcess(engine.pid);
    await writeFile(join(place, 'lock.json'), JSON.stringify({ pid: 2 ** 22 + 1, engine: known }));
    const opening = openDataFolder(place, keep);
    await engine.stop();
    await (await opening).release();
    expect(await isRunning(known)).toBe(false);
  });

  test('that is a file is named in one line', async () => {
    const file = join(place, 'file');
    await writeFile(file, '');
    for (const path of [file, join(file, 'within')]) {
      const refusal = await openDataFolder(path, keep).catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(StartProblem);
      expect(String(refusal)).toMatch(/is not a folder: remove that file, or choose another folder with --data DIR\.$/u);
    }
  });

  test.runIf(process.platform === 'linux')('that cannot be written is named in one line', async () => {
    await expect(openDataFolder('/proc/tram-so', keep)).rejects.toThrow(/\/proc\/tram-so cannot be written \(\w+\): make it writable, or choose another with --data DIR/u);
  });

  test('that is begun afresh loses our files and nobody else’s', async () => {
    await Promise.all(['database.sqlite', 'keys.json', 'holiday.jpg'].map((name) => writeFile(join(place, name), 'x')));
    await (await openDataFolder(place, { fresh: true })).release();
    expect(await readdir(place)).toEqual(['holiday.jpg']);
  });
});

describe('the keys of a data folder', () => {
  test('are made once, kept, and readable by their owner only', async () => {
    const folder = await openDataFolder(place, keep);
    const made = await loadKeys(folder);
    expect(await loadKeys(folder)).toEqual(made);
    expect((await stat(folder.file('keys.json'))).mode & 0o777).toBe(0o600);
    await folder.release();
  });

  test('show their public halves without the secret', async () => {
    const folder = await openDataFolder(place, keep);
    const keys = await loadKeys(folder);
    expect(JSON.parse(keys.SIGNING_KEYS)).toMatchObject({ keys: [{ kty: 'OKP', crv: 'Ed25519', d: expect.any(String) }] });
    expect(JSON.parse(keys.CONTACT_PRIVATE_KEYS)).toMatchObject({ keys: [{ kty: 'EC', crv: 'P-256', d: expect.any(String) }] });
    for (const open of [keys.SIGNING_PUBLIC_KEYS, keys.CONTACT_PUBLIC_KEY]) expect(open).not.toContain('"d"');
    await folder.release();
  });

  test('that are gone from a folder in use are not replaced: nobody could open its contacts any more', async () => {
    const folder = await openDataFolder(place, keep);
    await Promise.all(['database.sqlite', 'stream-checkpoint.json'].map((name) => writeFile(join(place, name), '{}')));
    await expect(loadKeys(folder)).rejects.toThrow(/keys\.json is gone.*put back a copy, or begin again with --fresh/u);
    expect(await readdir(place)).not.toContain('keys.json');
    await folder.release();
    const afresh = await openDataFolder(place, { fresh: true });
    await loadKeys(afresh);
    await afresh.release();
  });

  test.each(['{"signing":', '{"signing":[],"contact":[]}', '{}'])('that are broken (%s) are named in one line and left as they are', async (text) => {
    const folder = await openDataFolder(place, keep);
    await writeFile(folder.file('keys.json'), text);
    const refusal = await loadKeys(folder).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(StartProblem);
    expect(String(refusal)).toMatch(/keys\.json is broken .*: put back a copy, or begin again with --fresh/u);
    expect(await readFile(folder.file('keys.json'), 'utf8')).toBe(text);
    await folder.release();
  });
});
