import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAudit } from '../../functions/audit/audit.ts';
import { minutes, systemClock } from '../../functions/core/clock.ts';
import { anonymous, type Principal } from '../../functions/identity/principal.ts';
import { createSessions } from '../../functions/identity/sessions.ts';
import { newSigningKey, parseSigningKeys } from '../../functions/identity/signing-keys.ts';
import { createKioskPairing, createKiosks, type KioskPairing } from '../../functions/kiosks/kiosks.ts';
import { readPairingCode, newPairingCode, shownPairingCode } from '../../functions/kiosks/pairing-code.ts';
import { createPermission } from '../../functions/permission/permission.ts';
import { limits } from '../../functions/rate-limits/limits.ts';
import { createRateLimits } from '../../functions/rate-limits/rate-limits.ts';
import { createTeams } from '../../functions/teams/teams.ts';
import { createUnits } from '../../functions/units/units.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { aDevice, type Device } from '../support/kiosk-device.ts';
import { aKiosk, handClock, valueOf } from '../support/lane.ts';
import { putUnits } from '../support/units.ts';

const ORIGIN = 'https://tramso.example.vn';
const HERE = '192.0.2.1';

let engine: TestEngine;
let pairing: KioskPairing;
let sessions: ReturnType<typeof createSessions>;
const clock = handClock(systemClock());
beforeAll(async () => {
  engine = await startEngine();
  const { main } = engine;
  await putUnits(main, [
    { version: '2025-07-01', code: '01', level: 'PROVINCE', name: 'Thành phố Hà Nội' },
    { version: '2025-07-01', code: '00004', level: 'COMMUNE', name: 'Phường Ba Đình', parentCode: '01' },
    { version: '2025-07-01', code: '00008', level: 'COMMUNE', name: 'Phường Ngọc Hà', parentCode: '01' },
  ]);
  sessions = createSessions(main, await parseSigningKeys({ keys: [await newSigningKey('test')] }), clock.now, { secure: false });
  const kiosks = createKiosks(main);
  pairing = createKioskPairing(main, {
    sessions,
    permission: createPermission({ teams: createTeams(main), kiosks, units: createUnits(main) }),
    rateLimits: createRateLimits(main, new Uint8Array(32), clock.now),
    origin: ORIGIN,
    clock: clock.now,
  });
});
afterAll(() => engine.stop());

let people = 0;
const official = (role: 'COMMUNE' | 'PROVINCE' | 'NATIONAL' | 'OPERATOR' = 'COMMUNE', unitCode?: string): Principal => ({
  kind: 'official',
  officialId: `official-${(people += 1)}`,
  role,
  unitVersion: '2025-07-01',
  unitCode: unitCode ?? (role === 'COMMUNE' ? '00004' : role === 'PROVINCE' ? '01' : undefined),
  sessionId: 'test',
});

const described = (changes: object = {}) => ({
  name: 'Nhà văn hoá  số 3 ',
  unitVersion: '2025-07-01',
  communeCode: '00004',
  position: { lat: 21.0335001, lon: 105.8405 },
  letter: 'N',
  openingHours: 'Mo-Su 07:30-21:00',
  contactPoint: { name: 'UBND phường Ba Đình', phone: '+842400000427' },
  ...changes,
});

let kiosks = 0;
const newCode = (): string => `tram-${(kiosks += 1)}`;

const codeOf = async (device: Device): Promise<string> => shownPairingCode(valueOf(await pairing.startPairing(device.publicKey, HERE)).code);

/** A device that an official has paired with a new kiosk. */
const paired = async (kiosk = newCode()) => {
  const device = await aDevice();
  const pairingCode = await codeOf(device);
  valueOf(await pairing.pairKiosk({ id: randomUUID(), pairingCode, kiosk, newKiosk: described() }, official(), HERE));
  return { device, kiosk };
};

const signIn = async (device: Device, principal: Principal = anonymous) => {
  const { nonce, text } = valueOf(await pairing.challenge(device.keyId, HERE));
  return pairing.signInKiosk({ keyId: device.keyId, nonce, signature: await device.sign(text) }, principal);
};

