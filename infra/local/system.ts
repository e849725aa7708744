import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { rm } from 'node:fs/promises';
import type { DynamoSettings } from '../../functions/storage/client.ts';
import { addressesOf, originOf, publicHostOf, type Addresses } from './addresses.ts';
import { loadCertificate } from './certificate.ts';
import { startCatchUp } from './catch-up.ts';
import { openDataFolder, type DataFolder } from './data-folder.ts';
import { finishDemonstration, importBeforeFirstStart, inviteNeighbours } from './demonstration.ts';
import { startEngine } from './engine.ts';
import { startExpiry, type TableInUse } from './expiry.ts';
import { writeWhole } from './files.ts';
import { isLoopback, type StartFlags } from './flags.ts';
import { startEveryMinute } from './every-minute.ts';
import { openFrontDoor } from './front-door.ts';
import { applySettings, tableNames } from './handler-settings.ts';
import { loadHandlers } from './handlers.ts';
import { demonstrationAccounts } from './issuer-accounts.ts';
import { issuerOf, laterIssuer, localIssuerAt, trustOwnCertificate } from './issuer-settings.ts';
import { loadKeys } from './keys.ts';
import { lambdaHttp } from './lambda-http.ts';
import { provideStreamingGlobal } from './lambda-streaming.ts';
import type { Lifetime } from './lifetime.ts';
import { startLiveManagement } from './live-management.ts';
import { createLiveServer, type OpenConnection } from './live-server.ts';
import { buildPages, makeGeneratedCode, pagesFolder } from './made-files.ts';
import type { Progress } from './progress.ts';
import { StartProblem } from './start-problem.ts';
import { serveStatic } from './static-files.ts';
import { startStreamPump } from './stream-pump.ts';
import { prepareTables } from './tables-of-this-machine.ts';

export type SystemOptions = {
  readonly flags: StartFlags;
  readonly progress: Progress;
  readonly lifetime: Lifetime;
  /** Bugs and refusals that end nothing. Must not print what a request held. */
  readonly report: (error: unknown) => void;
  /** Called when the system cannot go on, such as when its database died. */
  readonly giveUp: (error: unknown) => void;
  /** Where people reach the system when something stands before it (npm run dev). */
  readonly origin?: string | undefined;
};

/**
 * Brings the whole system up: everything it starts is handed to `lifetime`. Throws StartProblem for what a person can mend.
 */
