import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { JWK } from 'jose';
import type { Row } from '../../functions/storage/batch.ts';

/** Ids of members with their numbers. */
export type PhonesToSeal = readonly (readonly [string, string])[];
export type SealedPhones = readonly Row[];

/** Seals numbers of members: the rows of `sealedPhoneRows`, in order. It begins at once, and fails where the rows are read. */
export type Sealer = (phones: ReadonlyMap<string, string>) => AsyncIterable<Row>;

/** Numbers that are handed over together: some 0.1 s of work. */
const PHONES_AT_ONCE = 500;

/**
 * Seals on a thread of its own: half of what a person in a file takes is sealing, and the rest has the other processor for
 * itself. `publicKey`: the service's. The thread keeps no process alive that has nothing else to do.
 */
export const createSealer = (publicKey: JWK): Sealer => {
  const worker = new Worker(new URL('sealing-worker.ts', import.meta.url), { workerData: publicKey });
  const ended = new AbortController();
  worker.once('exit', () => ended.abort());
  let before: Promise<unknown> = Promise.resolve();
  const seal = async (phones: PhonesToSeal): Promise<SealedPhones> => {
    worker.ref();
    worker.postMessage(phones);
    const [rows] = (await once(worker, 'message', { signal: ended.signal })) as [SealedPhones];
    worker.unref();
    return rows;
  };
  return (phones) => {
    const all = [...phones];
    const parts = Array.from({ length: Math.ceil(all.length / PHONES_AT_ONCE) }, (_, at) => {
      // One after the other: an answer names no question.
      const part = before.then(() => seal(all.slice(at * PHONES_AT_ONCE, (at + 1) * PHONES_AT_ONCE)));
      before = part.catch(() => undefined);
      return part;
    });
    return (async function* () {
      for (const part of parts) yield* await part;
    })();
  };
};
