import type { PhoneQueueQuery } from '../../gql/graphql.ts';

/**
 * What this page last knew, for when it is opened again without a network. It lies in the tab and goes with it; the service
 * worker keeps no answer of the service, and a phone number is never in a queue.
 */
const KEY = 'tram-so.queue';

/** After so long nothing of it helps anybody any more. */
const LASTS_MS = 12 * 3_600_000;

export type KeptQueue = { readonly at: Date; readonly data: PhoneQueueQuery };

const storing = <Value>(work: () => Value): Value | undefined => {
  try {
    return work();
  } catch (error) {
    // Storage that is switched off or full keeps nothing; the page then says that it knows nothing.
    if (error instanceof DOMException || error instanceof SyntaxError) return undefined;
    throw error;
  }
};

export const keepQueue = (data: PhoneQueueQuery): void => {
  storing(() => {
    sessionStorage.setItem(KEY, JSON.stringify({ build: import.meta.url, at: Date.now(), data }));
  });
};

/** Of this build alone: another one may ask for other fields. */
export const recallQueue = (): KeptQueue | undefined => {
  const kept = storing(() => JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as { build: string; at: number; data: PhoneQueueQuery } | null);
  return kept === undefined || kept === null || kept.build !== import.meta.url || Math.abs(Date.now() - kept.at) > LASTS_MS ? undefined : { at: new Date(kept.at), data: kept.data };
};

export const forgetQueue = (): void => {
  storing(() => {
    sessionStorage.removeItem(KEY);
  });
};
