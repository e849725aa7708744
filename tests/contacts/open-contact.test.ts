import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createContacts, keepContactsOf } from '../../functions/contacts/contacts.ts';
import { createContactSealer } from '../../functions/contacts/seal-contact.ts';
import { createContactOpener } from '../../functions/contacts/open-contact.ts';
import { days } from '../../functions/core/clock.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { handClock, SATURDAY_NIGHT } from '../support/lane.ts';
import { sealWith } from '../support/seal.ts';

/** A number that no network gives out: subscriber numbers of this operator never consist of zeros like this. */
const PHONE = '+84900000427';

const keyPair = async (kid: string): Promise<{ publicKey: JWK; privateKey: JWK }> => {
  const pair = await generateKeyPair('ECDH-ES+A256KW', { crv: 'P-256', extractable: true });
  return { publicKey: { ...(await exportJWK(pair.publicKey)), kid }, privateKey: { ...(await exportJWK(pair.privateKey)), kid } };
};

const clock = handClock(SATURDAY_NIGHT);
let engine: TestEngine;
let ours: Awaited<ReturnType<typeof keyPair>>;
let contacts: ReturnType<typeof createContacts>;
let openContact: ReturnType<typeof createContactOpener>;
const open = (id: string) => openContact({ kind: 'HELP_REQUEST', id });
let follow: ReturnType<typeof keepContactsOf>;

beforeAll(async () => {
  engine = await startEngine();
  ours = await keyPair('2026-11');
  contacts = createContacts(engine.contacts, ours.publicKey, clock.now);
  openContact = createContactOpener(engine.contacts, [ours.privateKey], clock.now);
  follow = keepContactsOf(engine.contacts);
});
afterAll(() => engine.stop());

const keep = async (text = JSON.stringify({ phone: PHONE }), key = ours.publicKey): Promise<string> => {
  const requestId = randomUUID();
  await contacts.keepContact({ requestId, jwe: await sealWith(key, text), consentVersion: contacts.consentVersion });
  return requestId;
};

describe('a sealed contact', () => {
  test('opens to what the resident typed', async () => {
    expect(await open(await keep())).toEqual({ ok: true, value: { phone: PHONE } });
  });

  test.each([
    ['no JSON', 'hello'],
    ['a number of nowhere', JSON.stringify({ phone: '+84123' })],
    ['a national form', JSON.stringify({ phone: '0900000427' })],
    ['something else', JSON.stringify({ mail: 'x' })],
  ])('that holds %s is no contact', async (_what, text) => {
    expect(await open(await keep(text))).toEqual({ ok: false, failure: { type: 'ContactUnreadable' } });
  });

  test('sealed to a key of somebody else is no contact', async () => {
    const theirs = await keyPair('2026-11');
    expect(await open(await keep(JSON.stringify({ phone: PHONE }), theirs.publicKey))).toEqual({
      ok: false,
      failure: { type: 'ContactUnreadable' },
    });
  });

  test('is recognised by its form before it is kept', async () => {
    const jwe = await sealWith(ours.publicKey, '{}');
    expect(contacts.isSealed(jwe)).toBe(true);
    expect(contacts.isSealed(PHONE)).toBe(false);
    expect(contacts.isSealed('a.b.c.d.e')).toBe(false);
    expect(contacts.isSealed(await sealWith({ ...ours.publicKey, kid: 'other' }, '{}'))).toBe(false);
    expect(contacts.isSealed(await sealWith(ours.publicKey, 'x'.repeat(5000)))).toBe(false);
  });

  test('whose request never came is gone after a day', async () => {
    const requestId = await keep();
    clock.advance(days(1) - 1000);
    expect((await open(requestId)).ok).toBe(true);
    clock.advance(2000);
    expect(await open(requestId)).toEqual({ ok: false, failure: { type: 'ContactGone' } });
  });

  test('stays while the request goes on, and is gone 30 days after it ended', async () => {
    const requestId = await keep();
    const requestedAt = clock.now();
    await follow({ id: requestId, hasContact: true, requestedAt });
    clock.advance(days(20));
    expect((await open(requestId)).ok).toBe(true);
    await follow({ id: requestId, hasContact: true, requestedAt, endsAt: clock.now() });
    clock.advance(days(30) - 1000);
    expect((await open(requestId)).ok).toBe(true);
    clock.advance(2000);
    expect(await open(requestId)).toEqual({ ok: false, failure: { type: 'ContactGone' } });
  });

  test('is not shortened by the same ask that comes again', async () => {
    const requestId = randomUUID();
    const jwe = await sealWith(ours.publicKey, JSON.stringify({ phone: PHONE }));
    const contact = { requestId, jwe, consentVersion: contacts.consentVersion };
    await contacts.keepContact(contact);
    await follow({ id: requestId, hasContact: true, requestedAt: clock.now() });
    await contacts.keepContact(contact);
    clock.advance(days(3));
    expect((await open(requestId)).ok).toBe(true);
  });

  test('is not replaced by another one under the same id', async () => {
    const requestId = await keep();
    const other = await sealWith(ours.publicKey, JSON.stringify({ phone: '+84900000428' }));
    await contacts.keepContact({ requestId, jwe: other, consentVersion: contacts.consentVersion });
    expect(await open(requestId)).toEqual({ ok: true, value: { phone: PHONE } });
  });

  test('that its resident erases is gone at once, and what comes late of the request brings nothing back', async () => {
    const requestId = await keep();
    const requestedAt = clock.now();
    await follow({ id: requestId, hasContact: true, requestedAt });
    await contacts.eraseContact(requestId);
    await contacts.eraseContact(requestId);
    await follow({ id: requestId, hasContact: true, requestedAt });
    expect(await open(requestId)).toEqual({ ok: false, failure: { type: 'ContactGone' } });
    const { Items = [] } = await engine.contacts.client.send(new ScanCommand({ TableName: engine.contacts.name }));
    expect(Items.find(({ pk }) => pk === `contact#${requestId}`)).toEqual({ pk: `contact#${requestId}`, sk: 'contact', v: 1, expiresAt: Math.floor(Date.parse(requestedAt) / 1000) });
  });

  test('of a request that left none changes nothing', async () => {
    const requestId = randomUUID();
    await follow({ id: requestId, hasContact: true, requestedAt: clock.now() });
    expect(await open(requestId)).toEqual({ ok: false, failure: { type: 'ContactGone' } });
  });
});

describe("a member's own number", () => {
  test('is sealed when an office imports it, opens to what was in the file, and is gone once erased', async () => {
    const jwe = createContactSealer(ours.publicKey)({ phone: PHONE });
    expect(contacts.isSealed(jwe)).toBe(true);
    await contacts.keepMemberPhone('m-1', jwe);
    clock.advance(days(400));
    expect(await openContact({ kind: 'MEMBER', id: 'm-1' })).toEqual({ ok: true, value: { phone: PHONE } });
    expect(await open('m-1')).toEqual({ ok: false, failure: { type: 'ContactGone' } });
    await contacts.eraseMemberPhone('m-1');
    expect(await openContact({ kind: 'MEMBER', id: 'm-1' })).toEqual({ ok: false, failure: { type: 'ContactGone' } });
    const kept = await engine.contacts.client.send(new ScanCommand({ TableName: engine.contacts.name }));
    expect(JSON.stringify(kept.Items?.filter(({ pk }) => String(pk).includes('m-1')))).not.toContain(jwe.slice(0, 40));
  });
});
