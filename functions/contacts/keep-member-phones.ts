import type { JWK } from 'jose';
import { putRows } from '../storage/batch.ts';
import type { ContactsTable } from '../storage/client.ts';
import { memberPhoneRow } from './member-phone-store.dynamo.ts';
import { createContactSealer } from './seal-contact.ts';

/**
 * Keeps the numbers of many members at once, sealed to the service's public key: for numbers that come in a file and not from
 * the member's own device. Keys are members' ids, numbers are E.164. Each replaces the one before; repeated, it ends the same.
 */
export const createMemberPhoneKeeper = (table: ContactsTable, publicKey: JWK): ((phones: ReadonlyMap<string, string>) => Promise<void>) => {
  let sealing: ReturnType<typeof createContactSealer> | undefined;
  return async (phones) => {
    if (phones.size === 0) return;
    sealing ??= createContactSealer(publicKey);
    const seal = await sealing;
    // WebCrypto works in threads of its own, so many are sealed at once.
    await putRows(table, await Promise.all([...phones].map(async ([memberId, phone]) => memberPhoneRow(memberId, await seal({ phone })))));
  };
};
