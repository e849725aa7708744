import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { newSecret } from '../../functions/core/ids.ts';
import { limits } from '../../functions/rate-limits/limits.ts';
import { aDevice, type Device } from '../support/kiosk-device.ts';
import { aKiosk, aTeam } from '../support/lane.ts';
import { openStation, type GraphqlAnswer, type OpenStation } from '../support/station.ts';

let station: OpenStation;
let office: string;
beforeAll(async () => {
  // Windows of limits lie on the clock: none ends in the middle of a test.
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-23T03:01:00.000Z') });
  station = await openStation([aTeam(1, { capacity: 500 })]);
  const tokens = await station.identity.openSession({ kind: 'official', officialId: 'ba-dinh', role: 'COMMUNE', unitVersion: '2025-07-01', unitCode: '00004' });
  office = `session=${tokens.accessToken}`;
});
afterAll(async () => {
  await station.stop();
  vi.useRealTimers();
});

const fieldOf = <Answer extends object>({ data, errors }: GraphqlAnswer): Answer & { readonly __typename: string } => {
  expect(errors).toEqual([]);
  return Object.values(data ?? {})[0] as unknown as Answer & { readonly __typename: string };
};

const start = 'mutation ($input: StartKioskPairingInput!) { startKioskPairing(input: $input) { __typename ... on KioskPairingStarted { code endsAt } ... on Problem { message nextStep } } }';
const pair = 'mutation ($input: PairKioskInput!) { pairKiosk(input: $input) { __typename ... on KioskChanged { kiosk { code paired revision commune { name } } } ... on InvalidInput { field } ... on Problem { message nextStep } } }';
const challenge = 'mutation ($input: ChallengeKioskInput!) { challengeKiosk(input: $input) { __typename ... on KioskChallenge { nonce text } } }';
const signIn = 'mutation ($input: SignInKioskInput!) { signInKiosk(input: $input) { __typename ... on SignInKioskSuccess { kiosk { code } } } }';
const unpair = 'mutation ($input: UnpairKioskInput!) { unpairKiosk(input: $input) { __typename ... on KioskChanged { kiosk { paired } } } }';
const ask = 'mutation ($input: RequestHelpInput!) { requestHelp(input: $input) { __typename ... on RequestHelpSuccess { request { ticket { number } } } ... on TooManyTries { message nextStep tryAgainAt waitSeconds } } }';

const newKiosk = {
  name: 'Nhà văn hoá số 3',
  communeCode: '00004',
  position: { lat: 21.03, lon: 105.85 },
  letter: 'N',
  openingHours: '24/7',
  contactPoint: { name: 'UBND phường Ba Đình', phone: '+842400000427' },
};

const askAt = (kiosk: string, changes: object = {}) => ({ input: { id: randomUUID(), kiosk, topic: 'public-services', mode: 'HERE_NOW', trackingSecret: newSecret(), ...changes } });

/** Pairs a device with a new kiosk, and signs it in: the cookies that its browser keeps. */
const pairNew = async (kiosk: string): Promise<{ device: Device; cookies: readonly string[] }> => {
  const device = await aDevice();
  const { code } = fieldOf<{ code: string }>(await station.ask(start, { input: { publicKey: device.publicKey } }));
  const paired = fieldOf(await station.ask(pair, { input: { id: randomUUID(), pairingCode: code, kiosk, newKiosk } }, { cookies: [office] }));
  expect(paired).toEqual({ __typename: 'KioskChanged', kiosk: { code: kiosk, paired: true, revision: 1, commune: { name: 'Phường Ba Đình' } } });
  const { nonce, text } = fieldOf<{ nonce: string; text: string }>(await station.ask(challenge, { input: { keyId: device.keyId } }));
  const answer = await station.ask(signIn, { input: { keyId: device.keyId, nonce, signature: await device.sign(text) } });
  expect(fieldOf(answer)).toEqual({ __typename: 'SignInKioskSuccess', kiosk: { code: kiosk } });
  return { device, cookies: answer.cookies.map((cookie) => cookie.split(';', 1)[0] ?? '') };
};

