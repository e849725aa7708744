import { startEngine as startLocalEngine } from '../../infra/local/engine.ts';
import { connect } from '../../functions/storage/client.ts';
import type { ContactsTable, MainTable } from '../../functions/storage/client.ts';
import { createTables } from '../../functions/storage/create-tables.dynamo.ts';

/** The real engine, in memory or on a file, with its tables. One per test file: start it in `beforeAll`, stop it in `afterAll`. */
export type TestEngine = {
  readonly endpoint: string;
  readonly main: MainTable;
  readonly contacts: ContactsTable;
  readonly stop: () => Promise<void>;
};

export const startEngine = async (database?: string): Promise<TestEngine> => {
  const engine = await startLocalEngine(database);
  const client = connect({ endpoint: engine.endpoint });
  await createTables(client, { main: 'main', contacts: 'contacts' });
  return {
    endpoint: engine.endpoint,
    main: { client, name: 'main' },
    contacts: { client, name: 'contacts' },
    stop: async () => {
      client.destroy();
      await engine.stop();
    },
  };
};
