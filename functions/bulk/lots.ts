/** While one is written, what the next one needs is made: as many as keep two processors busy. */
const MOST_UNDER_WAY = 2;

/**
 * Lots that are written while the next rows are read. `begin` waits until there is room for one more, `settled` for all of them.
 * Both throw what went wrong with a lot before.
 */
export const createLots = () => {
  const underWay = new Set<Promise<void>>();
  return {
    begin: async (write: () => Promise<void>): Promise<void> => {
      while (underWay.size >= MOST_UNDER_WAY) await Promise.race(underWay);
      // One that failed stays, for whoever waits next.
      const lot: Promise<void> = write().then(() => void underWay.delete(lot));
      // Until then its failure is no stray.
      lot.catch(() => undefined);
      underWay.add(lot);
    },
    settled: async (): Promise<void> => {
      await Promise.allSettled(underWay);
      await Promise.all(underWay);
    },
  };
};
