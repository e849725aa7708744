import { runDue } from '../due/run-due.ts';
import { dueParts, followListsWhile } from './due-parts.ts';
import { recordDueRun } from './observability.ts';

/**
 * How long one run takes up new work, in milliseconds: the next begins after a minute and takes what is left. Two at once do
 * no harm, and a function that is ended at its time-out (infra/functions.ts) would be counted as failing.
 */
const RUN_LASTS = 40_000;

/** Called once a minute: does what is due, the earliest first. It keeps nothing between two runs. */
export const handler = async (): Promise<void> => {
  const began = performance.now();
  const mayGoOn = (): boolean => performance.now() - began < RUN_LASTS;
  recordDueRun(await runDue({ ...dueParts(), mayGoOn }));
  // With what time is left: nobody waits for it, since an office answers for its area before anything has moved.
  await followListsWhile(mayGoOn);
};
