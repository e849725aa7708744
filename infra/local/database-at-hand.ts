import { join } from 'node:path';
import { contactKeyAtHand } from './contact-key.ts';
import { readRoutingState } from '../../functions/routing/snapshot-store.dynamo.ts';
import { vietnamDayOf, systemClock } from '../../functions/core/clock.ts';
import { connect, type ContactsTable, type MainTable } from '../../functions/storage/client.ts';
import type { RealNames } from '../../functions/storage/create-tables.dynamo.ts';
import { createUnits } from '../../functions/units/units.ts';
import type { CommandParts } from './command.ts';
import { openDataFolder, runningEngineOf } from './data-folder.ts';
import { startEngine } from './engine.ts';
import { tableNames } from './handler-settings.ts';
import { StartProblem } from './start-problem.ts';
import { prepareTables } from './tables-of-this-machine.ts';

export type DatabaseAtHand = {
  readonly main: MainTable;
  readonly contacts: ContactsTable;
  /** The key that contacts are sealed to. Throws StartProblem where there is none. */
  readonly contactKey: () => ReturnType<typeof contactKeyAtHand>;
  /** The embedded engine's file with the names of both its tables; undefined for another database, or when contacts lie in another. */
  readonly engineFile?: { readonly database: string; readonly names: RealNames } | undefined;
};

/**
 * The database that a command works on: the one that DYNAMODB_ENDPOINT names, that of the system that runs on the data folder now,
 * or the folder's own, started for as long as the command takes. Throws StartProblem.
 */
export const openDatabaseAtHand = async (data: string, parts: CommandParts): Promise<DatabaseAtHand> => {
  const { endpoint, whereItLives, file } = await findDatabase(data, parts);
  const names = tableNames(process.env);
  const contactsEndpoint = process.env['CONTACTS_DYNAMODB_ENDPOINT'] ?? endpoint;
  await prepareTables({ endpoint }, names, whereItLives);
  const client = connect({ endpoint });
  return {
    main: { client, name: names.main },
    contacts: { client: contactsEndpoint === endpoint ? client : connect({ endpoint: contactsEndpoint }), name: names.contacts },
    contactKey: () => contactKeyAtHand(data),
    engineFile: file === undefined || contactsEndpoint !== endpoint ? undefined : { database: file, names },
  };
};

type Found = { readonly endpoint: string; readonly whereItLives: string; readonly file?: string };

const findDatabase = async (data: string, { lifetime, progress }: CommandParts): Promise<Found> => {
  const elsewhere = process.env['DYNAMODB_ENDPOINT'];
  if (elsewhere !== undefined) return { endpoint: elsewhere, whereItLives: `The database at ${elsewhere}` };
  const file = join(data, 'database.sqlite');
  const whereItLives = `The database ${file}`;
  const running = await runningEngineOf(data);
  if (running !== undefined) return { endpoint: running, whereItLives, file };
  const folder = await openDataFolder(data, { fresh: false });
  await lifetime.onStop(() => folder.release());
  const engine = await progress.step('Starting the database', () => startEngine(file));
  await lifetime.onStop(() => engine.stop());
  await folder.noteEngine(engine);
  lifetime.signal.throwIfAborted();
  return { endpoint: engine.endpoint, whereItLives, file };
};

/** The version of the list of units in force today. Throws StartProblem where no system was ever started. */
export const versionAtHand = async (main: MainTable): Promise<string> => {
  const [version, routing] = await Promise.all([createUnits(main).versionOn(vietnamDayOf(systemClock())), readRoutingState(main)]);
  if (version === undefined || routing === undefined) {
    throw new StartProblem('No list of units is loaded in this database: run `npm start` on it once, which loads it, then start the same command again.');
  }
  return version;
};
