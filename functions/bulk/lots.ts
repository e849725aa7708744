/**
 * Lots that are written while the next rows are read, one at a time: `begin` waits for the one before, `settled` for the last.
 * Both throw what went wrong with a lot before.
 */
export const createLots = () => {
  let underWay: Promise<void> = Promise.resolve();
  return {
    begin: async (write: () => Promise<void>): Promise<void> => {
      await underWay;
      underWay = write();
      // Whoever waits for it hears of it; until then a failure is no stray.
      underWay.catch(() => undefined);
    },
    settled: (): Promise<void> => underWay,
  };
};
