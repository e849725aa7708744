import { createServer } from 'vite';
import { announcement } from './addresses.ts';
import { freePort } from './engine.ts';
import { isLoopback, parseFlags } from './flags.ts';
import { createLifetime } from './lifetime.ts';
import { pageAddresses } from './page-addresses.ts';
import { inProject, projectRoot } from './places.ts';
import { createProgress } from './progress.ts';
import { StartProblem } from './start-problem.ts';
import { onStopSignal } from './stop-signals.ts';
import { bringUp } from './system.ts';

/**
 * `npm run dev`: Vite with hot reload for the pages, over the same API, on one address. The flags are those of `npm start`;
 * the API itself listens on a port that only this machine can reach.
 */
const dev = async (): Promise<void> => {
  const began = performance.now();
  const flags = parseFlags(process.argv.slice(2), projectRoot);
  if (!flags.ok) throw new StartProblem(flags.failure.line);
  if (!isLoopback(flags.value.host)) throw new StartProblem('npm run dev serves this machine only: use npm start with --host for real phones.');
  const lifetime = createLifetime((error) => console.error(error));
  const end = async (status: number): Promise<never> => {
    await lifetime.stop();
    process.exit(status);
  };
  onStopSignal(() => void end(0));
  const port = flags.value.port === 0 ? await freePort() : flags.value.port;
  const origin = `http://${flags.value.host}:${port}`;
  const apiPort = await freePort();
  const api = `http://127.0.0.1:${apiPort}`;
  try {
    const addresses = await bringUp({
      flags: { ...flags.value, host: '127.0.0.1', port: apiPort },
      progress: createProgress(process.stderr),
      lifetime,
      report: (error) => console.error(error),
      giveUp: (error) => {
        console.error(error instanceof StartProblem ? error.message : error);
        void end(1);
      },
      origin,
    });
    const vite = await createServer({
      configFile: inProject('web', 'vite.config.ts'),
      plugins: [{ name: 'tram-so:page-addresses', configureServer: ({ middlewares }) => void middlewares.use(pageAddresses(origin)) }],
      server: {
        host: flags.value.host,
        port,
        strictPort: true,
        proxy: {
          '^/(graphql|session/refresh|sign-in|issuer|schema\\.graphql|export|explorer|contacts|health)([/?].*)?$': { target: api },
          '/live': { target: api, ws: true },
        },
      },
    });
    await lifetime.onStop(() => vite.close());
    await vite.listen();
    console.log(announcement(addresses, performance.now() - began));
  } catch (error) {
    if (lifetime.signal.aborted) return;
    console.error(error instanceof StartProblem ? error.message : error);
    await end(1);
  }
};

try {
  await dev();
} catch (error) {
  if (!(error instanceof StartProblem)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
