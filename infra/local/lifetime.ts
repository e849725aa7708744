/** Everything that one run started, so that a stop at any moment, set-up included, ends all of it in reverse order. */
export type Lifetime = {
  /** Aborted when a stop begins: work that can be cut short listens to it. */
  readonly signal: AbortSignal;
  /** Runs when the stop comes, the last one first. When the stop has begun already, it runs at once. */
  readonly onStop: (end: () => Promise<void> | void) => Promise<void>;
  /** Ends everything. Failures go to `report`, so that one of them does not keep the rest alive. Runs once. */
  readonly stop: (reason?: unknown) => Promise<void>;
};

export const createLifetime = (report: (error: unknown) => void): Lifetime => {
  const controller = new AbortController();
  const ends: (() => Promise<void> | void)[] = [];
  let stopping: Promise<void> | undefined;
  const run = async (end: () => Promise<void> | void): Promise<void> => {
    try {
      await end();
    } catch (error) {
      report(error);
    }
  };
  return {
    signal: controller.signal,
    onStop: async (end) => {
      if (stopping === undefined) ends.push(end);
      else await run(end);
    },
    stop: (reason) => {
      stopping ??= (async () => {
        controller.abort(reason);
        for (let end = ends.pop(); end !== undefined; end = ends.pop()) await run(end);
      })();
      return stopping;
    },
  };
};
