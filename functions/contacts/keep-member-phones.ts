import type { JWK } from 'jose';
import { putRows, type Row } from '../storage/batch.ts';
import type { ContactsTable } from '../storage/client.ts';
import { memberPhoneRow } from './member-phone-store.dynamo.ts';
import { createContactSealer } from './seal-contact.ts';

/**
 * Keeps the numbers of many members at once, sealed to the service's public key: for numbers that come in a file and not from
 * the member's own device. Keys are members' ids, numbers are E.164. Each replaces the one before; repeated, it ends the same.
 */
export const createMemberPhoneKeeper = (table: ContactsTable, publicKey: JWK): ((phones: ReadonlyMap<string, string>) => Promise<void>) => {
  const rowOf = sealedPhoneRows(publicKey);
  return (phones) => putRows(table, [...phones].map(([memberId, phone]) => rowOf(memberId, phone)));
};

/** The row of one member's number, sealed. */
export const sealedPhoneRows = (publicKey: JWK): ((memberId: string, phone: string) => Row) => {
  const seal = createContactSealer(publicKey);
  return (memberId, phone) => memberPhoneRow(memberId, seal({ phone }));
};
