import { parentPort, workerData } from 'node:worker_threads';
import type { JWK } from 'jose';
import { sealedPhoneRows } from '../../functions/contacts/keep-member-phones.ts';
import type { PhonesToSeal, SealedPhones } from './sealer.ts';

/** The other side of sealer.ts: a thread that seals. */
const rowOf = sealedPhoneRows(workerData as JWK);
parentPort?.on('message', (phones: PhonesToSeal) => {
  const rows: SealedPhones = phones.map(([memberId, phone]) => rowOf(memberId, phone));
  parentPort?.postMessage(rows);
});
