/** Between two tries when nobody says that the network is back. */
const PAUSE_MS = 8000;
const AGAIN = 'tram-so:try-again';

/** Somebody does not want to wait. */
export const tryNow = (): void => {
  dispatchEvent(new Event(AGAIN));
};

/** Resolves when the network is back, when somebody asks for it, or after a while. Rejects when `signal` says to stop. */
export const untilPassed = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const over = new AbortController();
    const settle = (end: () => void) => (): void => {
      over.abort();
      clearTimeout(timer);
      end();
    };
    const timer = setTimeout(settle(resolve), PAUSE_MS);
    addEventListener('online', settle(resolve), { signal: over.signal });
    addEventListener(AGAIN, settle(resolve), { signal: over.signal });
    signal.addEventListener('abort', settle(() => reject(new DOMException('somebody stopped it', 'AbortError'))), { signal: over.signal });
  });
