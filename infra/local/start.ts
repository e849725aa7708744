import { announcement } from './addresses.ts';
import { parseFlags } from './flags.ts';
import { createLifetime } from './lifetime.ts';
import { projectRoot } from './places.ts';
import { createProgress } from './progress.ts';
import { StartProblem } from './start-problem.ts';
import { onStopSignal } from './stop-signals.ts';
import { bringUp } from './system.ts';

/** `npm start`: the whole system on this machine, until Ctrl-C. */
const start = async (): Promise<void> => {
  const began = performance.now();
  const flags = parseFlags(process.argv.slice(2), projectRoot);
  if (!flags.ok) return sayAndExit(flags.failure.line);
  const lifetime = createLifetime(report);
  let ready = false;
  let settled: Promise<unknown> = Promise.resolve();

  const end = async (status: number): Promise<never> => {
    await lifetime.stop();
    // A step that was under way may have started one thing more, which ends as soon as it is handed over.
    await settled;
    process.exit(status);
  };
  const giveUp = (error: unknown): void => {
    explain(error);
    void end(1);
  };
  onStopSignal(() => void end(ready ? 0 : 130));
  try {
    const coming = bringUp({ flags: flags.value, progress: createProgress(process.stderr), lifetime, report, giveUp });
    settled = Promise.allSettled([coming]);
    const addresses = await coming;
    ready = true;
    process.stdout.write(announcement(addresses, performance.now() - began));
  } catch (error) {
    // What fails because everything is being stopped is no news.
    if (!lifetime.signal.aborted) explain(error);
    await end(lifetime.signal.aborted && ready ? 0 : 1);
  }
};

const report = (error: unknown): void => {
  console.error(error);
};

/** One line for what a person can mend; a bug is shown whole. */
const explain = (error: unknown): void => {
  if (error instanceof StartProblem) process.stderr.write(`${error.message}\n`);
  else report(error);
};

const sayAndExit = (line: string): never => {
  process.stderr.write(`${line}\n`);
  process.exit(1);
};

await start();
