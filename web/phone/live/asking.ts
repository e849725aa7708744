/**
 * One question at a time: a wish that comes while one is under way is granted by one more afterwards, however many wishes
 * came, so that the last answer is never older than the last wish.
 */
export const oneAtATime = (question: () => Promise<void>): (() => Promise<void>) => {
  let running: Promise<void> | undefined;
  let again = false;
  const run = async (): Promise<void> => {
    do {
      again = false;
      await question();
    } while (again);
  };
  return () => {
    if (running !== undefined) {
      again = true;
      return running;
    }
    running = run().finally(() => {
      running = undefined;
    });
    return running;
  };
};
