import { randomUUID } from 'node:crypto';
import type { JWK } from 'jose';
import * as v from 'valibot';
import { auditWrite } from '../audit/audit.ts';
import { createContactOpener } from '../contacts/open-contact.ts';
import { systemClock } from '../core/clock.ts';
import { stillAtWork } from '../help-requests/still-at-work.ts';
import { verifyContactGrant, type ContactGrant } from '../identity/contact-grant.ts';
import { parseVerifyingKeys } from '../identity/signing-keys.ts';
import { connect, type MainTable } from '../storage/client.ts';
import { writeIfStillSo } from '../storage/transact.ts';
import { logger } from './observability.ts';
import { readSettings } from './settings.ts';

/** What opening a contact needs: the contacts table, the private key, and the public half of what signs grants. */
export type ContactsParts = {
  readonly verifyGrant: (token: string) => Promise<ContactGrant | undefined>;
  readonly openContact: ReturnType<typeof createContactOpener>;
  /**
   * Puts a line into the trail: who opens whose contact. False: since the grant was given, the request is no longer theirs to
   * work at. Throws when it could not. In both cases nothing is opened.
   */
  readonly recordOpening: (grant: ContactGrant) => Promise<boolean>;
};

const privateKeys = v.object({
  keys: v.pipe(
    v.array(v.looseObject({ kty: v.literal('EC'), crv: v.literal('P-256'), d: v.string(), kid: v.string() })),
    v.minLength(1),
  ),
});

const build = (): ContactsParts => {
  const settings = readSettings([
    'MAIN_TABLE',
    'CONTACTS_TABLE',
    'DYNAMODB_ENDPOINT',
    'CONTACTS_DYNAMODB_ENDPOINT',
    'SIGNING_PUBLIC_KEYS',
    'CONTACT_PRIVATE_KEYS',
  ]);
  const endpoint = settings.CONTACTS_DYNAMODB_ENDPOINT ?? settings.DYNAMODB_ENDPOINT;
  const table = { client: connect({ endpoint }), name: settings.CONTACTS_TABLE };
  const main = { client: connect({ endpoint: settings.DYNAMODB_ENDPOINT }), name: settings.MAIN_TABLE };
  const verifying = parseVerifyingKeys(settings.SIGNING_PUBLIC_KEYS);
  return {
    verifyGrant: (token) => verifyContactGrant(verifying, token, systemClock()),
    openContact: createContactOpener(table, parsePrivateKeys(settings.CONTACT_PRIVATE_KEYS), systemClock),
    recordOpening: async (grant) => {
      const { contact, by } = grant;
      const recorded = await recordOpening(main, grant);
      logger.info(recorded ? 'contact asked for' : 'contact refused', { contact, by });
      return recorded;
    },
  };
};

/** One transaction: a grant lasts a minute, and a resident who takes the request back within it is not called any more. */
const recordOpening = (main: MainTable, { contact, by, office }: ContactGrant): Promise<boolean> => {
  const line = auditWrite(main, { id: randomUUID(), at: systemClock(), act: 'openContact', by, subject: contact, office });
  return writeIfStillSo(main, contact.kind === 'HELP_REQUEST' ? [stillAtWork(main, contact.id, by.id), line] : [line]);
};

/** Says where the set is wrong, and never quotes it. */
const parsePrivateKeys = (set: unknown): JWK[] => {
  const parsed = v.safeParse(privateKeys, set);
  if (!parsed.success) {
    const paths = parsed.issues.map((issue) => v.getDotPath(issue) ?? 'the set itself');
    throw new Error(`CONTACT_PRIVATE_KEYS is no set of P-256 keys: look at ${paths.join(', ')}.`);
  }
  return parsed.output.keys;
};

let parts: ContactsParts | undefined;

/** The parts of this process, built at the first call from the environment. */
export const contactsParts = (): ContactsParts => {
  parts ??= build();
  return parts;
};
