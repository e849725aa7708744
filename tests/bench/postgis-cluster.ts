import { execFile, spawn } from 'node:child_process';
import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { access, chown, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';

const run = promisify(execFile);

/** Where Debian's postgresql-15 and postgresql-15-postgis-3 put their files. */
const BINARIES = '/usr/lib/postgresql/15/bin';
const NEEDED = [`${BINARIES}/postgres`, `${BINARIES}/initdb`, '/usr/share/postgresql/15/extension/postgis.control'];

/** What a server of its own would be given: everything in memory, no compilation of short queries, nothing waits for a disk. */
const SETTINGS = {
  shared_buffers: '512MB',
  effective_cache_size: '2GB',
  work_mem: '64MB',
  maintenance_work_mem: '256MB',
  random_page_cost: '1.1',
  jit: 'off',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  max_connections: '5',
  listen_addresses: '',
};

export type PostgisCluster = { readonly client: pg.Client; readonly version: string; readonly stop: () => Promise<void> };

export const isPostgisInstalled = async (): Promise<boolean> => {
  const found = await Promise.allSettled(NEEDED.map((file) => access(file)));
  return found.every(({ status }) => status === 'fulfilled');
};

type Account = { readonly uid: number; readonly gid: number };

/** PostgreSQL refuses to run as root: root lends it to the account that Debian's package made for it. */
const accountToRunAs = async (): Promise<Account | undefined> => {
  if (process.getuid?.() !== 0) return undefined;
  const line = (await readFile('/etc/passwd', 'utf8')).split('\n').find((entry) => entry.startsWith('postgres:'));
  const [, , uid, gid] = line?.split(':') ?? [];
  if (uid === undefined || gid === undefined) throw new Error('There is no account postgres to run PostgreSQL as.');
  return { uid: Number(uid), gid: Number(gid) };
};

/**
 * A cluster of its own in a folder of its own, reached over a Unix socket in it, with PostGIS. `stop` ends the process and
 * removes the folder. Throws with the server's own words when it does not start.
 */
export const startPostgis = async (): Promise<PostgisCluster> => {
  const account = await accountToRunAs();
  const folder = await mkdtemp(join(tmpdir(), 'tram-so-postgis-'));
  if (account !== undefined) await chown(folder, account.uid, account.gid);
  const data = join(folder, 'data');
  const options: SpawnOptions = { cwd: folder, ...account };
  let server: ChildProcess | undefined;
  const stop = async (): Promise<void> => {
    if (server !== undefined && server.exitCode === null) {
      // SIGINT: a fast shutdown, which waits for no client.
      server.kill('SIGINT');
      await once(server, 'exit');
    }
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await run(`${BINARIES}/initdb`, ['--pgdata', data, '--username', 'bench', '--auth', 'trust', '--encoding', 'UTF8', '--locale', 'C'], { cwd: folder, ...account });
    const settings = Object.entries({ ...SETTINGS, unix_socket_directories: folder }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    server = spawn(`${BINARIES}/postgres`, ['-D', data, ...settings], { ...options, stdio: ['ignore', 'ignore', 'pipe'] });
    await listening(server);
    const client = new pg.Client({ host: folder, user: 'bench', database: 'postgres' });
    await client.connect();
    await client.query('CREATE EXTENSION postgis');
    const { rows } = await client.query<{ version: string }>(`SELECT split_part(version(), ' ', 2) || ', PostGIS ' || postgis_lib_version() AS version`);
    return {
      client,
      version: rows[0]?.version ?? 'unknown',
      stop: async () => {
        await client.end();
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
};

/** When the server says that it takes connections; throws with what it said instead when it ends. */
const listening = (server: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    let said = '';
    server.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.includes('ready to accept connections')) resolve();
    });
    server.once('error', reject);
    server.once('exit', () => {
      reject(new Error(`PostgreSQL did not start: ${said}`));
    });
  });
