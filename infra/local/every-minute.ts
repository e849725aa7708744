const MINUTE_MILLISECONDS = 60_000;

export type EveryMinute = { readonly stop: () => Promise<void> };

/**
 * Stands where the schedule of AWS stands: calls the handler now and every minute. On AWS two runs may overlap; here one waits
 * for the other, since they would share the two cores of a small machine. A run that fails ends nothing.
 */
export const startEveryMinute = (handler: () => Promise<void>, report: (error: unknown) => void, every = MINUTE_MILLISECONDS): EveryMinute => {
  let running: Promise<void> | undefined;
  const run = (): void => {
    running ??= handler()
      .catch(report)
      .finally(() => {
        running = undefined;
      });
  };
  run();
  const timer = setInterval(run, every);
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
};
