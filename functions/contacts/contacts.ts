import type { JWK } from 'jose';
import type { Clock, Instant } from '../core/clock.ts';
import { plusMilliseconds } from '../core/clock.ts';
import type { ContactsTable } from '../storage/client.ts';
import { CONSENT_IN_FORCE, consentTexts } from './consent.ts';
import { createContactStore } from './contact-store.dynamo.ts';
import { createMemberPhoneStore } from './member-phone-store.dynamo.ts';
import { KEPT_WITHOUT_REQUEST, keptUntil } from './retention.ts';
import { isSealedFor } from './sealing.ts';

/** What a device needs before it may ask for a contact: the key to seal it to, and the text to agree to. */
export const contactSealingWith = (publicKey: JWK) => ({
  publicKey: JSON.stringify(publicKey),
  consent: { version: CONSENT_IN_FORCE, text: consentTexts[CONSENT_IN_FORCE] },
});

export type ContactSealing = ReturnType<typeof contactSealingWith>;

/** What the rest of the system may do with contacts: hand over sealed ones, and say when they end. It can open none. */
export const createContacts = (table: ContactsTable, publicKey: JWK, clock: Clock) => {
  const store = createContactStore(table);
  const memberPhones = createMemberPhoneStore(table);
  return {
    consentVersion: CONSENT_IN_FORCE,
    isSealed: (jwe: string): boolean => isSealedFor(jwe, publicKey.kid === undefined ? [] : [publicKey.kid]),
    keepContact: (contact: { requestId: string; jwe: string; consentVersion: string }): Promise<void> => {
      const now = clock();
      return store.putFirst(contact, plusMilliseconds(now, KEPT_WITHOUT_REQUEST), now);
    },
    /** The resident wants it gone; may be repeated. */
    eraseContact: (requestId: string): Promise<void> => store.erase(requestId, clock()),
    /** A member's own number, sealed by `isSealed`'s rule; it replaces the one before. */
    keepMemberPhone: (memberId: string, jwe: string): Promise<void> => memberPhones.put(memberId, jwe),
    eraseMemberPhone: (memberId: string): Promise<void> => memberPhones.erase(memberId, clock()),
  };
};

export type Contacts = ReturnType<typeof createContacts>;

type Followed = {
  readonly id: string;
  readonly hasContact: boolean;
  readonly requestedAt: Instant;
  readonly endsAt?: Instant | undefined;
};

/** Follows requests: called for each of their changes, at least once, in order, it moves the day of erasure. */
export const keepContactsOf = (table: ContactsTable) => {
  const store = createContactStore(table);
  return async (request: Followed): Promise<void> => {
    if (request.hasContact) await store.keepUntil(request.id, keptUntil(request));
  };
};
