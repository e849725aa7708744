import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { spawn, type ChildProcess } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { putSnapshot } from '../../functions/routing/snapshot-store.dynamo.ts';
import { connect, type MainTable } from '../../functions/storage/client.ts';
import { openDataFolder } from '../../infra/local/data-folder.ts';
import { startEngine } from '../../infra/local/engine.ts';
import { loadKeys } from '../../infra/local/keys.ts';
import { inProject } from '../../infra/local/places.ts';
import { prepareTables } from '../../infra/local/tables-of-this-machine.ts';
import { csvLines } from '../../table-files/csv.ts';
import { putUnits } from './units.ts';

const names = { main: 'tram-so-main', contacts: 'tram-so-contacts' };
export const BULK_VERSION = '2025-07-01';

/** The tables behind an address, as the commands name them. */
export const tablesAt = (endpoint: string): { readonly main: MainTable; readonly contacts: MainTable } => {
  const client = connect({ endpoint });
  return { main: { client, name: names.main }, contacts: { client, name: names.contacts } };
};

/** A system that holds its data folder and runs its database, as `npm start` does. */
export const startOn = async (data: string) => {
  const folder = await openDataFolder(data, { fresh: false });
  const engine = await startEngine(folder.file('database.sqlite'));
  await prepareTables({ endpoint: engine.endpoint }, names, 'The database of the test');
  await folder.noteEngine(engine);
  return {
    ...tablesAt(engine.endpoint),
    endpoint: engine.endpoint,
    /** The group of processes that the engine is. */
    engineGroup: engine.pid,
    stop: async (): Promise<void> => {
      await engine.stop();
      await folder.release();
    },
  };
};

/** The same again, for as many tests as there are: a folder on which nothing runs. */
export const copyOfFolder = async (data: string): Promise<string> => {
  const copy = await mkdtemp(join(tmpdir(), 'tram-so-bulk-'));
  await cp(data, copy, { recursive: true });
  return copy;
};

/** A folder where a system was started once, with two communes and no team yet, and stopped. */
export const aDataFolder = async (): Promise<string> => {
  const data = await mkdtemp(join(tmpdir(), 'tram-so-bulk-'));
  const system = await startOn(data);
  await putUnits(system.main, [
    { version: BULK_VERSION, code: '01', level: 'PROVINCE', name: 'Thành phố Hà Nội' },
    { version: BULK_VERSION, code: '00004', level: 'COMMUNE', name: 'Phường Ba Đình', parentCode: '01' },
    { version: BULK_VERSION, code: '00008', level: 'COMMUNE', name: 'Phường Ngọc Hà', parentCode: '01' },
  ]);
  await putSnapshot(system.main, [], '2026-11-23T03:00:00.000Z');
  await loadKeys({ file: (name) => join(data, name) });
  await system.stop();
  return data;
};

const running = new Set<ChildProcess>();

export type CommandRun = {
  readonly process: ChildProcess;
  /** Its exit code, or the signal that ended it, and all that it printed. */
  readonly ended: Promise<{ readonly code: number | NodeJS.Signals; readonly printed: string }>;
};

type CommandAround = { readonly environment?: NodeJS.ProcessEnv; readonly largestFile?: number | 'unlimited' };

/** `npm run import -- …` or `npm run export -- …` in a process of its own. */
export const command = (name: 'import' | 'export', words: readonly string[], { environment = {}, largestFile = 'unlimited' }: CommandAround = {}): CommandRun => {
  // The shell's own way to have no room: files may hold so many blocks of 512 bytes.
  const limited = `trap '' XFSZ; ulimit -f ${largestFile}; exec "$0" "$@"`;
  const child = spawn('sh', ['-c', limited, process.execPath, inProject('infra', 'local', `${name}.ts`), ...words], {
    cwd: inProject(),
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let printed = '';
  const hear = (chunk: Buffer): void => void (printed += chunk.toString());
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  const ended = new Promise<{ code: number | NodeJS.Signals; printed: string }>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      running.delete(child);
      resolve({ code: code ?? signal ?? 1, printed });
    });
  });
  return { process: child, ended };
};

/** For `afterEach`: ends what a test that failed left running, and removes its folders. */
export const endCommands = async (folders: readonly string[]): Promise<void> => {
  for (const child of running) child.kill('SIGKILL');
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
};

export const writeCsv = (file: string, columns: readonly string[], rows: readonly (readonly string[])[]): Promise<void> =>
  writeFile(file, csvLines([columns, ...rows]));

/** How many rows of a table have a key that begins so. */
export const countRows = async ({ client, name }: MainTable, beginning: string): Promise<number> => {
  let count = 0;
  let from: Record<string, unknown> | undefined;
  do {
    const answer = await client.send(
      new ScanCommand({
        TableName: name,
        Select: 'COUNT',
        FilterExpression: 'begins_with(pk, :beginning)',
        ExpressionAttributeValues: { ':beginning': beginning },
        ...(from === undefined ? {} : { ExclusiveStartKey: from }),
      }),
    );
    count += answer.Count ?? 0;
    from = answer.LastEvaluatedKey;
  } while (from !== undefined);
  return count;
};
