import { compactDecrypt, errors, importJWK, type JWK } from 'jose';
import type { Clock } from '../core/clock.ts';
import { fail, succeed } from '../core/result.ts';
import type { Result } from '../core/result.ts';
import type { ContactsTable } from '../storage/client.ts';
import { createContactStore } from './contact-store.dynamo.ts';
import { createMemberPhoneStore } from './member-phone-store.dynamo.ts';
import type { Contact } from './contact.ts';
import { parseContact } from './contact.ts';
import { SEALING } from './sealing.ts';

export type OpenFailure =
  /** No contact was left, or it has been erased. */
  | { readonly type: 'ContactGone' }
  /** What the device sealed is no telephone number. */
  | { readonly type: 'ContactUnreadable' };

/** Whose contact it is: a resident's, left with a request, or a member's own. */
export type ContactOf = { readonly kind: 'HELP_REQUEST' | 'MEMBER'; readonly id: string };

/** The only place where contacts are opened. The private keys come from here alone; the newest key first. */
export const createContactOpener = (table: ContactsTable, privateKeys: readonly JWK[], clock: Clock) => {
  const requests = createContactStore(table);
  const members = createMemberPhoneStore(table);
  const keyFor = async (kid: string | undefined) => {
    const key = privateKeys.find((candidate) => candidate.kid === kid);
    if (key === undefined) throw new errors.JWEDecryptionFailed('sealed to a key that is not ours');
    return importJWK(key, SEALING.alg);
  };
  const sealed = ({ kind, id }: ContactOf): Promise<string | undefined> =>
    kind === 'MEMBER' ? members.sealed(id) : requests.sealed(id, clock());

  /** Opens one contact. Who may ask was decided before, by the grant. */
  return async (of: ContactOf): Promise<Result<Contact, OpenFailure>> => {
    const jwe = await sealed(of);
    if (jwe === undefined) return fail({ type: 'ContactGone' });
    const contact = parseContact(await unseal(jwe, keyFor));
    return contact === undefined ? fail({ type: 'ContactUnreadable' }) : succeed(contact);
  };
};

/** The text inside, or an empty one when the seal does not open: either way there is no contact in it. */
const unseal = async (jwe: string, keyFor: (kid: string | undefined) => ReturnType<typeof importJWK>): Promise<string> => {
  try {
    const { plaintext } = await compactDecrypt(jwe, (header) => keyFor(header.kid), {
      keyManagementAlgorithms: [SEALING.alg],
      contentEncryptionAlgorithms: [SEALING.enc],
    });
    return new TextDecoder().decode(plaintext);
  } catch (error) {
    if (error instanceof errors.JOSEError) return '';
    throw error;
  }
};