describe('a kiosk that an office has paired', () => {
  test('asks for help here and now as itself, and nobody else does in its name', async () => {
    const { cookies } = await pairNew('nha-van-hoa-3');
    expect(fieldOf(await station.ask(ask, askAt('nha-van-hoa-3'), { cookies }))).toMatchObject({ __typename: 'RequestHelpSuccess', request: { ticket: { number: 'N-0001' } } });
    expect(fieldOf(await station.ask(ask, askAt('nha-van-hoa-3')))).toMatchObject({ __typename: 'NotPermitted' });
    expect(fieldOf(await station.ask(ask, askAt(aKiosk().code), { cookies }))).toMatchObject({ __typename: 'NotPermitted' });
  });

  test('shows its code again as soon as it is unpaired, and asks for nothing any more', async () => {
    const { device, cookies } = await pairNew('nha-van-hoa-4');
    expect(fieldOf(await station.ask(unpair, { input: { id: randomUUID(), kiosk: 'nha-van-hoa-4' } }, { cookies: [office] }))).toEqual({ __typename: 'KioskChanged', kiosk: { paired: false } });
    const state = await station.ask('query ($keyId: String!) { kioskDevice(keyId: $keyId) { state kiosk { code } } }', { keyId: device.keyId });
    expect(state.data).toEqual({ kioskDevice: { state: 'UNKNOWN', kiosk: null } });
    expect(fieldOf(await station.ask(ask, askAt('nha-van-hoa-4'), { cookies }))).toMatchObject({ __typename: 'NotPermitted' });
  });

  test('is listed in its commune', async () => {
    await pairNew('nha-van-hoa-5');
    const { data } = await station.ask('{ adminUnit(code: "00004") { kiosks(first: 50) { edges { node { code } } } } }');
    expect(JSON.stringify(data)).toContain('nha-van-hoa-5');
  });

  test('has as many tries as people can make at one screen, whatever others do at its address', async () => {
    const { cookies } = await pairNew('nha-van-hoa-6');
    const booth = '203.0.113.20';
    for (let at = 0; at < limits.askForHelp.address[0].most; at += 1) await station.ask(ask, askAt(aKiosk().code), { from: booth });
    expect(fieldOf(await station.ask(ask, askAt(aKiosk().code), { from: booth }))).toMatchObject({ __typename: 'TooManyTries' });
    expect(fieldOf(await station.ask(ask, askAt('nha-van-hoa-6'), { from: booth, cookies }))).toMatchObject({ __typename: 'RequestHelpSuccess' });
  });
});

describe('a stranger who asks for help without end', () => {
  test('is told when to come again, in words, and the teams keep their room', async () => {
    const answers = await Promise.all(
      Array.from({ length: 90 }, () => station.ask(ask, askAt(aKiosk().code), { from: '198.51.100.9', headers: { 'accept-language': 'en' } })),
    );
    const fields = answers.map((answer) => fieldOf<{ tryAgainAt?: string; waitSeconds?: number; message?: string; nextStep?: string }>(answer));
    expect(fields.filter(({ __typename }) => __typename === 'RequestHelpSuccess')).toHaveLength(limits.askForHelp.address[0].most);
    const refused = fields.find(({ __typename }) => __typename === 'TooManyTries');
    expect(refused?.message).toBe('That was too many times.');
    expect(refused?.nextStep).toMatch(/^Try again in (a minute|\d+ minutes)\.$/u);
    expect(refused?.waitSeconds).toBeGreaterThan(0);
  });

  test('gets the same answer for the same ask, however often it is sent', async () => {
    const variables = askAt(aKiosk().code);
    const from = '198.51.100.10';
    const first = fieldOf(await station.ask(ask, variables, { from }));
    for (let at = 0; at < 70; at += 1) expect(fieldOf(await station.ask(ask, variables, { from }))).toEqual(first);
  });
});

describe('whoever is no official', () => {
  test('pairs and unpairs nothing', async () => {
    const member = await station.signIn('00004-001-lan');
    const device = await aDevice();
    const { code } = fieldOf<{ code: string }>(await station.ask(start, { input: { publicKey: device.publicKey } }));
    const input = { id: randomUUID(), pairingCode: code, kiosk: 'cua-toi', newKiosk };
    expect(fieldOf(await station.ask(pair, { input }))).toMatchObject({ __typename: 'NotSignedIn' });
    expect(fieldOf(await station.ask(pair, { input }, { cookies: [member] }))).toMatchObject({ __typename: 'NotPermitted' });
    expect(fieldOf(await station.ask(unpair, { input: { id: randomUUID(), kiosk: aKiosk().code } }, { cookies: [member] }))).toMatchObject({ __typename: 'NotPermitted' });
  });
});