const principalOf = async (token: string): Promise<Principal> => (await sessions.whoAsks({ cookie: `session=${token}` })).principal;

describe('an official pairs a kiosk', () => {
  test('by the code that it shows, however it is typed, and the kiosk signs in with its own key', async () => {
    const device = await aDevice();
    const pairingCode = await codeOf(device);
    expect(pairingCode).toMatch(/^[ACDEFHJKMNPRTVWXY3479]{4}-[ACDEFHJKMNPRTVWXY3479]{4}$/u);
    expect(await pairing.deviceState(device.keyId)).toEqual({ state: 'WAITING' });
    const kiosk = newCode();
    const made = valueOf(await pairing.pairKiosk({ id: randomUUID(), pairingCode: ` ${pairingCode.toLowerCase().replace('-', ' ')}`, kiosk, newKiosk: described() }, official(), HERE));
    expect(made).toMatchObject({ code: kiosk, name: 'Nhà văn hoá số 3', position: { lat: 21.0335, lon: 105.8405 }, revision: 1, device: { keyId: device.keyId }, demonstration: false });
    expect(await pairing.deviceState(device.keyId)).toEqual({ state: 'PAIRED', kiosk: made });
    const signedIn = valueOf(await signIn(device));
    expect(await principalOf(signedIn.tokens.accessToken)).toEqual({ kind: 'kiosk', kioskCode: kiosk, sessionId: signedIn.tokens.sessionId });
  });

  test('and it stands in the trail of the kiosk, with who did it', async () => {
    const { kiosk } = await paired();
    const { items } = await createAudit(engine.main).ofSubject({ kind: 'KIOSK', id: kiosk }, { first: 5 });
    expect(items.map(({ item }) => item)).toMatchObject([{ act: 'pairKiosk', by: { kind: 'OFFICIAL' }, office: { unitVersion: '2025-07-01', unitCode: '00004' } }]);
  });

  test('and gets the same answer when it is sent again', async () => {
    const device = await aDevice();
    const asked = { id: randomUUID(), pairingCode: await codeOf(device), kiosk: newCode(), newKiosk: described() };
    const who = official();
    const first = valueOf(await pairing.pairKiosk(asked, who, HERE));
    expect(valueOf(await pairing.pairKiosk(asked, who, HERE))).toEqual(first);
    expect((await createAudit(engine.main).ofSubject({ kind: 'KIOSK', id: asked.kiosk }, { first: 5 })).items).toHaveLength(1);
  });

  test('and of six officials who type one code at once exactly one has it', async () => {
    const device = await aDevice();
    const pairingCode = await codeOf(device);
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => pairing.pairKiosk({ id: randomUUID(), pairingCode, kiosk: newCode(), newKiosk: described() }, official(), HERE)),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.filter((answer) => !answer.ok && answer.failure.type === 'PairingCodeUnknown')).toHaveLength(5);
  });

  test('anew with another device, and the first device is put out at once', async () => {
    const { device: first, kiosk } = await paired();
    const signedIn = valueOf(await signIn(first));
    const second = await aDevice();
    valueOf(await pairing.pairKiosk({ id: randomUUID(), pairingCode: await codeOf(second), kiosk }, official(), HERE));
    expect(await principalOf(signedIn.tokens.accessToken)).toEqual(anonymous);
    expect(await pairing.deviceState(first.keyId)).toEqual({ state: 'UNKNOWN' });
    expect(await pairing.challenge(first.keyId, HERE)).toMatchObject({ failure: { type: 'KioskNotPaired' } });
    expect((await signIn(second)).ok).toBe(true);
  });
});

