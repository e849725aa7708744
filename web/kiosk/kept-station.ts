import type { Station } from './station.ts';

/**
 * What this kiosk offers, as it was last read, for a start without a network: public words, the same for everybody. It lies in a
 * cache of its own, beside the page's files. Browsers that give none, as over plain HTTP, start without it as before.
 */
const CACHE = 'tram-so-kiosk-station';
const STATION = (code: string): string => `/kiosk/kept/station/${encodeURIComponent(code)}`;
const CODE = '/kiosk/kept/code';

const opened = async (): Promise<Cache | undefined> => {
  if (typeof caches === 'undefined') return undefined;
  try {
    return await caches.open(CACHE);
  } catch (error) {
    // Storage that is full or switched off keeps nothing.
    if (error instanceof DOMException) return undefined;
    throw error;
  }
};

/** Fields may be others in another build of the page: what an older one kept is not read. */
const mark = import.meta.url;

export const keepStation = async (code: string, station: Station): Promise<void> => {
  await (await opened())?.put(STATION(code), Response.json({ mark, station }));
};

export const recallStation = async (code: string): Promise<Station | undefined> => {
  const answer = await (await opened())?.match(STATION(code));
  const kept = answer === undefined ? undefined : ((await answer.json()) as { mark: string; station: Station });
  return kept?.mark === mark ? kept.station : undefined;
};

/** Which kiosk this paired device was, since only the service can say it again. */
export const keepCode = async (code: string | undefined): Promise<void> => {
  const cache = await opened();
  if (code === undefined) await cache?.delete(CODE);
  else await cache?.put(CODE, new Response(code));
};

export const recallCode = async (): Promise<string | undefined> => (await (await opened())?.match(CODE))?.text();
