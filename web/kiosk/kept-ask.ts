import type { Ask } from './session.ts';

/**
 * An ask that is on its way, for a page that is loaded anew while somebody waits before it. The number in it is sealed already. It
 * lies in the tab, goes when its screen goes, and counts for as long as a screen with it stays without a sign of life.
 */
const KEY = 'tram-so.ask';
const LASTS_MS = 90_000;

type Kept = { readonly mark: string; readonly kiosk: string; readonly at: number; readonly ask: Ask };

const mark = import.meta.url;

const storing = <Value>(work: () => Value): Value | undefined => {
  try {
    return work();
  } catch (error) {
    // Storage that is switched off keeps nothing: the screen says that leaving it loses the ask.
    if (error instanceof DOMException || error instanceof SyntaxError) return undefined;
    throw error;
  }
};

export const keepAsk = (kiosk: string, ask: Ask): void => {
  storing(() => {
    sessionStorage.setItem(KEY, JSON.stringify({ mark, kiosk, at: Date.now(), ask } satisfies Kept));
  });
};

export const forgetAsk = (): void => {
  storing(() => {
    sessionStorage.removeItem(KEY);
  });
};

/** Taken out: whoever comes next finds nothing. One from the future is none either: the clock was set back meanwhile. */
export const takeKeptAsk = (kiosk: string): Ask | undefined => {
  const kept = storing(() => JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as Kept | null) ?? undefined;
  forgetAsk();
  return kept?.mark === mark && kept.kiosk === kiosk && Math.abs(Date.now() - kept.at) < LASTS_MS ? kept.ask : undefined;
};