describe('nobody pairs a kiosk', () => {
  test.each([
    ['who is not signed in', () => anonymous, 'NotSignedIn'],
    ['who is an official of the neighbouring commune', () => official('COMMUNE', '00008'), 'NotPermitted'],
    ['who is an official of another province', () => official('PROVINCE', '15'), 'NotPermitted'],
    ['who is a member of a team', (): Principal => ({ kind: 'member', memberId: 'lan', sessionId: 's' }), 'NotPermitted'],
  ])('%s', async (_who, principal, type) => {
    const device = await aDevice();
    const asked = { id: randomUUID(), pairingCode: await codeOf(device), kiosk: newCode(), newKiosk: described() };
    expect(await pairing.pairKiosk(asked, principal(), HERE)).toMatchObject({ ok: false, failure: { type } });
    expect(await pairing.deviceState(device.keyId)).toEqual({ state: 'WAITING' });
  });

  test.each([
    ['province', official('PROVINCE')],
    ['country', official('NATIONAL')],
    ['service', official('OPERATOR')],
  ])('but the offices above do: %s', async (_office, principal) => {
    const asked = { id: randomUUID(), pairingCode: await codeOf(await aDevice()), kiosk: newCode(), newKiosk: described() };
    expect((await pairing.pairKiosk(asked, principal, HERE)).ok).toBe(true);
  });

  test('with a code that has run out, after ten minutes', async () => {
    const pairingCode = await codeOf(await aDevice());
    clock.advance(minutes(10));
    expect(await pairing.pairKiosk({ id: randomUUID(), pairingCode, kiosk: newCode(), newKiosk: described() }, official(), HERE)).toMatchObject({ failure: { type: 'PairingCodeUnknown' } });
  });

  test('by guessing: after ten codes that nobody shows, not even the right one is taken', async () => {
    const guesser = official('NATIONAL');
    const pairingCode = await codeOf(await aDevice());
    const guesses = await Promise.all(
      Array.from({ length: 60 }, () => pairing.pairKiosk({ id: randomUUID(), pairingCode: newPairingCode(), kiosk: newCode(), newKiosk: described() }, guesser, HERE)),
    );
    const tried = guesses.filter((guess) => !guess.ok && guess.failure.type === 'PairingCodeUnknown');
    expect(tried).toHaveLength(limits.pairingCode.principal[0].most);
    expect(await pairing.pairKiosk({ id: randomUUID(), pairingCode, kiosk: newCode(), newKiosk: described() }, guesser, HERE)).toMatchObject({ failure: { type: 'TooManyTries' } });
  });

  test.each([
    [{ name: ' ' }, ['newKiosk', 'name'], 'EMPTY'],
    [{ name: 'a'.repeat(121) }, ['newKiosk', 'name'], 'TOO_LONG'],
    [{ position: { lat: 105.8, lon: 21 } }, ['newKiosk', 'position'], 'OUTSIDE_VIETNAM'],
    [{ letter: 'Đ' }, ['newKiosk', 'letter'], 'NOT_A_LETTER'],
    [{ openingHours: 'always' }, ['newKiosk', 'openingHours'], 'NOT_OPENING_HOURS'],
    [{ contactPoint: { name: 'UBND', phone: '0912' } }, ['newKiosk', 'contactPoint', 'phone'], 'NOT_A_PHONE'],
    [{ communeCode: '99999' }, ['newKiosk', 'communeCode'], 'UNKNOWN_UNIT'],
  ])('that is described so: %o', async (changes, field, reason) => {
    const asked = { id: randomUUID(), pairingCode: await codeOf(await aDevice()), kiosk: newCode(), newKiosk: described(changes) };
    expect(await pairing.pairKiosk(asked, official(), HERE)).toMatchObject({ failure: { type: 'InvalidInput', field, reason } });
  });

  test('as a new one under the code of another', async () => {
    const { kiosk } = await paired();
    const asked = { id: randomUUID(), pairingCode: await codeOf(await aDevice()), kiosk, newKiosk: described() };
    expect(await pairing.pairKiosk(asked, official(), HERE)).toMatchObject({ failure: { type: 'InvalidInput', reason: 'KIOSK_EXISTS' } });
  });
});