export const bringUp = async (options: SystemOptions): Promise<Addresses> => {
  const { flags, progress, lifetime, report } = options;
  if (flags.fresh && process.env['DYNAMODB_ENDPOINT'] !== undefined) {
    throw new StartProblem('--fresh clears the data folder, not another database: delete its tables yourself, or unset DYNAMODB_ENDPOINT.');
  }
  const folder = await openDataFolder(flags.data, { fresh: flags.fresh });
  await lifetime.onStop(() => folder.release());
  lifetime.signal.throwIfAborted();

  const certificate = isLoopback(flags.host) ? undefined : await loadCertificate(folder, publicHostOf(flags.host), new Date());
  if (certificate !== undefined) trustOwnCertificate(certificate);
  const door = await openFrontDoor({ host: flags.host, port: flags.port, certificate, report });
  await lifetime.onStop(() => door.close());
  const origin = options.origin ?? originOf(flags.host, door.port);

  const keys = await loadKeys(folder);
  const names = tableNames(process.env);
  const step = { teams: flags.teams, progress, signal: lifetime.signal };
  if (process.env['DYNAMODB_ENDPOINT'] === undefined) await importBeforeFirstStart(folder, names, step);
  lifetime.signal.throwIfAborted();
  const database = await openDatabase(folder, options);
  const tables = await progress.step('Preparing the tables', () => prepareTables(database, names, database.whereItLives));
  lifetime.signal.throwIfAborted();

  await progress.step('Generating code', () => makeGeneratedCode(lifetime.signal));
  await progress.step('Building the pages', () => buildPages(lifetime.signal));

  const connections = new Map<string, OpenConnection>();
  const management = await startLiveManagement(connections, report);
  await lifetime.onStop(() => management.stop());
  const endpoint = database.endpoint;
  const oidc = issuerOf(origin, process.env);
  applySettings(
    {
      ...keys,
      MAIN_TABLE: names.main,
      CONTACTS_TABLE: names.contacts,
      DYNAMODB_ENDPOINT: endpoint,
      CONTACTS_DYNAMODB_ENDPOINT: process.env['CONTACTS_DYNAMODB_ENDPOINT'] ?? endpoint,
      LIVE_ENDPOINT: management.endpoint,
      STATION_ORIGIN: origin,
      ...oidc,
    },
    process.env,
  );
  provideStreamingGlobal();
  const handlers = await progress.step('Loading the handlers', loadHandlers);
  lifetime.signal.throwIfAborted();
  const main = tables.find(({ definition }) => definition.name === 'main');
  if (main === undefined) throw new Error('There is no main table.');
  const demonstration = await finishDemonstration(main, step);
  const { station } = await handlers.station();
  const invitations = await inviteNeighbours(demonstration, station.identity.invite, origin);
  const accounts = oidc.OIDC_ISSUER === localIssuerAt(origin) ? await demonstrationAccounts(station) : [];
  lifetime.signal.throwIfAborted();

  await startBackground(options, folder, tables, main, handlers);
  const live = createLiveServer({ handler: handlers.live, connections, report });
  await lifetime.onStop(() => live.stop());
  const graphql = lambdaHttp({ name: 'graphql', handler: handlers.graphql, report });
  door.open({
    origin,
    graphql,
    contacts: lambdaHttp({ name: 'contacts', handler: handlers.contacts, report }),
    issuer: oidc.OIDC_ISSUER === localIssuerAt(origin) ? laterIssuer(origin, accounts) : undefined,
    pages: serveStatic(pagesFolder),
    live: live.upgrade,
  });
  await lifetime.onStop(() => door.drain());

  const addresses = addressesOf(origin, invitations, accounts);
  // For programs that start a system and want to know where it is; readable by its owner only, like the keys beside it.
  await writeWhole(folder.file('addresses.json'), JSON.stringify(addresses, null, 2));
  await lifetime.onStop(() => rm(folder.file('addresses.json'), { force: true }));
  return addresses;
};

type Database = DynamoSettings & { readonly endpoint: string; readonly whereItLives: string };

/** The embedded engine on the data folder, or the database that DYNAMODB_ENDPOINT names. */
const openDatabase = async (folder: DataFolder, { progress, lifetime, giveUp }: SystemOptions): Promise<Database> => {
  const elsewhere = process.env['DYNAMODB_ENDPOINT'];
  if (elsewhere !== undefined) return { endpoint: elsewhere, whereItLives: `The database at ${elsewhere}` };
  const file = folder.file('database.sqlite');
  const engine = await progress.step('Starting the database', () => startEngine(file));
  await lifetime.onStop(() => engine.stop());
  await folder.noteEngine(engine);
  void engine.ended.then((words) => {
    if (!lifetime.signal.aborted) giveUp(new StartProblem(`The embedded database ended (${words}): start again; what was acknowledged is kept.`));
  });
  lifetime.signal.throwIfAborted();
  return { endpoint: engine.endpoint, whereItLives: `The database ${file}` };
};

/** What goes on beside the requests: following the table's changes, doing what is due, deleting what has expired. */
const startBackground = async (
  { lifetime, report }: SystemOptions,
  folder: DataFolder,
  tables: readonly TableInUse[],
  main: TableInUse,
  handlers: Pick<Awaited<ReturnType<typeof loadHandlers>>, 'tableStream' | 'due'>,
): Promise<void> => {
  const expiry = startExpiry(tables, report);
  await lifetime.onStop(() => expiry.stop());
  const { region, endpoint, credentials } = main.client.config;
  const streams = new DynamoDBStreamsClient({ region, credentials, ...(endpoint === undefined ? {} : { endpoint }) });
  const pump = await startStreamPump({
    table: main.name,
    client: main.client,
    streams,
    handler: handlers.tableStream,
    checkpointFile: folder.file('stream-checkpoint.json'),
    undeliveredFolder: folder.file('undelivered'),
    report,
  });
  await lifetime.onStop(() => pump.stop());
  const catchingUp = startCatchUp(main, report);
  await lifetime.onStop(() => catchingUp.stop());
  const due = startEveryMinute(handlers.due, report);
  await lifetime.onStop(() => due.stop());
};
