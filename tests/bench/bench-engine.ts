import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../functions/storage/client.ts';
import type { MainTable } from '../../functions/storage/client.ts';
import { startEngine } from '../support/engine.ts';

export type BenchEngine = { readonly main: MainTable; readonly stop: () => Promise<void> };

/** A country is filled in at once on a machine that may have other work: what counts here is how many requests, not how long. */
const PATIENCE_MILLISECONDS = 60_000;

/** The real engine on a file of its own, where it indexes its stream: in memory each write looks through all before it. */
export const startBenchEngine = async (): Promise<BenchEngine> => {
  const folder = await mkdtemp(join(tmpdir(), 'tram-so-bench-'));
  const engine = await startEngine(join(folder, 'engine.db'));
  const client = connect({ endpoint: engine.endpoint, timeoutMilliseconds: PATIENCE_MILLISECONDS });
  return {
    main: { client, name: engine.main.name },
    stop: async () => {
      client.destroy();
      await engine.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