describe('a paired kiosk proves its key', () => {
  test('with each nonce once', async () => {
    const { device } = await paired();
    const { nonce, text } = valueOf(await pairing.challenge(device.keyId, HERE));
    const proof = { keyId: device.keyId, nonce, signature: await device.sign(text) };
    const answers = await Promise.all(Array.from({ length: 5 }, () => pairing.signInKiosk(proof, anonymous)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test('and no other key does, nor a signature for another station', async () => {
    const { device } = await paired();
    const other = await aDevice();
    const first = valueOf(await pairing.challenge(device.keyId, HERE));
    expect(await pairing.signInKiosk({ keyId: device.keyId, nonce: first.nonce, signature: await other.sign(first.text) }, anonymous)).toMatchObject({ failure: { type: 'ProofInvalid' } });
    const second = valueOf(await pairing.challenge(device.keyId, HERE));
    const elsewhere = await device.sign(second.text.replace(ORIGIN, 'https://elsewhere.example'));
    expect(await pairing.signInKiosk({ keyId: device.keyId, nonce: second.nonce, signature: elsewhere }, anonymous)).toMatchObject({ failure: { type: 'ProofInvalid' } });
  });

  test('within two minutes', async () => {
    const { device } = await paired();
    const { nonce, text } = valueOf(await pairing.challenge(device.keyId, HERE));
    clock.advance(minutes(2));
    expect(await pairing.signInKiosk({ keyId: device.keyId, nonce, signature: await device.sign(text) }, anonymous)).toMatchObject({ failure: { type: 'ProofInvalid' } });
  });

  test('again and again, and has one session all the time', async () => {
    const { device, kiosk } = await paired();
    let who: Principal = anonymous;
    for (let time = 0; time < 3; time += 1) who = await principalOf(valueOf(await signIn(device, who)).tokens.accessToken);
    expect(await sessions.sessionsOf(`kiosk:${kiosk}`)).toHaveLength(1);
  });

  test('but is not asked any more by a machine that begins without end', async () => {
    const { device } = await paired();
    const asked = await Promise.all(Array.from({ length: 60 }, () => pairing.challenge(device.keyId, HERE)));
    expect(asked.filter(({ ok }) => ok)).toHaveLength(limits.kioskSignIn.subject[0].most);
  });
});

describe('a device that waits', () => {
  test('is shown the same code for eight minutes, then a new one', async () => {
    const device = await aDevice();
    const first = await codeOf(device);
    clock.advance(minutes(8) - 1);
    expect(await codeOf(device)).toBe(first);
    clock.advance(1);
    expect(await codeOf(device)).not.toBe(first);
  });

  test('brings a key that is one', async () => {
    for (const publicKey of ['', '{}', 'null', '{"kty":"EC","crv":"P-256","x":"a","y":"b"}', `{"kty":"EC","crv":"P-256","x":"${'A'.repeat(43)}","y":"${'A'.repeat(43)}"}`])
      expect(await pairing.startPairing(publicKey, HERE)).toMatchObject({ failure: { type: 'InvalidInput', field: ['publicKey'] } });
  });
});

describe('an office', () => {
  test('unpairs a kiosk: it is signed out at once, and shows a code again', async () => {
    const { device, kiosk } = await paired();
    const { tokens } = valueOf(await signIn(device));
    const who = official();
    expect(valueOf(await pairing.unpairKiosk({ id: randomUUID(), kiosk }, who)).device).toBeUndefined();
    expect(await principalOf(tokens.accessToken)).toEqual(anonymous);
    expect((await sessions.refresh(`session-refresh=${tokens.refreshToken ?? ''}`)).ok).toBe(false);
    expect(await pairing.deviceState(device.keyId)).toEqual({ state: 'UNKNOWN' });
    expect((await pairing.startPairing(device.publicKey, HERE)).ok).toBe(true);
    expect((await pairing.unpairKiosk({ id: randomUUID(), kiosk }, who)).ok).toBe(true);
    const trail = await createAudit(engine.main).ofSubject({ kind: 'KIOSK', id: kiosk }, { first: 5 });
    // Both may fall into one millisecond, which leaves their order open.
    expect(trail.items.map(({ item }) => item.act).sort()).toEqual(['pairKiosk', 'unpairKiosk']);
  });

  test('and no session stays, however many the kiosk opens at that moment', async () => {
    const { device, kiosk } = await paired();
    await Promise.all([...Array.from({ length: 8 }, () => pairing.challenge(device.keyId, HERE).then(async (asked) => {
      if (!asked.ok) return;
      await pairing.signInKiosk({ keyId: device.keyId, nonce: asked.value.nonce, signature: await device.sign(asked.value.text) }, anonymous);
    })), pairing.unpairKiosk({ id: randomUUID(), kiosk }, official())]);
    expect(await sessions.sessionsOf(`kiosk:${kiosk}`)).toEqual([]);
  });

  test('renames and moves a kiosk, by the revision that it saw', async () => {
    const { kiosk } = await paired();
    const who = official('PROVINCE');
    const renamed = valueOf(await pairing.renameKiosk({ id: randomUUID(), kiosk, revision: 1, name: 'Chợ Ngọc Hà' }, who));
    expect(renamed).toMatchObject({ name: 'Chợ Ngọc Hà', revision: 2 });
    expect(await pairing.renameKiosk({ id: randomUUID(), kiosk, revision: 1, name: 'Chợ khác' }, who)).toMatchObject({ failure: { type: 'KioskChangedMeanwhile', kiosk: { name: 'Chợ Ngọc Hà' } } });
    expect(valueOf(await pairing.renameKiosk({ id: randomUUID(), kiosk, revision: 1, name: 'Chợ Ngọc Hà' }, who))).toEqual(renamed);
    const place = { unitVersion: '2025-07-01', communeCode: '00008', position: { lat: 21.04, lon: 105.83 } };
    expect(valueOf(await pairing.moveKiosk({ id: randomUUID(), kiosk, revision: 2, ...place }, who))).toMatchObject({ communeCode: '00008', position: place.position, revision: 3 });
    const there = await createKiosks(engine.main).kiosksWithin('2025-07-01', '00008', { first: 10 });
    expect(there.items.map(({ item }) => item.code)).toEqual([kiosk]);
  });

  test('moves no kiosk into a commune that it does not answer for', async () => {
    const { kiosk } = await paired();
    const place = { unitVersion: '2025-07-01', communeCode: '00008', position: { lat: 21.04, lon: 105.83 } };
    expect(await pairing.moveKiosk({ id: randomUUID(), kiosk, revision: 1, ...place }, official())).toMatchObject({ failure: { type: 'NotPermitted' } });
  });

  test('of another commune touches none', async () => {
    const { kiosk } = await paired();
    const stranger = official('COMMUNE', '00008');
    expect(await pairing.unpairKiosk({ id: randomUUID(), kiosk }, stranger)).toMatchObject({ failure: { type: 'NotPermitted' } });
    expect(await pairing.renameKiosk({ id: randomUUID(), kiosk, revision: 1, name: 'Của tôi' }, stranger)).toMatchObject({ failure: { type: 'NotPermitted' } });
    expect(await pairing.unpairKiosk({ id: randomUUID(), kiosk: 'no-such' }, stranger)).toMatchObject({ failure: { type: 'NotFound' } });
  });
});

test('a kiosk that was kept before kiosks were paired is paired and changed like any other', async () => {
  const old = aKiosk({ code: 'old-kiosk' });
  await createKiosks(engine.main).saveKiosk(old);
  const device = await aDevice();
  valueOf(await pairing.pairKiosk({ id: randomUUID(), pairingCode: await codeOf(device), kiosk: old.code }, official(), HERE));
  expect(await createKiosks(engine.main).kiosk(old.code)).toMatchObject({ ...old, revision: 2, device: { keyId: device.keyId } });
});

test('what cannot be a code is none', () => {
  for (const typed of ['', 'ACDE', 'ACDE-34790', 'OOOO-1111', 'ACDE-347!']) expect(readPairingCode(typed)).toBeUndefined();
});
