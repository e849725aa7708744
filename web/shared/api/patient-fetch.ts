/** Answers worth another try: the service is busy or restarting, not refusing. */
const PASSING = new Set([429, 502, 503, 504]);

const pause = (ms: number, signal: AbortSignal | null | undefined): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        reject(new DOMException('the caller gave up', 'AbortError'));
      },
      { once: true },
    );
  });

/** Up to half as long again, so that many kiosks that lost one network do not come back at one moment. */
const spread = (ms: number): number => ms * (1 + Math.random() / 2);

/**
 * A fetch that gives each attempt `timeoutMs` and, after a network error, a time-out or a passing answer, tries again
 * after each of `pausesMs`. Only for requests that may be repeated. Rejects as fetch does when the last attempt fails.
 */
export const patientFetch =
  ({ timeoutMs, pausesMs }: { timeoutMs: number; pausesMs: readonly number[] }): typeof fetch =>
  async (input, init) => {
    const attempt = (): Promise<Response> => {
      const inTime = AbortSignal.timeout(timeoutMs);
      return fetch(input, { ...init, signal: init?.signal ? AbortSignal.any([init.signal, inTime]) : inTime });
    };
    for (const ms of pausesMs) {
      try {
        const response = await attempt();
        if (!PASSING.has(response.status)) return response;
      } catch (error) {
        // The caller's own abort is no failure of the network.
        if (init?.signal?.aborted) throw error;
      }
      await pause(spread(ms), init?.signal);
    }
    return attempt();
  };
